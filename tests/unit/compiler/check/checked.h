// SPDX-License-Identifier: Apache-2.0
// Expressions checked for a test against the standard library and a small project of its own.
#pragma once

#include <string>
#include <string_view>

#include "compiler/check/expr.h"
#include "compiler/check/expr_standalone.h"
#include "compiler/check/function.h"
#include "compiler/diagnostics/render_text.h"
#include "compiler/program/printer.h"
#include "tests/unit/compiler/check/declared.h"

namespace lsq::check {

inline constexpr std::string_view kProject = R"(
entity Lead {
  mx_Income: Number
  mx_Kind: one of ["Buyer", "Seller"]
  mx_Other: one of ["Buyer", "Tenant"]
  mx_Channel: one of ["Web", "Ads"], open
  mx_Interests: several of ["Flats", "Plots", "Villas"]
  mx_Mood: Mood
  mx_Friendly: Text, merge fallback "Friend"
  mx_End: DateTime
  mx_Flag: Bool
  mx_At: Time
  mx_Must: Text, mandatory
}
enum Mood { Good = 1, Bad = 7 }
list "Fresh" static for Lead
list "Accounts" static for Account
role "Sales User"
)";

// One expression, checked as the condition or value of an automation on Lead.
class Checking {
 public:
  explicit Checking(std::string_view project = "") : declared_(Declared::Standard()) {
    declared_.Add(kProject, "schema/lead.lsq");
    if (!project.empty()) declared_.Add(project);
    program_.catalog = std::move(declared_.catalog);
  }

  // Functions and tables of a project.
  Checking& Functions(std::string_view text) {
    functions_file_ = declared_.files.Add("functions.lsq", std::string(text));
    trees_.push_back(parse::ParseFile(declared_.files[functions_file_], functions_file_, declared_.sink));
    std::vector<DeclarationUnit> units;
    for (const syntax::Declaration& each : trees_.back().declarations) {
      units.push_back({each.tree.get(), functions_file_, each.offset});
    }
    functions_ = CheckFunctions(units, program_, declared_.library, declared_.files, declared_.sink);
    return *this;
  }

  Surroundings& place() { return place_; }
  // `reply` is a saved reply, `mail` a sent mail, `match` a second lead, `total` a number.
  Checking& WithLocals() {
    with_locals_ = true;
    return *this;
  }
  Checking& UnderUpdate() {
    under_update_ = true;
    return *this;
  }
  // A second record in scope, under its entity's name.
  Checking& With(std::string_view entity) {
    records_.emplace_back(entity);
    return *this;
  }

  // The checked expression, or what was reported.
  std::string Value(std::string_view text, const Expected& expected = Expected::Anything()) {
    return Run(text, [&](Context& context, syntax::ExprId root) { return CheckExpr(context, root, expected); });
  }
  std::string Field(std::string_view text, std::string_view field) {
    return Run(text, [&](Context& context, syntax::ExprId root) {
      const auto lead = *context.catalog.FindEntity("Lead");
      return CheckExpr(context, root, ForField(context, *context.catalog.FindField(lead, field)));
    });
  }
  std::string Condition(std::string_view text) {
    return Run(text, [&](Context& context, syntax::ExprId root) { return CheckCondition(context, root).expr; });
  }
  std::string Text(std::string_view text, const TextTarget& target = {}) {
    return Run(text, [&](Context& context, syntax::ExprId root) { return CheckText(context, root, target); });
  }

  // Of the last run: as a terminal shows it.
  std::string Rendered() const {
    std::string out;
    for (const diagnostics::Diagnostic& d : last_) out += RenderText(d, declared_.files);
    return out;
  }
  const std::vector<diagnostics::Diagnostic>& reports() const { return last_; }
  program::Program& program() { return program_; }
  Declared& declared() { return declared_; }
  const FunctionTable& functions() const { return functions_; }

 private:
  template <typename Check>
  std::string Run(std::string_view text, Check check) {
    const source::FileId file = declared_.files.Add("rule.lsq", std::string(text));
    declared_.sink = diagnostics::Sink();
    const parse::ParsedExpr parsed = parse::ParseExpression(text, file, declared_.sink);
    program::Scope scope;
    Context context{.catalog = program_.catalog,
                    .library = declared_.library,
                    .files = declared_.files,
                    .sink = declared_.sink,
                    .tree = parsed.tree,
                    .file = file,
                    .scope = scope,
                    .functions = &functions_,
                    .place = place_};
    Prepare(context);
    const program::ExprId root = check(context, parsed.root);
    last_ = declared_.sink.TakeSorted();
    std::string reports;
    for (const diagnostics::Diagnostic& d : last_) {
      reports += (reports.empty() ? "" : "\n") + d.kind->Code() + " " + d.Message();
      for (const diagnostics::Fix& fix : d.fixes) reports += " -> " + fix.edits.back().replacement;
    }
    if (root.valid() && scope[root].type.IsError()) return reports;
    const std::string printed = program::PrintExpr(scope, program_.catalog, root);
    return reports.empty() ? printed : printed + "\n" + reports;
  }

  void Prepare(Context& context) {
    const auto lead = *context.catalog.FindEntity("Lead");
    context.place.subject = DeclareRecord(context, lead, {});
    if (under_update_) context.place.updated = context.place.subject;
    for (const std::string& entity : records_) DeclareRecord(context, *context.catalog.FindEntity(entity), {});
    if (!with_locals_) return;
    Declare(context, "reply", {types::Kind::Reply}, {});
    Declare(context, "mail", types::Handle(types::HandleKind::SentEmail), {});
    Declare(context, "match", types::Record(lead), {});
    Declare(context, "total", types::kNumber, {});
  }

  Declared declared_;
  program::Program program_;
  FunctionTable functions_;
  std::vector<syntax::FileTree> trees_;
  source::FileId functions_file_;
  Surroundings place_;
  bool with_locals_ = false;
  bool under_update_ = false;
  std::vector<std::string> records_;
  std::vector<diagnostics::Diagnostic> last_;
};

// The expressions of this file share one project: reading it takes longer than any of them.
inline Checking& Shared() {
  static Checking checking;
  return checking;
}

}  // namespace lsq::check
