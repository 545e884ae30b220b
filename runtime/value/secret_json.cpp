// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/secret_json.h"

namespace lsq::value {

namespace {

using Change = std::function<Status(std::string& text)>;

Status ChangeTexts(Json& json, const Change& change) {
  if (auto* text = json.As<std::string>()) return change(*text);
  if (auto* array = json.As<Json::Array>()) {
    for (Json& element : *array) LSQ_TRY_DO(ChangeTexts(element, change));
  }
  if (auto* object = json.As<Json::Object>()) {
    for (auto& [name, member] : *object) {
      LSQ_TRY_DO(change(name));
      LSQ_TRY_DO(ChangeTexts(member, change));
    }
  }
  return Ok();
}

}  // namespace

Json HideSecretsIn(Json json) {
  (void)ChangeTexts(json, [](std::string& text) -> Status {
    if (HoldsSecretMark(text)) text = HideSecrets(text);
    return Ok();
  });
  return json;
}

Result<Json> RevealSecretsIn(Json json, const std::function<Result<std::string>(std::string_view name)>& find) {
  LSQ_TRY_DO(ChangeTexts(json, [&](std::string& text) -> Status {
    if (!HoldsSecretMark(text)) return Ok();
    LSQ_TRY(text, RevealSecrets(text, find));
    return Ok();
  }));
  return json;
}

}  // namespace lsq::value
