// SPDX-License-Identifier: Apache-2.0
// What a page under pages/ says about its code. README.md describes the form; tests/golden holds every page to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/diagnostics/diagnostic.h"

namespace lsq::diagnostics {

// A file of an example. `lsq` blocks are named example.lsq unless the fence gives a path: ```lsq schema/lead.lsq
struct ExampleFile {
  std::string path;
  std::string text;  // ends in \n unless empty
  bool operator==(const ExampleFile&) const = default;
};

struct Page {
  std::string code;                // LSQ2104
  std::string title;               // one line, as after `# LSQ2104: `
  std::string prose;               // the Markdown up to the first block
  std::vector<ExampleFile> wrong;  // the files before the ```text block
  std::string rendered;            // the ```text block: what the compiler prints for them
  std::vector<ExampleFile> fixed;  // the files after it; empty when the page shows none
};

// Fails with code `page` and a sentence on what the text lacks.
Result<Page> ParsePage(std::string_view markdown);

// `markdown` with its ```text block replaced by `rendered`; added after the wrong program when there was none.
std::string WithRendered(std::string_view markdown, std::string_view rendered);

// What `lsq explain` prints for a code, its number or its alias, in any case: plain text in 100 columns or fewer unless
// a line of an example is longer, examples indented. Nothing when the code or its page does not exist.
std::optional<std::string> Explain(std::string_view code);

// The Markdown of the page of `kind`; empty when it has none.
std::string_view PageOf(const Kind& kind);

}  // namespace lsq::diagnostics
