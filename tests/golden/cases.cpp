// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/cases.h"

#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/print_types.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"
#include "compiler/syntax/printer.h"
#include "tests/golden/front_end.h"
#include "tests/golden/phases.h"

namespace lsq::golden {

namespace {

namespace fs = std::filesystem;

// A kind of case: what is expected of a source text, as text.
struct CaseKind {
  const char* folder;
  std::string (*run)(const ExampleFile& file);
};

std::string Parse(const ExampleFile& example) {
  const source::File file(example.path, example.text);
  diagnostics::Sink sink;
  return syntax::Print(parse::ParseFile(file, source::FileId{0}, sink));
}

std::string Check(const ExampleFile& example) {
  return Rendered(CheckSource({example}));
}

// Formatting what was formatted must change nothing, so that is expected of every case too.
std::string Format(const ExampleFile& example) {
  const auto format = [](const std::string& path, const std::string& text) -> std::string {
    const source::File file(path, text);
    diagnostics::Sink sink;
    const auto formatted = format::Format(file, parse::ParseFile(file, source::FileId{0}, sink));
    return formatted.ok() ? *formatted : formatted.error().message + "\n";
  };
  const std::string once = format(example.path, example.text);
  const std::string twice = format(example.path, once);
  return once == twice ? once : "not idempotent:\n" + twice;
}

// What is left when a program has errors: their text.
std::string Compiled(const ExampleFile& example, std::string (*print)(const driver::Compilation&)) {
  const driver::Compilation compilation = CompileSource({example});
  return compilation.has_errors ? Rendered(compilation.diagnostics, compilation.files) : print(compilation);
}
std::string Types(const ExampleFile& example) {
  return Compiled(example, driver::PrintTypes);
}
std::string Ir(const ExampleFile& example) {
  return Compiled(example, PrintIr);
}
std::string Bytecode(const ExampleFile& example) {
  return Compiled(example, PrintBytecode);
}
std::string Run(const ExampleFile& example) {
  return Compiled(example, PrintRuns);
}

constexpr CaseKind kKinds[] = {{"parse", Parse}, {"check", Check},       {"format", Format}, {"types", Types},
                               {"ir", Ir},       {"bytecode", Bytecode}, {"run", Run}};

}  // namespace

void CheckCases(Report& report) {
  for (const CaseKind& kind : kKinds) {
    for (const fs::path& path : FilesIn(SourceDir() / "tests/golden" / kind.folder, ".lsq")) {
      const std::string name = std::string(kind.folder) + "/" + path.stem().string();
      if (!report.Selected(name)) continue;
      const fs::path expected = fs::path(path).replace_extension(".expected");
      const std::string actual = kind.run({path.filename().string(), ReadFile(path).value_or("")});
      report.Expect(name, ReadFile(expected).value_or(""), actual, expected);
    }
  }
}

}  // namespace lsq::golden
