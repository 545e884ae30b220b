// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/test_block.h"

#include <algorithm>
#include <array>

#include "compiler/check/automation.h"
#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"

namespace lsq::check {

using program::Test;
using types::Kind;

namespace {

constexpr std::array<std::string_view, 6> kRunStates = {"entered", "waiting", "completed",
                                                        "exited",  "failed",  "skipped"};
constexpr const char* kEventForms =
    "it is written `event new Lead`, `event update of Lead { Score: 51 }`, `event activity \"Call\" on Lead` or `event "
    "welcome is opened`";
constexpr const char* kExpectForms =
    "it is written `expect Lead.Score is 51`, `expect emails [\"Welcome\"]`, `expect no tasks`, `expect run "
    "completed`, "
    "`expect run failed because F_MAXLENGTH` or `expect error LSQ2104 in \"file.lsq\"`";

// What may be expected of one kind of effect: `expect tasks ["Call Ravi"]`, `expect no tasks`.
struct Effects {
  std::string_view word;
  const char* effect;  // as the trace calls it
  const char* member;  // of its line there
  std::optional<types::NameKind> kind;
};
constexpr std::array<Effects, 7> kEffects = {{{"emails", "send_email", "template", types::NameKind::EmailTemplate},
                                              {"sms", "send_sms", "message", {}},
                                              {"whatsapps", "send_whatsapp", "message", {}},
                                              {"notifications", "notify", "message", {}},
                                              {"tasks", "create_task", "subject", {}},
                                              {"webhooks", "call_webhook", "webhook", types::NameKind::Webhook},
                                              {"lapps", "call_lapp", "lapp", types::NameKind::Lapp}}};

class TestChecker {
 public:
  TestChecker(Context& context, Test& test) : context_(context), test_(test) {}

  void Read(syntax::BlockId block) {
    for (const syntax::StmtId id : context_.tree[block].statements) {
      const syntax::Stmt& stmt = context_.tree[id];
      if (const auto* card = std::get_if<syntax::Card>(&stmt.node)) {
        ReadLine(stmt, *card);
      } else if (!std::holds_alternative<syntax::ErrorStmt>(stmt.node)) {
        ReportLine(stmt.span, std::string(context_.Source(stmt.span)));
      }
    }
  }

 private:
  void ReportLine(source::Span span, std::string what) {
    context_.names.MarkIncomplete();  // perhaps it was to be `given … as name`
    const Location at = context_.At(span);
    auto report = context_.sink.Report(kind::UnknownTestLine, at, {what});
    report.Note(
        "a test has `given Lead { … }`, `at 2026-03-06 17:00`, `event …`, `after 2 hours, event …` and `expect …`");
    SuggestNearest(report, at, what, {"given", "at", "event", "after", "expect"});
  }

  void ReadLine(const syntax::Stmt& stmt, const syntax::Card& card) {
    const Phrase phrase = ReadPhrase(context_.tree, card.items);
    const std::string_view word = phrase.FirstWord();
    const Location at = context_.At(stmt.span);
    if (word == "given") return Given(phrase, card, at);
    if (word == "at") return Start(phrase, card, at);
    if (word == "event") return Event(Behind(phrase, 1), card, at, {});
    if (word == "after") return After(phrase, card, at);
    if (word == "expect") return Expect(Behind(phrase, 1), at);
    ReportLine(phrase.atoms.empty() ? stmt.span : phrase.atoms[0].span,
               word.empty() ? std::string(context_.Source(stmt.span)) : std::string(word));
  }

  static Phrase Behind(Phrase phrase, size_t count) {
    phrase.atoms.erase(phrase.atoms.begin(), phrase.atoms.begin() + static_cast<std::ptrdiff_t>(count));
    return phrase;
  }

  void Refuse(const diagnostics::Kind& code, Location at, const char* forms) {
    context_.sink.Report(code, at).Note(forms);
  }

  // ---- given, at

  void Given(const Phrase& phrase, const syntax::Card& card, Location at) {
    const auto* name =
        phrase.atoms.size() == 2 ? std::get_if<syntax::NameExpr>(&context_.tree[phrase.atoms[1].expr].node) : nullptr;
    const auto entity = name != nullptr ? FindEntity(context_, name->word) : std::nullopt;
    if (!entity) context_.names.MarkIncomplete();
    if (name == nullptr) return Refuse(kind::TestForm, at, "it is written `given Lead { FirstName: \"Asha\" }`");
    if (!entity) return;
    std::vector<program::Assignment> fields;
    if (card.block.valid()) fields = Fields(card.block, *entity);
    const std::string_view bound = phrase.binding != nullptr ? phrase.binding->text : name->word.text;
    if (const auto taken = context_.names.Find(bound)) {
      context_.sink.Report(kind::NameTaken, at, {std::string(bound)})
          .Label(context_.scope[*taken].declared, "given here")
          .Note("a second one needs a name: `given Lead as other { … }`");
      return;
    }
    const LocalId record = phrase.binding != nullptr
                               ? Declare(context_, phrase.binding->text, types::Record(*entity), at)
                               : DeclareRecord(context_, *entity, at);
    test_.lines.push_back(Test::Given{record, *entity, std::move(fields), at});
  }

  // Anything may be given, also what the CRM sets itself.
  std::vector<program::Assignment> Fields(syntax::BlockId block, schema::EntityId entity) {
    std::vector<program::Assignment> fields;
    for (const syntax::StmtId id : context_.tree[block].statements) {
      const syntax::Stmt& stmt = context_.tree[id];
      const auto* entry = std::get_if<syntax::Entry>(&stmt.node);
      if (entry == nullptr || entry->items.size() != 1 || entry->init.valid() || !entry->clauses.empty()) {
        context_.sink.Report(kind::EntryForm, context_.At(stmt.span),
                             {entry == nullptr ? std::string("Field") : entry->name.text});
        continue;
      }
      const auto field = FindField(context_, entity, entry->name);
      if (!field) continue;
      Expected expected = ForField(context_, *field);
      expected.type = expected.type.Optional();
      fields.push_back({*field, CheckExpr(context_, entry->items[0], expected), context_.At(entry->name.span)});
    }
    return fields;
  }

  void Start(const Phrase& phrase, const syntax::Card& card, Location at) {
    const auto* time = phrase.atoms.size() == 2
                           ? std::get_if<syntax::DateTimeExpr>(&context_.tree[phrase.atoms[1].expr].node)
                           : nullptr;
    if (time == nullptr)
      return Refuse(kind::TestForm, at, "it is written `at 2026-03-06 17:00, timezone \"Asia/Kolkata\"`");
    test_.start = time::LocalDateTime{{time->days}, {time->seconds}};
    for (const syntax::Clause& clause : card.clauses) {
      const Phrase said = ReadPhrase(context_.tree, clause.items);
      const std::string* zone =
          said.Starts({"timezone"}) && said.atoms.size() == 2 ? PlainText(context_.tree, said.atoms[1].expr) : nullptr;
      if (zone == nullptr) {
        Refuse(kind::TestForm, context_.At(said.span), "behind the comma stands `timezone \"Asia/Kolkata\"`");
      } else if (CheckZoneName(context_.sink, *zone, context_.At(said.atoms[1].span))) {
        test_.timezone = *zone;
      }
    }
  }

  // ---- event

  // `after 2 hours, event …` · `after 2 hours, expect …` · `after 2 hours`.
  void After(const Phrase& phrase, const syntax::Card& card, Location at) {
    const Phrase said = card.clauses.size() == 1 ? ReadPhrase(context_.tree, card.clauses[0].items) : Phrase{};
    const std::string_view word = said.FirstWord();
    const bool alone = card.clauses.empty();
    if (phrase.atoms.size() != 2 || (!alone && word != "event" && word != "expect")) {
      return Refuse(kind::TestEvent, at, "it is written `after 2 hours, event welcome is opened` or `after 2 hours`");
    }
    const ExprId duration = CheckExpr(context_, phrase.atoms[1].expr, Expected::Of(types::kDuration, "`after`"));
    if (word == "event") return Event(Behind(said, 1), card, at, duration);
    Test::Event passing;
    passing.after = duration;
    passing.at = at;
    test_.lines.push_back(std::move(passing));
    if (!alone) Expect(Behind(said, 1), context_.At(card.clauses[0].span));
  }

  void Event(const Phrase& said, const syntax::Card& card, Location at, ExprId after) {
    Test::Event event;
    event.after = after;
    event.at = at;
    const auto& atoms = said.atoms;
    if (said.Starts({"new", "Activity"}) || said.Starts({"activity"})) {
      if (!Activity(said, event)) return Refuse(kind::TestEvent, at, kEventForms);
    } else if (said.Starts({"new"}) && atoms.size() == 2) {
      event.native = "new";
      event.record = Record(atoms[1].expr);
    } else if (said.Starts({"update"}) && atoms.size() >= 2 && atoms.size() <= 3) {
      event.native = "update";
      event.record = Record(atoms.back().expr);
    } else if (atoms.size() == 3 && atoms[1].word == "is" && !atoms[0].word.empty() && !atoms[2].word.empty()) {
      event.native = "email_event";
      event.handle = atoms[0].word;
      event.name = atoms[2].word;
    } else {
      return Refuse(kind::TestEvent, at, kEventForms);
    }
    if (event.native != "email_event" && !event.record.valid()) return;
    if (card.block.valid()) AddFields(event, card.block);
    test_.lines.push_back(std::move(event));
  }

  void AddFields(Test::Event& event, syntax::BlockId block) {
    if (!event.record.valid()) return;
    auto entity = schema::EntityId{context_.scope[event.record].type.arg};
    if (event.native == "activity") entity = context_.catalog.FindEntity("Activity").value_or(entity);
    event.fields = Fields(block, entity);
  }

  // `activity "Call" on Lead` · `new Activity "Call" on Lead`.
  bool Activity(const Phrase& said, Test::Event& event) {
    const size_t name = said.FirstWord() == "new" ? 2 : 1;
    if (said.atoms.size() != name + 3 || said.atoms[name + 1].word != "on") return false;
    const std::string* type = PlainText(context_.tree, said.atoms[name].expr);
    if (type == nullptr) return false;
    CheckNamed(context_, types::NameKind::ActivityType, said.atoms[name].expr);
    event.native = "activity";
    event.name = *type;
    event.record = Record(said.atoms[name + 2].expr);
    return true;
  }

  // A record that was given; invalid after a report.
  LocalId Record(syntax::ExprId id) {
    const ExprId record = CheckExpr(context_, id);
    const program::Expr& expr = context_.scope[record];
    if (expr.type.IsError()) return {};
    if (expr.op == program::Op::Local && expr.type.Is(Kind::Record)) return std::get<LocalId>(expr.payload);
    context_.sink.Report(kind::RecordWanted, context_.At(id),
                         {"what it happens to", DescribeExpr(context_, record, id)});
    return {};
  }

  // ---- expect

  void Expect(const Phrase& said, Location at) {
    Test::Expect expect;
    expect.at = at;
    const auto& atoms = said.atoms;
    bool understood = true;
    const bool none = said.Starts({"no"});
    const Effects* effects = atoms.size() == 2 ? FindEffects(atoms[none ? 1 : 0].word) : nullptr;
    if (effects != nullptr) {
      expect.native = "effects";
      expect.effect = effects->effect;
      expect.member = effects->member;
      understood = none || Names(atoms[1].expr, effects->kind, expect.names);
    } else if (said.Starts({"run"}) && atoms.size() >= 2) {
      expect.native = "run";
      understood = Run(said, expect.names);
    } else if (said.Starts({"error"}) && atoms.size() >= 2) {
      expect.native = "error";
      understood = Error(said, expect.names);
    } else if (atoms.size() == 1) {
      expect.native = "condition";
      expect.condition = CheckCondition(context_, atoms[0].expr).expr;
    } else {
      understood = false;
    }
    if (!understood) return Refuse(kind::TestExpectation, at, kExpectForms);
    test_.lines.push_back(std::move(expect));
  }

  static const Effects* FindEffects(std::string_view word) {
    const auto* found =
        std::find_if(kEffects.begin(), kEffects.end(), [&](const Effects& e) { return e.word == word; });
    return found == kEffects.end() ? nullptr : found;
  }

  bool Names(syntax::ExprId id, std::optional<types::NameKind> kind, std::vector<std::string>& names) {
    const auto* list = std::get_if<syntax::ListExpr>(&context_.tree[id].node);
    if (list == nullptr) return false;
    for (const syntax::ExprId element : list->elements) {
      const std::string* name = PlainText(context_.tree, element);
      if (name == nullptr) return false;
      if (kind) CheckNamed(context_, *kind, element);
      names.push_back(*name);
    }
    return true;
  }

  // `completed` · `failed because F_MAXLENGTH`.
  bool Run(const Phrase& said, std::vector<std::string>& names) {
    const Atom& state = said.atoms[1];
    if (std::find(kRunStates.begin(), kRunStates.end(), state.word) == kRunStates.end()) {
      const Location at = context_.At(state.span);
      auto report = context_.sink.Report(kind::UnknownRunState, at, {std::string(context_.Source(state.span))});
      SuggestNearest(report, at, state.word, {kRunStates.begin(), kRunStates.end()});
      return true;
    }
    names.emplace_back(state.word);
    if (said.atoms.size() == 2) return true;
    if (said.atoms.size() != 4 || said.atoms[2].word != "because") return false;
    const std::string* reason = PlainText(context_.tree, said.atoms[3].expr);
    names.push_back(reason != nullptr ? *reason : std::string(said.atoms[3].word));
    return !names.back().empty();
  }

  // `LSQ2104 in "file.lsq"`.
  bool Error(const Phrase& said, std::vector<std::string>& names) {
    const std::string code(said.atoms[1].word);
    if (diagnostics::FindKind(code) == nullptr) return false;
    names.push_back(code);
    if (said.atoms.size() == 2) return true;
    const std::string* file =
        said.atoms.size() == 4 && said.atoms[2].word == "in" ? PlainText(context_.tree, said.atoms[3].expr) : nullptr;
    if (file == nullptr) return false;
    names.push_back(*file);
    return true;
  }

  Context& context_;
  Test& test_;
};

}  // namespace

bool IsTest(const syntax::Tree& tree) {
  const auto* card = std::get_if<syntax::Card>(&tree[tree.root].node);
  return card != nullptr && ReadPhrase(tree, card->items).FirstWord() == "test";
}

std::optional<Test> CheckTest(const DeclarationUnit& unit, const ProjectContext& project) {
  const syntax::Tree& tree = *unit.tree;
  const auto& card = std::get<syntax::Card>(tree[tree.root].node);
  const auto name = ReadDeclaredName(unit, "test");
  if (!name || !card.block.valid() || card.items.size() != 1) {
    if (tree.has_errors) return std::nullopt;
    project.sink.Report(kind::TestForm, {unit.file, tree[card.items[0]].span.Shifted(unit.offset)})
        .Note("it is written `test \"an opened mail promotes the lead\" { given Lead { … } event new Lead expect … }`");
    return std::nullopt;
  }
  Test test;
  test.name = name->name;
  test.at = name->at;
  Context context{project.catalog, project.library, project.files, project.sink,      tree,
                  unit.file,       unit.offset,     test.scope,    project.functions, project.lists};
  TestChecker(context, test).Read(card.block);
  return test;
}

}  // namespace lsq::check
