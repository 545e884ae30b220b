// SPDX-License-Identifier: Apache-2.0
// A secret inside a text before it is sent: its name between two noncharacters of Unicode, which no data may hold
// (Normalise refuses them), so nobody can smuggle a secret's name into what is sent. Stored bodies and traces hold the
// mark; only the connector that sends replaces it (architecture decision 8).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "compiler/base/result.h"

namespace lsq::value {

inline constexpr std::string_view kSecretBegin = "\xEF\xB7\x90";  // U+FDD0
inline constexpr std::string_view kSecretEnd = "\xEF\xB7\x91";    // U+FDD1

bool HoldsSecretMark(std::string_view text);
std::string SecretMark(std::string_view name);

// Every mark replaced by what `find` gives for its name; its first error is returned.
Result<std::string> RevealSecrets(std::string_view text,
                                  const std::function<Result<std::string>(std::string_view name)>& find);
// For people: every mark as `secret "crm"`.
std::string HideSecrets(std::string_view text);

}  // namespace lsq::value
