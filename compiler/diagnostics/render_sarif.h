// SPDX-License-Identifier: Apache-2.0
// Diagnostics as a SARIF 2.1.0 log, for code scanning services and editors that read it.
//
// One run; every kind that occurs is a rule whose help is its page; notes become related text of the message; columns
// are in code points. Of more than kMostListed (render_json.h) a notification says how many are left out. Paths become
// URI references: relative ones as they are, absolute ones with `file://`.
#pragma once

#include <span>
#include <string>

#include "compiler/diagnostics/diagnostic.h"

namespace lsq::diagnostics {

// `version` is the tool's, such as "0.1.0". Ends in \n.
std::string RenderSarif(std::span<const Diagnostic> diagnostics, const source::Files& files, std::string_view version);

}  // namespace lsq::diagnostics
