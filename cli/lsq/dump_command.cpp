// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cli/console/output.h"
#include "cli/lsq/commands.h"
#include "cli/lsq/project.h"
#include "cli/lsq/source_files.h"
#include "compiler/bytecode/disassemble.h"
#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/print_types.h"
#include "compiler/emit_bytecode/emit.h"
#include "compiler/ir/print.h"
#include "compiler/syntax/printer.h"

namespace lsq::cli {

namespace {

int DumpTree(const driver::Input& input) {
  source::Files files;
  diagnostics::Sink sink;
  const source::FileId id = files.Add(input.path, input.text);
  Print(syntax::Print(parse::ParseFile(files[id], id, sink)));
  Print(diagnostics::RenderText(sink.diagnostics(), files, {.color = UseColor()}));
  return sink.HasErrors() ? kFindings : kFine;
}

int DumpBytecode(const ir::Module& module) {
  const Result<bytecode::Program> program = emit_bytecode::Emit(module);
  if (!program.ok()) {
    Complain(program.error().message);
    return kFailure;
  }
  Print(bytecode::Disassemble(*program));
  return kFine;
}

int DumpProgram(const DumpRequest& request, Sources sources) {
  parse::Cache cache;
  const auto options = ReadOptions(request.schema, cache);
  if (!options) return kFailure;
  AddUsedFiles(sources, cache);
  const driver::Compilation project = driver::Compile(sources.inputs, *options);
  if (request.phase == Phase::Types) Print(driver::PrintTypes(project));
  if (request.phase == Phase::Ir && project.module) Print(ir::Print(*project.module));
  const bool code = request.phase == Phase::Bytecode && project.module;
  const int result = code ? DumpBytecode(*project.module) : kFine;
  Print(diagnostics::RenderText(project.diagnostics, project.files, {.color = UseColor()}));
  return project.has_errors ? kFindings : result;
}

}  // namespace

int Dump(const DumpRequest& request) {
  Sources sources = ReadSources({request.path});
  if (sources.inputs.empty() || !sources.complete) return kFailure;
  if (request.phase >= Phase::Types) return DumpProgram(request, std::move(sources));
  int code = kFine;
  for (const driver::Input& input : sources.inputs) {
    if (request.phase == Phase::Tokens) {
      Print(parse::DumpTokens(source::File(input.path, input.text)));
    } else {
      code = std::max(code, DumpTree(input));
    }
  }
  return code;
}

}  // namespace lsq::cli
