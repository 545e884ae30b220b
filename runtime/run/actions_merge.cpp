// SPDX-License-Identifier: Apache-2.0
// Merging one lead into another (domain.md C4): values flow from the child to the parent, which keeps its id; the child
// becomes a pointer, and everything that hangs on it moves. One transaction; the webhook follows it.
#include <algorithm>

#include "compiler/text/text.h"
#include "runtime/run/card.h"
#include "runtime/run/entry.h"
#include "runtime/store/codec.h"

namespace lsq::run {

namespace {

using value::Json;

constexpr size_t kMostRelated = 100'000;

// Never copied from the child (C-MRG-5); the rest of the system's fields are read only in the schema.
constexpr std::string_view kSystemFields[] = {"CreatedOn",  "CreatedBy",  "ModifiedOn",     "ModifiedBy",
                                              "ProspectID", "LeadNumber", "ProspectAutoId", "LastActivityOn"};

bool IsSystem(const Schema& schema, const std::string& entity, const std::string& field) {
  if (std::find(std::begin(kSystemFields), std::end(kSystemFields), field) != std::end(kSystemFields)) return true;
  const FieldRule* rule = schema.Find(entity, field);
  return rule && rule->read_only;
}

struct Mode {
  bool empty_only = false;
  std::vector<std::string> overwrite;
  std::vector<std::string> append;
  std::string separator;
  bool separator_given = false;
};

std::vector<std::string> NamesOf(const Value& value) {
  std::vector<std::string> names;
  if (const auto* list = value.As<value::List>()) {
    for (const Value& each : *list) {
      if (const auto* name = each.As<std::string>()) names.push_back(*name);
    }
  }
  return names;
}

Mode ModeOf(Card& card) {
  Mode mode;
  mode.empty_only = card.Flag("overwrite_empty_fields");
  mode.overwrite = NamesOf(card.Get("overwritten").value);
  mode.append = NamesOf(card.Get("appended").value);
  mode.separator_given = card.Has("separator");
  mode.separator = card.TextOf("separator");
  return mode;
}

// Sets of texts are united, texts joined (C-MRG-4).
Value Appended(const Value& parent, const Value& child, const std::string& separator) {
  if (parent.missing()) return child;
  if (child.missing()) return parent;
  const auto* list = parent.As<value::List>();
  const auto* more = child.As<value::List>();
  if (list && more) {
    value::List all = *list;
    for (const Value& each : *more) {
      if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
    }
    return Value(std::move(all));
  }
  const auto* text = parent.As<std::string>();
  const auto* added = child.As<std::string>();
  if (!text || !added || text::EqualsFolded(*text, *added)) return parent;
  return Value::Text(*text + separator + *added);
}

Value SumOf(const Value& a, const Value& b) {
  const auto* left = a.As<number::Decimal>();
  const auto* right = b.As<number::Decimal>();
  if (!left || !right) return left ? a : b;
  const number::Checked sum = number::Add(*left, *right);
  return sum.ok() ? Value(sum.value) : a;
}

void AddSystemFields(const Record& child, const Record& parent, Fields& fields) {
  const auto* older = child.Get("CreatedOn").As<time::Instant>();
  const auto* created = parent.Get("CreatedOn").As<time::Instant>();
  if (older && (!created || *older < *created)) fields.insert_or_assign("CreatedOn", Value(*older));
  const auto* last = child.Get("LastActivityOn").As<time::Instant>();
  const auto* active = parent.Get("LastActivityOn").As<time::Instant>();
  if (last && (!active || *active < *last)) fields.insert_or_assign("LastActivityOn", Value(*last));
  const Value score = SumOf(parent.Get("Score"), child.Get("Score"));
  if (!(score == parent.Get("Score"))) fields.insert_or_assign("Score", score);
}

// What the parent gets. An empty value of the child never erases one (C-MRG-2).
Fields Merged(const Schema& schema, const Record& child, const Record& parent, const Mode& mode) {
  Fields fields;
  if (mode.empty_only) {
    for (const auto& [name, value] : child.fields) {
      const bool takes = parent.Get(name).missing() && !IsSystem(schema, parent.key.entity, name);
      if (takes) fields.insert_or_assign(name, value);
    }
  }
  for (const std::string& name : mode.overwrite) {
    if (!child.Get(name).missing()) fields.insert_or_assign(name, child.Get(name));
  }
  for (const std::string& name : mode.append) {
    const FieldRule* rule = schema.Find(parent.key.entity, name);
    const std::string standard = rule && rule->multiline ? "\n" : ", ";
    Value value = Appended(parent.Get(name), child.Get(name), mode.separator_given ? mode.separator : standard);
    if (!(value == parent.Get(name))) fields.insert_or_assign(name, std::move(value));
  }
  AddSystemFields(child, parent, fields);
  return fields;
}

// ---- What hangs on the child (C-MRG-6, E-MRG-2) ---------------------------------------------------------------------

Status MoveRelated(Walk& walk, const RecordKey& child, const RecordKey& parent) {
  for (const char* entity : {"Activity", "Task", "Opportunity"}) {
    LSQ_TRY(const std::vector<RecordKey> keys,
            walk.setting().store.Find(entity, {{"ProspectID", Value::Text(child.id)}}, kMostRelated));
    for (const RecordKey& key : keys) {
      if (walk.Find(key)) walk.view().Set(key, {{"ProspectID", Value::Text(parent.id)}});
    }
  }
  LSQ_TRY(
      const std::vector<RecordKey> memberships,
      walk.setting().store.Find(std::string(kListMember), {{"Member", Value::Text(TopicKey(child))}}, kMostRelated));
  for (const RecordKey& key : memberships) {
    const Record* membership = walk.Find(key);
    if (!membership) continue;
    const std::string list = FieldText(*membership, "List");
    walk.view().Erase(key);
    const RecordKey moved = MembershipKey(list, parent);
    if (walk.Find(moved)) continue;
    walk.view().Create(moved, {{"List", Value::Text(list)}, {"Member", Value::Text(TopicKey(parent))}});
  }
  return Ok();
}

// Runs that wait for something of the child hear of it from the survivor.
Status MoveSubscriptions(Walk& walk, const RecordKey& child, const RecordKey& parent) {
  for (const std::string_view topic : {kChanged, kActivity}) {
    LSQ_TRY(const auto subscribers, walk.setting().store.Subscribers(std::string(topic), TopicKey(child)));
    for (store::Subscription subscription : subscribers) {
      if (subscription.run == walk.run().id) continue;
      subscription.key = TopicKey(parent);
      walk.delta().subscribe.push_back(std::move(subscription));
    }
  }
  return Ok();
}

// The count of the child is added to that of the parent.
Status AddCount(Walk& walk, const std::string& from, std::string into) {
  LSQ_TRY(const int64_t count, walk.setting().store.ReadCell(from));
  if (count != 0) walk.delta().cells.push_back({store::CellOp::Kind::Add, std::move(into), count});
  return Ok();
}

// `once per` marks are united, the counts of today and of `at most n runs` added.
Status UniteMarks(Walk& walk, const RecordKey& child, const RecordKey& parent) {
  const time::Zone zone = walk.setting().program.account_zone();
  const time::Date today = zone.ToLocal(walk.now()).date;
  const std::string day = DayOf(walk.now(), zone);
  for (const ir::Automation& automation : walk.module().automations) {
    const std::string& name = automation.name;
    LSQ_TRY(auto mark, walk.setting().store.ReadMark(OnceMark(name, child), walk.now()));
    if (mark) walk.delta().marks.push_back({OnceMark(name, parent), walk.now(), mark->expires, true});
    LSQ_TRY_DO(AddCount(walk, GuardCell(name, child, day), GuardCell(name, parent, day)));
    for (const char* period : {"day", "week", "month"}) {
      LSQ_TRY_DO(AddCount(walk, RunsCell(name, child, period, today), RunsCell(name, parent, period, today)));
    }
  }
  return Ok();
}

// ---- The action -----------------------------------------------------------------------------------------------------

// The search that found the match still finds it (C-MRG-10).
bool StillMatches(Walk& walk, const RecordKey& subject, const Record& one, const Record& other) {
  const Record& match = one.key == subject ? other : one;
  for (const ir::Step& step : walk.automation().steps) {
    const auto* find = std::get_if<ir::FindStep>(&step.node);
    if (!find) continue;
    const auto* ref = walk.run().locals[find->match].As<value::RecordRef>();
    const Record* bound = ref ? walk.Find({ref->entity, ref->id}) : nullptr;
    if (bound && bound->key == match.key) return walk.Test(find->where, {find->match, &match});
  }
  return true;
}

void TraceMerge(Card& card, const Record& child, const Record& parent, const Fields& fields) {
  trace::Line line = card.Line("merge");
  line.Text("survivor", parent.key.id).Text("merged", child.key.id);
  for (const auto& [name, value] : fields) {
    line.Value(name, Plain(value), {{child.key.entity, child.key.id, name}, {parent.key.entity, parent.key.id, name}});
  }
  card.walk.Trace(line);
}

void PostMerged(Card& card, const std::string& webhook, const RecordKey& parent) {
  Walk& walk = card.walk;
  const Record* merged = walk.Find(parent);
  Json::Object body{{"webhook", Text(webhook)}};
  const auto& webhooks = walk.setting().schema.webhooks;
  if (const auto address = webhooks.find(webhook); address != webhooks.end()) {
    body.emplace_back("url", Text(address->second));
  }
  body.emplace_back("content_type", Text("application/json"));
  body.emplace_back("body", Text(PrintJson(merged ? JsonOf(*merged) : Json(Json::Object{}))));
  walk.Trace(card.Line("call_webhook").Text("webhook", webhook));
  walk.AddIntent("call_webhook", Json(std::move(body)), walk.now());
}

Next Merge(Card& card) {
  Walk& walk = card.walk;
  const Record* child = card.RecordOf("child");
  const Record* parent = card.RecordOf("parent");
  const Mode mode = ModeOf(card);
  const std::string webhook = card.TextOf("webhook");
  if (walk.failed()) return walk.TakeFailure();
  if (!child || !parent) return Next::Fail("F_MATCH_GONE", "the lead that was found is no longer there");
  if (child->key == parent->key) {  // somebody merged them before us (E-MRG-1)
    walk.Trace(card.Line("merged_already").Text("survivor", parent->key.id));
    walk.run().subject = parent->key;
    return card.Done();
  }
  const Record* subject = walk.Subject();
  if (subject && !StillMatches(walk, subject->key, *child, *parent)) {
    if (walk.failed()) return walk.TakeFailure();
    return Next::Fail("F_MATCH_GONE", "the lead that was found no longer matches");
  }
  const Fields fields = Merged(walk.setting().schema, *child, *parent, mode);
  if (auto refusal = walk.Refusal(parent->key.entity, fields)) return Next::Fail(std::move(*refusal));
  const RecordKey from = child->key;
  const RecordKey into = parent->key;
  TraceMerge(card, *child, *parent, fields);
  for (const auto move : {MoveRelated, MoveSubscriptions, UniteMarks}) {
    if (const Status moved = move(walk, from, into); !moved.ok()) {
      walk.Stop(moved.error());
      return Next::Park();
    }
  }
  Happening happening;
  happening.changes = ChangesOf(parent->fields, fields);
  happening.applied = true;
  happening.how = "merge";
  walk.view().Redirect(from, into.id);
  Fields written = fields;
  written.insert_or_assign("ModifiedOn", Value(walk.now()));
  walk.view().Set(into, written);
  walk.Reload();
  walk.Emit("update", into, std::move(happening));  // once, on the survivor (C-MRG-12)
  if (walk.run().subject == from) walk.run().subject = into;
  if (!webhook.empty()) PostMerged(card, webhook, into);
  return card.Done();
}

constexpr ActionNative kActions[] = {{"merge", Merge}};

}  // namespace

std::span<const ActionNative> MergeActions() {
  return kActions;
}

}  // namespace lsq::run
