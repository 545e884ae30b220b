// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cli/console/files.h"
#include "cli/console/output.h"
#include "cli/lsq/commands.h"
#include "cli/lsq/source_files.h"
#include "compiler/diagnostics/render_text.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace lsq::cli {

namespace {

// The canonical text; nothing after the reasons were printed, apart from standard output, which may become a file.
std::optional<std::string> Formatted(const driver::Input& input) {
  source::Files files;
  diagnostics::Sink sink;
  const source::FileId id = files.Add(input.path, input.text);
  const syntax::FileTree tree = parse::ParseFile(files[id], id, sink);
  auto text = sink.HasErrors() ? Result<std::string>(Error{}) : format::Format(files[id], tree);
  if (text.ok()) return std::move(*text);
  PrintError(diagnostics::RenderText(sink.TakeSorted(), files, {.color = UseColor()}));
  Complain(input.path + ": left as it is, because of its syntax errors");
  return std::nullopt;
}

int FormatOne(const driver::Input& input, bool from_standard_input, bool check) {
  const auto text = Formatted(input);
  if (!text) return kFindings;
  if (check) {
    if (*text == input.text) return kFine;
    Print(input.path + "\n");
    return kFindings;
  }
  if (from_standard_input) {
    Print(*text);
  } else if (*text != input.text) {
    if (const Status status = ReplaceFile(input.path, *text); !status.ok()) {
      Complain(status.error().message);
      return kFailure;
    }
  }
  return kFine;
}

}  // namespace

int Format(const FormatRequest& request) {
  const Sources sources = ReadSources(request.paths);
  const bool standard = request.paths == std::vector<std::string>{kStandardInput};
  int code = sources.complete ? kFine : kFailure;
  for (const driver::Input& input : sources.inputs) code = std::max(code, FormatOne(input, standard, request.check));
  return code;
}

}  // namespace lsq::cli
