// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/console/output.h"
#include "cli/lsq/commands.h"
#include "compiler/diagnostics/page.h"
#include "compiler/text/text.h"

namespace lsq::cli {

using diagnostics::Kind;

namespace {

// One code a line with the title of its page.
int ListAll() {
  std::vector<const Kind*> kinds(diagnostics::AllKinds().begin(), diagnostics::AllKinds().end());
  std::sort(kinds.begin(), kinds.end(), [](const Kind* a, const Kind* b) { return a->number < b->number; });
  for (const Kind* kind : kinds) {
    const auto page = diagnostics::ParsePage(diagnostics::PageOf(*kind));
    Print(kind->Code() + "  " + (page.ok() ? page->title : kind->message) + "\n");
  }
  return kFine;
}

// The alias nearest to what was typed, or the codes that begin with it.
std::string Suggestion(const std::string& typed) {
  std::vector<std::string_view> aliases;
  std::vector<std::string> codes;
  const std::string upper = text::Upper(typed);
  for (const Kind* kind : diagnostics::AllKinds()) {
    if (*kind->alias != '\0') aliases.push_back(kind->alias);
    const std::string code = kind->Code();
    if (code.starts_with(upper) || code.substr(3).starts_with(upper)) codes.push_back(code);
  }
  if (const auto near = text::Nearest(typed, aliases)) return "; did you mean " + std::string(*near) + "?";
  std::sort(codes.begin(), codes.end());
  if (codes.empty() || codes.size() > 12 || typed.empty()) return "; `lsq explain` lists all";
  std::string list;
  for (const std::string& code : codes) list += (list.empty() ? "" : ", ") + code;
  return "; there is " + list;
}

}  // namespace

int Explain(const std::string& code) {
  if (code.empty()) return ListAll();
  if (const auto page = diagnostics::Explain(code)) {
    Print(*page);
    return kFine;
  }
  Complain("there is no diagnostic " + code + Suggestion(code));
  return kFailure;
}

}  // namespace lsq::cli
