// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/check.h"

#include <array>
#include <string_view>
#include <unordered_map>

#include "compiler/check/automation.h"
#include "compiler/check/cycles.h"
#include "compiler/check/expr_describe.h"
#include "compiler/check/function.h"
#include "compiler/check/lists.h"
#include "compiler/check/phrase.h"
#include "compiler/check/template.h"
#include "compiler/check/test_block.h"

namespace lsq::check {

namespace {

constexpr std::string_view kEdition = "2026";

// Declarations that are parsed and formatted, but have no meaning yet.
struct Later {
  std::string_view word;
  const char* what;
};
constexpr std::array kLater = {
    Later{"permission", "a permission template"},
    Later{"prove", "a proof"},
    Later{"sla", "a service level"},
    Later{"calendar", "a calendar"},
    Later{"retention", "a retention policy"},
    Later{"settings", "a settings type"},
    Later{"machine", "a state machine"},
    Later{"form", "a form"},
    Later{"import", "an import"},
    Later{"campaign", "a campaign"},
    Later{"exempt", "an exemption"},
    Later{"remove", "a removal"},
    Later{"quiet", "a contact policy"},
    Later{"cap", "a contact policy"},
    Later{"contact", "a contact policy"},
    Later{"restrict", "a restriction"},
};

class ProgramChecker {
 public:
  ProgramChecker(program::Program& program, const ProjectContext& project, const CheckOptions& options)
      : program_(program), project_(project), options_(options) {}

  // What has no body to check, and what begins no declaration.
  void CheckHead(const DeclarationUnit& unit) {
    const syntax::Tree& tree = *unit.tree;
    const auto* card = std::get_if<syntax::Card>(&tree[tree.root].node);
    if (card == nullptr) return ReportNoDeclaration(unit);
    if (!IsTemplate(tree) && !IsAutomation(tree) && !IsTest(tree)) CheckOther(unit, *card);
  }

  void CheckBody(const DeclarationUnit& unit) {
    const syntax::Tree& tree = *unit.tree;
    if (!std::holds_alternative<syntax::Card>(tree[tree.root].node)) return;
    if (IsTemplate(tree)) {
      if (auto checked = CheckTemplate(unit, project_)) program_.email_templates.push_back(std::move(*checked));
    } else if (IsAutomation(tree)) {
      if (auto checked = CheckAutomation(unit, project_, options_)) program_.automations.push_back(std::move(*checked));
    } else if (IsTest(tree)) {
      AddTest(unit);
    }
  }

 private:
  static Location At(const DeclarationUnit& unit, source::Span span) { return {unit.file, span.Shifted(unit.offset)}; }

  void AddTest(const DeclarationUnit& unit) {
    auto test = CheckTest(unit, project_);
    if (!test) return;
    const auto [before, fresh] = tests_.emplace(test->name, test->at);
    if (!fresh) {
      project_.sink.Report(kind::TestTwice, test->at, {test->name}).Label(before->second, "also here");
      return;
    }
    program_.tests.push_back(std::move(*test));
  }

  void CheckOther(const DeclarationUnit& unit, const syntax::Card& card) {
    const syntax::Tree& tree = *unit.tree;
    if (IsSchemaDeclaration(tree) || IsFunctionDeclaration(tree)) return;
    const Phrase phrase = ReadPhrase(tree, card.items);
    const std::string_view word = phrase.FirstWord();
    if (word == "use") return;
    if (word == "language") return CheckEdition(unit, phrase);
    if (word == "template") return ReportTemplate(unit, phrase);
    for (const Later& later : kLater) {
      if (word != later.word) continue;
      project_.sink.Report(kind::NotSupportedYet, At(unit, phrase.span), {later.what});
      return;
    }
    ReportUnknown(unit, phrase);
  }

  // `template sms "Due" …`, or one whose medium is missing.
  void ReportTemplate(const DeclarationUnit& unit, const Phrase& phrase) {
    const std::string_view medium = phrase.atoms.size() > 1 ? phrase.atoms[1].word : std::string_view();
    if (!medium.empty()) {
      project_.sink.Report(kind::NotSupportedYet, At(unit, phrase.span), {"a template for " + std::string(medium)});
      return;
    }
    program_.catalog.MarkNamesIncomplete();
    project_.sink.Report(kind::TemplateForm, At(unit, phrase.span))
        .Note("it begins with its medium: `template email \"Welcome\" for Lead {`");
  }

  void CheckEdition(const DeclarationUnit& unit, const Phrase& phrase) {
    const syntax::Tree& tree = *unit.tree;
    const auto* number =
        phrase.atoms.size() == 2 ? std::get_if<syntax::NumberExpr>(&tree[phrase.atoms[1].expr].node) : nullptr;
    if (number != nullptr && number->raw == kEdition) return;
    const Location at = At(unit, phrase.atoms.back().span);
    project_.sink.Report(kind::UnknownEdition, at, {std::string(project_.files[at.file].Slice(at.span))})
        .Fix("write `2026`", at, phrase.atoms.size() > 1 ? "2026" : "language 2026");
  }

  void ReportUnknown(const DeclarationUnit& unit, const Phrase& phrase) {
    const syntax::Tree& tree = *unit.tree;
    program_.catalog.MarkNamesIncomplete();
    if (tree.has_errors) return;
    const std::string_view word = phrase.FirstWord();
    const source::Span span = phrase.atoms.empty() ? tree[tree.root].span : phrase.atoms[0].span;
    const Location at = At(unit, span);
    auto report =
        project_.sink.Report(kind::UnknownDeclaration, at, {std::string(project_.files[at.file].Slice(at.span))});
    std::vector<std::string_view> words = {"language", "use",  "automation", "template", "test", "function", "table",
                                           "entity",   "enum", "extern",     "account",  "role", "group",    "list",
                                           "webhook",  "user", "lapp",       "activity", "team", "dropdown", "limits"};
    for (const Later& later : kLater) words.push_back(later.word);
    if (!word.empty()) SuggestNearest(report, at, word, words);
  }

  // `set …` or `Name: …` outside every block: the parser said so, or the tree is broken.
  void ReportNoDeclaration(const DeclarationUnit& unit) {
    const syntax::Tree& tree = *unit.tree;
    program_.catalog.MarkNamesIncomplete();
    if (tree.has_errors || std::holds_alternative<syntax::ErrorStmt>(tree[tree.root].node)) return;
    const Location at = At(unit, tree[tree.root].span);
    std::string text(project_.files[at.file].Slice(at.span));
    text.resize(std::min(text.size(), text.find_first_of(" \n")));
    project_.sink.Report(kind::UnknownDeclaration, at, {text});
  }

  program::Program& program_;
  const ProjectContext& project_;
  const CheckOptions& options_;
  std::unordered_map<std::string, Location> tests_;
};

}  // namespace

void CheckProgram(std::span<const DeclarationUnit> units, program::Program& program, schema::Library& library,
                  const source::Files& files, const CheckOptions& options, diagnostics::Sink& sink) {
  const FunctionTable functions = CheckFunctions(units, program, library, files, sink);
  ProjectContext project{program.catalog, library, files, sink, &functions};
  const ListTable lists = ListTable::Read(units, project);
  project.lists = &lists;
  // Near a syntax error most of what could be said is about what the parser skipped: one mistake, one error.
  diagnostics::Sink unheard;
  const ProjectContext quiet{program.catalog, library, files, unheard, &functions, &lists};
  ProgramChecker checker(program, project, options), broken(program, quiet, options);
  const auto checker_of = [&](const DeclarationUnit& unit) -> ProgramChecker& {
    return unit.tree->has_errors ? broken : checker;
  };
  for (const DeclarationUnit& unit : units) checker_of(unit).CheckHead(unit);
  for (const DeclarationUnit& unit : units) checker_of(unit).CheckBody(unit);
  ReportCycles(program, sink);
}

}  // namespace lsq::check
