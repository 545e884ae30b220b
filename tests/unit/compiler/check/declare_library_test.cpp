// SPDX-License-Identifier: Apache-2.0
// The standard library as declared in stdlib/, against the facts of domain.md that it states.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "compiler/schema/library_index.h"
#include "tests/unit/compiler/check/declared.h"

namespace lsq::check {
namespace {

using schema::EffectClass;
using schema::ParamForm;

const Declared& Standard() {
  return Declared::Standard();
}

std::string Groups(const schema::TriggerDecl& trigger) {
  std::string text;
  for (const schema::TriggerTarget& target : trigger.targets) {
    const auto& catalog = Standard().catalog;
    text += (text.empty() ? "" : ", ") + (target.entity.valid() ? catalog.entity(target.entity).name : "no entity") +
            ":" + target.group;
    if (target.subject != target.entity) text += "/" + catalog.entity(target.subject).name;
  }
  return text;
}

std::string GroupsOf(std::string_view phrase) {
  const schema::TriggerDecl* trigger = Standard().Trigger(phrase);
  return trigger == nullptr ? "missing" : Groups(*trigger);
}

bool Available(std::string_view phrase, std::string_view group) {
  const schema::ActionDecl* action = Standard().Action(phrase);
  EXPECT_NE(action, nullptr) << phrase;
  return action != nullptr && action->available.In(group);
}

TEST(StandardLibrary, LoadsWithoutDiagnostics) {
  EXPECT_EQ(Standard().Reports(), "");
}

TEST(StandardLibrary, EverythingIsDocumented) {  // hover texts
  const schema::Library& library = Standard().library;
  for (const auto& decl : library.functions()) EXPECT_FALSE(decl.doc.empty()) << decl.name;
  for (const auto& decl : library.actions()) EXPECT_FALSE(decl.doc.empty()) << decl.pattern.Head();
  for (const auto& decl : library.triggers()) EXPECT_FALSE(decl.doc.empty()) << decl.pattern.Head();
  for (const auto& decl : library.policies()) EXPECT_FALSE(decl.doc.empty()) << decl.pattern.Head();
  for (const auto& decl : library.statements()) EXPECT_FALSE(decl.doc.empty()) << decl.native;
  for (const auto& decl : library.merge_prefixes()) EXPECT_FALSE(decl.doc.empty()) << decl.name;
}

TEST(StandardLibrary, EveryOverloadHasANativeOfItsOwn) {
  std::set<std::string> natives;
  for (const auto& decl : Standard().library.functions())
    EXPECT_TRUE(natives.insert(decl.native).second) << decl.native;
}

TEST(StandardLibrary, FunctionsHaveTypesAndGenericElements) {
  const auto upper = Standard().library.FindFunctions("upper");
  ASSERT_EQ(upper.size(), 1u);
  EXPECT_EQ(upper[0]->native, "text.upper");
  EXPECT_EQ(upper[0]->result.type, types::kText);
  const auto number = Standard().library.FindFunctions("try_number");
  ASSERT_EQ(number.size(), 1u);
  EXPECT_EQ(number[0]->result.type, types::kNumber.Optional());
  const auto first = Standard().library.FindFunctions("first");
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0]->params[0].type.form, ParamForm::VariableList);
  EXPECT_EQ(first[0]->result.form, ParamForm::Variable);
  EXPECT_EQ(first[0]->result.variable, first[0]->params[0].type.variable);
  EXPECT_TRUE(first[0]->result.optional);
  EXPECT_TRUE(Standard().library.FindFunctions("today")[0]->reads_clock);
  EXPECT_FALSE(upper[0]->reads_clock);
  EXPECT_EQ(Standard().library.FindFunctions("date").size(), 2u);
}

TEST(StandardLibrary, HasTheTriggersOfTheCrm) {  // B2
  EXPECT_EQ(GroupsOf("new (entity)"), "Lead:lead, Opportunity:opportunity, Account:account");
  EXPECT_EQ(GroupsOf("new Activity (type) on (entity)"),
            "Lead:activity/Activity, Opportunity:activity/Activity, Account:account/Activity");
  EXPECT_EQ(GroupsOf("update of (field) crossing (limit)"),
            "Lead:lead, Opportunity:opportunity, Account:account, Task:task");
  EXPECT_EQ(GroupsOf("Lead added to list (list)"), "Lead:lead");
  EXPECT_EQ(GroupsOf("date (field)"), "Lead:lead, Opportunity:opportunity, User:user");
  EXPECT_EQ(GroupsOf("Task reminder"), "Task:task");
  EXPECT_EQ(GroupsOf("start of workday"), "User:user");
  EXPECT_EQ(GroupsOf("every"), "Lead:lead, Opportunity:opportunity, User:user, no entity:none");  // SCH-3
}

TEST(StandardLibrary, AccountAutomationsHaveActionsOfTheirOwn) {  // ACC-4, AUP-3
  EXPECT_FALSE(Available("send email (template) to (who)", "account"));
  EXPECT_TRUE(Available("send email (template) to (who)", "lead"));
  for (const char* group : {"lead", "account"}) EXPECT_TRUE(Available("update Account of type (type)", group)) << group;
  for (const char* group : {"opportunity", "activity", "task", "user", "none"}) {
    EXPECT_FALSE(Available("update Account of type (type)", group)) << group;
  }
  EXPECT_TRUE(Available("notify (who) (message)", "account"));
  EXPECT_TRUE(Available("call lapp (lapp)", "none"));
}

TEST(StandardLibrary, StatementsKnowWhereTheyAre) {
  const schema::Library& library = Standard().library;
  EXPECT_FALSE(library.FindStatement("multi_if")->available.In("account"));  // ACC-3
  EXPECT_TRUE(library.FindStatement("multi_if")->available.In("lead"));
  EXPECT_TRUE(library.FindStatement("if")->available.In("account"));
  for (const char* group : {"lead", "opportunity", "account", "activity", "task", "user"}) {  // WAIT-12
    EXPECT_TRUE(library.FindStatement("wait_timezone")->available.In(group)) << group;
  }
  EXPECT_FALSE(library.FindStatement("wait_timezone")->available.In("none"));
}

TEST(StandardLibrary, ActionsSayWhatMayBeAddedAndWhatIsLeft) {
  const schema::ActionDecl& send = *Standard().Action("send email (template) to (who)");
  EXPECT_EQ(send.native, "send_email");
  EXPECT_EQ(send.result, types::Handle(types::HandleKind::SentEmail));
  EXPECT_EQ(send.effect, EffectClass::Keyed);
  EXPECT_EQ(send.params[0].type.type, types::Name(types::NameKind::EmailTemplate));
  EXPECT_EQ(send.handlers,
            (std::vector<std::string>{"failure", "suppressed", "capped", "deferred", "unknown outcome"}));
  EXPECT_EQ(send.options[0].name, "cc");
  const schema::ActionDecl& distribute = *Standard().Action("distribute (what) to users where (criteria)");
  EXPECT_EQ(distribute.params[1].type.form, ParamForm::Condition);
  EXPECT_EQ(distribute.params[1].type.type, types::Record(*Standard().catalog.FindEntity("User")));
  EXPECT_EQ(distribute.clauses[0].name, "round_robin");
  EXPECT_TRUE(distribute.clauses[0].params.empty());
  EXPECT_EQ(distribute.effect, EffectClass::Transaction);
  const schema::ActionDecl& merge = *Standard().Action("merge (child) into (parent)");
  const auto overwritten = merge.options[1];
  EXPECT_EQ(merge.params[overwritten.params[0]].type.form, ParamForm::FieldNames);
  EXPECT_EQ(merge.params[merge.params[overwritten.params[0]].type.of].name, "parent");
}

TEST(StandardLibrary, BlocksOfActionsSetFields) {
  const Declared& std = Standard();
  const schema::ActionDecl& task = *std.Action("create task (subject)");
  EXPECT_EQ(task.assigns, *std.catalog.FindEntity("Task"));
  ASSERT_EQ(task.entries.size(), 2u);
  EXPECT_EQ(task.params[task.entries[0]].name, "owner");
  EXPECT_FALSE(task.params[task.entries[1]].required);
  EXPECT_EQ(std.Action("update (record)")->assigns_param, 0u);
  const schema::ActionDecl& account = *std.Action("update Account of type (type)");
  EXPECT_EQ(account.assigns, *std.catalog.FindEntity("Account"));
  EXPECT_TRUE(account.records_type);
  EXPECT_FALSE(task.records_type);
}

TEST(StandardLibrary, MergePrefixesKnowTheirPlaces) {  // B6, DIST-3, DIST-4
  const schema::Library& library = Standard().library;
  EXPECT_FALSE(library.FindMergePrefix("Activity")->available.In("lead"));
  EXPECT_TRUE(library.FindMergePrefix("Activity")->available.In("activity"));
  EXPECT_EQ(library.FindMergePrefix("Ticket"), nullptr);  // MM-3
  EXPECT_EQ(library.FindMergePrefix("Owner")->source, schema::MergePrefixDecl::Source::Owner);
  EXPECT_EQ(library.FindMergePrefix("Form")->places, (std::vector<std::string>{"form", "process", "distribute"}));
  const auto& allowed = Standard().Action("distribute (what) to users where (criteria)")->merge_prefixes;
  EXPECT_EQ(std::count(allowed.begin(), allowed.end(), "Task"), 0);
  EXPECT_EQ(std::count(allowed.begin(), allowed.end(), "Lead"), 1);
}

TEST(StandardLibrary, HasTheLimits) {  // B9, SCH-7, C-TRG-2
  const auto limit = [](const std::string& name) { return number::Print(Standard().catalog.limits.at(name)); };
  EXPECT_EQ(limit("schedule.hourly"), "2500");
  for (const char* name : {"schedule.daily", "schedule.weekly", "schedule.monthly", "import.account_rows"}) {
    EXPECT_EQ(limit(name), "25000") << name;
  }
  EXPECT_EQ(limit("bulk.records"), "10000");
  EXPECT_EQ(limit("runs.per_record_per_day"), "50");
  EXPECT_EQ(limit("import.account_bytes"), "10485760");
}

TEST(StandardLibrary, HasTheEntitiesOfTheCrm) {  // B1, B4
  const Declared& std = Standard();
  EXPECT_EQ(std.catalog.FindEntity("Lead"), std.catalog.FindEntity("Prospect"));
  EXPECT_EQ(std.catalog.FindEntity("Account"), std.catalog.FindEntity("Company"));
  const schema::Field* stage = std.Field("Lead", "ProspectStage");
  ASSERT_NE(stage, nullptr);
  EXPECT_EQ(stage, std.Field("Lead", "Stage"));
  EXPECT_EQ(std.catalog.TypeName(stage->type), "one of \"Prospect\", \"Opportunity\", \"Customer\" or empty");
  EXPECT_FALSE(std.catalog.options(schema::OptionSetId{stage->type.arg}).open);
  const schema::Field* owner = std.Field("Lead", "Owner");
  EXPECT_EQ(owner->type.Required(), types::Record(*std.catalog.FindEntity("User")));
  EXPECT_EQ(owner->via, "OwnerId");
  EXPECT_EQ(std.Field("Lead", "Account")->via, "RelatedCompanyId");
  EXPECT_TRUE(std.Field("Lead", "EmailAddress")->unique);
  EXPECT_EQ(std.Field("Lead", "EmailAddress")->type, types::Text(types::TextKind::Email).Optional());
  EXPECT_FALSE(std.Field("Account", "AccountName")->type.optional);
  EXPECT_TRUE(std.Field("Lead", "CreatedOn")->read_only);
  EXPECT_NE(std.Field("DateTime", "UTC_Current_DateTime"), nullptr);  // MM-10
  EXPECT_EQ(std.catalog.entity(*std.catalog.FindEntity("Account")).type_names, types::NameKind::AccountType);
}

// The index finds declarations without parsing: it must find the ones the parser finds.
TEST(StandardLibrary, TheIndexCutsAsTheParserDoes) {
  const Declared& std = Standard();
  schema::LibraryIndex index;
  for (uint32_t i = 0; i < std.files.size(); ++i) index.Add(source::FileId{i}, std.files[source::FileId{i}].text());
  size_t at = 0;
  for (const syntax::FileTree& tree : std.trees) {
    for (const syntax::Declaration& declaration : tree.declarations) {
      if (!IsSchemaDeclaration(*declaration.tree)) continue;  // language 2026
      ASSERT_LT(at, index.slices().size());
      const schema::LibrarySlice& slice = index.slices()[at++];
      EXPECT_EQ(slice.file, tree.file);
      EXPECT_EQ(slice.span.begin, declaration.offset) << slice.head;
      EXPECT_EQ(slice.span.end, declaration.offset + declaration.length) << slice.head;
    }
  }
  EXPECT_EQ(at, index.slices().size());
}

// What README.md shows is how declarations are written.
TEST(StandardLibrary, ItsReadmeIsTrue) {
  std::ifstream file(LSQ_SOURCE_DIR "/stdlib/README.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string readme = text.str();
  std::string examples;
  size_t blocks = 0;
  for (size_t at = readme.find("```lsq\n"); at != std::string::npos; at = readme.find("```lsq\n", at), ++blocks) {
    const size_t end = readme.find("```", at + 7);
    examples += readme.substr(at + 7, end - at - 7);
    at = end;
  }
  EXPECT_GE(blocks, 5u);
  Declared d = Declared::Standard();
  EXPECT_EQ(d.Add(examples).Reports(), "");
  for (const syntax::Declaration& declaration : d.trees.back().declarations) {
    EXPECT_TRUE(IsSchemaDeclaration(*declaration.tree)) << examples.substr(declaration.offset, declaration.length);
  }
}

// A phrase that began with another word than its declaration would not be found by the index.
TEST(StandardLibrary, AllPhrasesOfADeclarationBeginAlike) {
  const auto check = [](const auto& decls) {
    std::map<std::pair<uint32_t, uint32_t>, std::string> first;
    for (const auto& decl : decls) {
      const auto at = std::pair(decl.declared.file.index, decl.declared.span.begin);
      const auto [other, added] = first.emplace(at, decl.pattern.first_word());
      EXPECT_EQ(other->second, decl.pattern.first_word());
    }
  };
  check(Standard().library.actions());
  check(Standard().library.triggers());
  check(Standard().library.policies());
}

TEST(StandardLibrary, AnySingleDeclarationLoadsWithWhatItNeeds) {
  schema::LibraryIndex index;
  source::Files files;
  for (const EmbeddedFile& file : stdlib::Files())
    index.Add(files.Add(std::string(file.name), std::string(file.text)), file.text);
  for (const schema::LibrarySlice& slice : index.slices()) {
    if (slice.kind == schema::DeclKind::Function) continue;  // they need built-in types only
    diagnostics::Sink sink;
    schema::Catalog catalog;
    schema::Library library;
    std::vector<syntax::FileTree> trees;
    std::vector<DeclarationUnit> units;
    const std::string_view texts[] = {slice.keys.empty() ? std::string_view() : std::string_view(slice.keys.front())};
    for (const schema::LibrarySlice* needed : index.Needed(texts)) {
      trees.push_back(parse::ParseFile(source::File("std", std::string(needed->text)), needed->file, sink));
      for (const auto& declaration : trees.back().declarations)
        units.push_back({declaration.tree.get(), needed->file, 0});
    }
    ReadDeclarations(units, catalog, library, sink);
    for (const auto& diagnostic : sink.diagnostics()) ADD_FAILURE() << slice.head << ": " << diagnostic.Message();
  }
}

}  // namespace
}  // namespace lsq::check
