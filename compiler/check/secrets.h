// SPDX-License-Identifier: Apache-2.0
// Keys and passwords do not belong in sources (C-ACT-5): texts that look like one are refused.
#pragma once

#include <string_view>

#include "compiler/check/context.h"

namespace lsq::check {

// Reports every text of the declaration that looks like a key.
void ReportSecrets(Context& context);
// Forms that well-known services give their keys: AKIA…, ghp_…, private keys, the CRM's own u$r… .
bool LooksLikeSecret(std::string_view text);
// Whether a header of that name carries a key: X-Api-Key, Authorization.
bool NamesSecret(std::string_view header);

}  // namespace lsq::check
