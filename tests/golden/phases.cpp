// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/phases.h"

#include "compiler/bytecode/disassemble.h"
#include "compiler/emit_bytecode/emit.h"
#include "compiler/ir/print.h"
#include "runtime/project/test_runner.h"

namespace lsq::golden {

namespace {

// Lines that say what was never reached, out of the report of the coverage.
std::string PrintMissed(const value::Json& coverage) {
  std::string out;
  const auto* files = coverage.Find("files")->As<value::Json::Array>();
  for (const value::Json& file : *files) {
    for (const value::Json& missed : *file.Find("missed")->As<value::Json::Array>()) {
      out += "never reached: line " + missed.Find("line")->As<value::JsonNumber>()->digits + ", " +
             *missed.Find("what")->As<std::string>() + "\n";
    }
  }
  return out + "branches " + value::PrintJson(*coverage.Find("branches")) + ", conditions " +
         value::PrintJson(*coverage.Find("conditions")) + "\n";
}

}  // namespace

std::string PrintIr(const driver::Compilation& compilation) {
  return ir::Print(*compilation.module);
}

std::string PrintBytecode(const driver::Compilation& compilation) {
  const auto program = emit_bytecode::Emit(*compilation.module);
  return program.ok() ? bytecode::Disassemble(*program) : program.error().message + "\n";
}

std::string StableTraceLine(std::string line) {
  constexpr std::string_view kMember = "\"program\":\"";
  const size_t begin = line.find(kMember);
  if (begin == std::string::npos) return line;
  const size_t end = line.find('"', begin + kMember.size());
  return line.replace(begin + kMember.size(), end - begin - kMember.size(), "…");
}

std::string PrintRuns(const driver::Compilation& compilation) {
  std::string out;
  const auto tell = [&](const project::TestResult& result) {
    out += (result.passed ? "ok   " : "FAIL ") + result.name + "\n" + result.report;
    for (const std::string& line : result.trace) out += StableTraceLine(line) + "\n";
    out += "\n";
  };
  const auto coverage = project::RunTests(compilation, {.schema = {}, .coverage = true}, tell);
  return coverage.ok() ? out + PrintMissed(*coverage) : out + coverage.error().message + "\n";
}

}  // namespace lsq::golden
