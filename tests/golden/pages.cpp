// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/pages.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "compiler/diagnostics/apply_fixes.h"
#include "tests/golden/front_end.h"

namespace lsq::golden {

namespace {

namespace fs = std::filesystem;
using diagnostics::Diagnostic;
using diagnostics::Kind;
using diagnostics::Page;

// Codes whose page shows no program, one `LSQ1001 reason` a line: tests/golden/pages_without_example.txt.
std::set<std::string> CodesWithoutExample() {
  std::set<std::string> codes;
  std::istringstream in(ReadFile(SourceDir() / "tests/golden/pages_without_example.txt").value_or(""));
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') codes.insert(line.substr(0, line.find(' ')));
  }
  return codes;
}

const Diagnostic* FirstOf(const Checked& checked, const Kind& kind) {
  const auto found = std::find_if(checked.diagnostics.begin(), checked.diagnostics.end(),
                                  [&](const Diagnostic& d) { return d.kind == &kind; });
  return found == checked.diagnostics.end() ? nullptr : &*found;
}

std::vector<ExampleFile> WithFix(const Checked& checked, const diagnostics::Fix& fix,
                                 const std::vector<ExampleFile>& wrong) {
  std::vector<ExampleFile> fixed = wrong;
  for (uint32_t i = 0; i < checked.files.size(); ++i) {
    const source::FileId id{i};
    const source::File& file = checked.files[id];
    const auto same =
        std::find_if(fixed.begin(), fixed.end(), [&](const ExampleFile& f) { return f.path == file.path(); });
    if (same != fixed.end()) same->text = ApplyFixes(file.text(), id, std::span(&fix, 1));
  }
  return fixed;
}

// Each fix of the first diagnostic of `kind`, made alone, leaves fewer diagnostics.
void CheckFixes(const std::string& name, const Kind& kind, const Checked& checked, const Page& page, Report& report) {
  for (const diagnostics::Fix& fix : FirstOf(checked, kind)->fixes) {
    const Checked after = CheckSource(WithFix(checked, fix, page.wrong));
    if (after.diagnostics.size() >= checked.diagnostics.size()) {
      report.Fail(name, "the fix \"" + fix.title + "\" does not remove the diagnostic:\n" + Rendered(after));
    }
  }
}

// The files of the fixed program take the place of those they are named after.
void CheckFixedProgram(const std::string& name, const Page& page, Report& report) {
  std::vector<ExampleFile> files = page.wrong;
  for (const ExampleFile& fixed : page.fixed) {
    std::erase_if(files, [&](const ExampleFile& file) { return file.path == fixed.path; });
    files.push_back(fixed);
  }
  const Checked checked = CheckSource(files);
  if (!checked.diagnostics.empty()) report.Fail(name, "the fixed program is not right:\n" + Rendered(checked));
}

void CheckPage(const Kind& kind, const fs::path& path, const std::string& markdown, bool needs_example,
               Report& report) {
  const std::string name = kind.Code();
  const auto page = diagnostics::ParsePage(markdown);
  if (!page.ok()) return report.Fail(name, page.error().message);
  if (page->code != name) return report.Fail(name, "the title of the page names " + page->code);
  if (page->wrong.empty()) {
    if (needs_example) report.Fail(name, "the page shows no wrong program");
    return;
  }
  const Checked checked = CheckSource(page->wrong);
  if (FirstOf(checked, kind) == nullptr) {
    return report.Fail(name, "the wrong program of the page does not give the code but:\n" + Rendered(checked));
  }
  const std::string rendered = Rendered(checked);
  report.Expect(name, page->rendered, rendered, path, diagnostics::WithRendered(markdown, rendered));
  CheckFixes(name, kind, checked, *page, report);
  if (!page->fixed.empty()) CheckFixedProgram(name, *page, report);
}

}  // namespace

void CheckPages(Report& report) {
  const fs::path folder = SourceDir() / "compiler/diagnostics/pages";
  const std::set<std::string> without_example = CodesWithoutExample();
  for (const Kind* kind : diagnostics::AllKinds()) {
    if (!report.Selected(kind->Code())) continue;
    const fs::path path = folder / (kind->Code() + ".md");
    const auto markdown = ReadFile(path);
    if (!markdown) {
      report.Fail(kind->Code(), "there is no page " + path.string());
      continue;
    }
    CheckPage(*kind, path, *markdown, !without_example.contains(kind->Code()), report);
  }
  for (const fs::path& path : FilesIn(folder, ".md")) {
    const std::string code = path.stem().string();
    if (report.Selected(code) && diagnostics::FindKind(code) == nullptr) report.Fail(code, "a page without a code");
  }
}

}  // namespace lsq::golden
