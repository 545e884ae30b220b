// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/front_end.h"

#include "compiler/diagnostics/render_text.h"
#include "compiler/parse/parse.h"

namespace lsq::golden {

Checked CheckSource(const std::vector<ExampleFile>& files) {
  Checked checked;
  diagnostics::Sink sink;
  for (const ExampleFile& file : files) {
    if (!file.path.ends_with(".lsq")) continue;
    const source::FileId id = checked.files.Add(file.path, file.text);
    parse::ParseFile(checked.files[id], id, sink);
  }
  checked.diagnostics = sink.TakeSorted();
  return checked;
}

std::string Rendered(const Checked& checked) {
  if (checked.diagnostics.empty()) return "no errors\n";
  std::string out;
  for (const diagnostics::Diagnostic& d : checked.diagnostics) {
    out += (out.empty() ? "" : "\n") + RenderText(d, checked.files);
  }
  return out;
}

}  // namespace lsq::golden
