// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/secret.h"

namespace lsq::value {

bool HoldsSecretMark(std::string_view text) {
  return text.find(kSecretBegin) != std::string_view::npos || text.find(kSecretEnd) != std::string_view::npos;
}

std::string SecretMark(std::string_view name) {
  return std::string(kSecretBegin) + std::string(name) + std::string(kSecretEnd);
}

Result<std::string> RevealSecrets(std::string_view text,
                                  const std::function<Result<std::string>(std::string_view name)>& find) {
  std::string out;
  while (true) {
    const size_t begin = text.find(kSecretBegin);
    out += text.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    text.remove_prefix(begin + kSecretBegin.size());
    const size_t end = text.find(kSecretEnd);
    if (end == std::string_view::npos) return Error{"secret_mark", "a secret's mark is cut off"};
    LSQ_TRY(const std::string secret, find(text.substr(0, end)));
    out += secret;
    text.remove_prefix(end + kSecretEnd.size());
  }
}

std::string HideSecrets(std::string_view text) {
  auto hidden = RevealSecrets(
      text, [](std::string_view name) -> Result<std::string> { return "secret \"" + std::string(name) + '"'; });
  return hidden.ok() ? *std::move(hidden) : std::string("secret");
}

}  // namespace lsq::value
