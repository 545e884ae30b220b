// SPDX-License-Identifier: Apache-2.0
// Steps that decide, search, remember and change fields.
#include <algorithm>

#include "compiler/base/match.h"
#include "runtime/run/walk.h"
#include "runtime/store/codec.h"

namespace lsq::run {

namespace {

constexpr size_t kTestsBetweenReloads = 64;

Next PerformBranch(Walk& walk, const ir::Step& step, const ir::BranchStep& branch) {
  uint32_t way = 0;
  for (const ir::BranchStep::Arm& arm : branch.arms) {
    const bool holds = walk.Test(arm.condition);
    if (walk.failed()) return walk.TakeFailure();
    if (holds) return walk.TellWay(step, way), Next::Go(arm.target);
    ++way;
  }
  walk.TellWay(step, way);
  return Next::Go(branch.otherwise);
}

Next PerformLet(Walk& walk, const ir::Step& step, const ir::LetStep& let) {
  Value value = walk.Evaluate(let.value);
  if (walk.failed()) return walk.TakeFailure();
  walk.SetLocal(let.local, std::move(value));
  return Next::Go(step.next);
}

Next PerformExit(Walk& walk, const ir::ExitStep& exit) {
  const Value reason = walk.Evaluate(exit.reason);
  if (walk.failed()) return walk.TakeFailure();
  const auto* text = reason.As<std::string>();
  return Next::Exit(text ? *text : std::string());
}

Next PerformSet(Walk& walk, const ir::Step& step, const ir::SetStep& set) {
  const Value target = walk.Evaluate(set.record);
  std::vector<std::pair<std::string, Evaluated>> seen;
  const Fields fields = walk.FieldsOf(set.assignments, seen);
  if (walk.failed()) return walk.TakeFailure();
  const auto* ref = target.As<value::RecordRef>();
  const Record* record = ref ? walk.Find({ref->entity, ref->id}) : nullptr;
  if (!record) return Next::Fail("F_RECORD_GONE", "there is no record to change");
  if (auto refusal = walk.Refusal(record->key.entity, fields)) return Next::Fail(std::move(*refusal));
  TraceUpdate(walk, step, *record, seen);
  walk.Write(*record, fields);
  return Next::Go(step.next);
}

// A field of a candidate and the key its value must have.
struct WantedKey {
  std::string field;
  std::string key;
};

// Nothing when a value is missing: then nothing matches (C-MRG-8).
std::optional<std::vector<store::Equals>> KeysOf(Walk& walk, const ir::FindStep& find) {
  std::vector<store::Equals> equals;
  for (const ir::FindStep::Key& key : find.keys) {
    const Value value = walk.Evaluate(key.value);
    if (walk.failed() || value.missing()) return std::nullopt;
    const ir::FieldImport& field = walk.module().fields[key.field];
    if (value.As<value::RecordRef>() || field.type.kind == ir::Kind::Record) continue;  // `where` decides
    equals.push_back({walk.setting().program.FieldName(key.field), value});
  }
  return equals;
}

bool HasKeys(const Record& record, const std::vector<store::Equals>& equals, const std::vector<std::string>& keys) {
  for (size_t i = 0; i < equals.size(); ++i) {
    if (store::ColumnKey(record.Get(equals[i].field)) != keys[i]) return false;
  }
  return true;
}

// Oldest first, then the lowest number, then the id (C-MRG-7).
bool IsBefore(const Record& a, const Record& b) {
  const auto number = [](const Record& record) {
    const auto* found = record.Get("ProspectAutoId").As<number::Decimal>();
    return found ? found->units : number::Int128{0};
  };
  const auto key = [&](const Record& r) { return std::make_tuple(store::CreatedKey(r), number(r), r.key.id); };
  return key(a) < key(b);
}

struct Matches {
  std::optional<Record> first;
  size_t count = 0;
};

Matches Search(Walk& walk, const ir::FindStep& find, const std::vector<store::Equals>& equals) {
  Matches matches;
  const Record* subject = walk.Subject();
  const RecordKey self = subject ? subject->key : RecordKey{};
  std::vector<std::string> keys;
  for (const store::Equals& equal : equals) keys.push_back(store::ColumnKey(equal.value));
  size_t tests = 0;
  const Status scanned =
      walk.setting().store.Scan(walk.module().entities[find.entity].name, equals, [&](const Record& record) {
        if (record.key == self || !HasKeys(record, equals, keys)) return true;
        if (++tests % kTestsBetweenReloads == 0) walk.Reload();
        if (!walk.Test(find.where, {find.match, &record})) return !walk.failed();
        ++matches.count;
        if (!matches.first || IsBefore(record, *matches.first)) matches.first = record;
        return true;
      });
  if (!scanned.ok()) walk.Stop(scanned.error());
  return matches;
}

}  // namespace

// If Lead Exists: the oldest match, never the record of the run itself (C-MRG-7).
Next PerformFind(Walk& walk, const ir::Step& step, const ir::FindStep& find) {
  const auto equals = KeysOf(walk, find);
  if (walk.failed()) return walk.TakeFailure();
  Matches matches;
  if (equals) matches = Search(walk, find, *equals);
  walk.Reload();
  if (walk.failed()) return walk.TakeFailure();
  trace::Line line = walk.Line(matches.first ? "found" : "not_found");
  if (matches.first) line.Text("match", matches.first->key.id).Number("matches", matches.count);
  if (!equals) line.Text("reason", "operand_missing");
  AddPlace(line, walk.module(), step);
  walk.Trace(line);
  walk.TellWay(step, matches.first ? 0 : 1);
  if (!matches.first) return Next::Go(find.otherwise);
  walk.Find(matches.first->key);  // its version belongs to what was read
  walk.SetLocal(find.match, Value(value::RecordRef{matches.first->key.entity, matches.first->key.id}));
  return Next::Go(find.then);
}

Next Perform(Walk& walk, const ir::Step& step, bool resumed) {
  return Match(
      step.node, [&](const ir::ActionStep& action) { return PerformAction(walk, step, action, resumed); },
      [&](const ir::BranchStep& branch) { return PerformBranch(walk, step, branch); },
      [&](const ir::FindStep& find) { return PerformFind(walk, step, find); },
      [&](const ir::WaitStep& wait) { return PerformWait(walk, step, wait, resumed); },
      [&](const ir::SetStep& set) { return PerformSet(walk, step, set); },
      [&](const ir::LetStep& let) { return PerformLet(walk, step, let); },
      [&](const ir::ExitStep& exit) { return PerformExit(walk, exit); });
}

}  // namespace lsq::run
