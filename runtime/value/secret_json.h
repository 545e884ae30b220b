// SPDX-License-Identifier: Apache-2.0
// Secrets in JSON: the marks of secret.h inside its texts and names, so that what is shown or sent is JSON still.
#pragma once

#include "runtime/value/json.h"
#include "runtime/value/secret.h"

namespace lsq::value {

// For traces and people: every mark as `secret "crm"`.
Json HideSecretsIn(Json json);
// For what is sent: every mark replaced by what `find` gives for its name; its first error is returned.
Result<Json> RevealSecretsIn(Json json, const std::function<Result<std::string>(std::string_view name)>& find);

}  // namespace lsq::value
