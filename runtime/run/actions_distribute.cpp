// SPDX-License-Identifier: Apache-2.0
// Distributing records among users (domain.md C9). The cursor of a round robin is a record: two runs that take the same
// turn conflict, and one of them looks again (C-DIST-8).
#include <algorithm>

#include "compiler/number/decimal.h"
#include "compiler/text/text.h"
#include "compiler/time/arithmetic.h"
#include "runtime/run/card.h"
#include "runtime/run/entry.h"

namespace lsq::run {

namespace {

constexpr std::string_view kCursor = "DistributionCursor";
constexpr size_t kTestsBetweenReloads = 64;

// Candidates in their order: as they were named, else by id (C-DIST-1).
using Users = std::vector<std::string>;

bool IsInGroup(const Schema& schema, const Record& user, const std::string& group) {
  for (const std::string& field : schema.group_fields) {
    const Value& value = user.Get(field);
    const auto* text = value.As<std::string>();
    if (text && text::EqualsFolded(*text, group)) return true;
    const auto* list = value.As<value::List>();
    if (!list) continue;
    for (const Value& each : *list) {
      const auto* name = each.As<std::string>();
      if (name && text::EqualsFolded(*name, group)) return true;
    }
  }
  return false;
}

template <typename Test>
Users UsersWhere(Walk& walk, Test test) {
  Users users;
  const Status scanned = walk.setting().store.Scan("User", {}, [&](const Record& user) {
    if (test(user)) users.push_back(user.key.id);
    return !walk.failed();
  });
  if (!scanned.ok()) walk.Stop(scanned.error());
  std::sort(users.begin(), users.end());
  return users;
}

Users UsersOfGroup(Walk& walk, const std::string& group) {
  return UsersWhere(walk, [&](const Record& user) { return IsInGroup(walk.setting().schema, user, group); });
}

// An operand that is missing matches nobody (C-DIST-7, C-MM-8): the comparison itself is false.
Users UsersMatching(Walk& walk, const ir::Argument& criteria) {
  size_t tests = 0;
  Users users = UsersWhere(walk, [&](const Record& user) {
    if (++tests % kTestsBetweenReloads == 0) walk.Reload();
    return walk.Test(criteria.value, {criteria.candidate, &user});
  });
  walk.Reload();
  return users;
}

Users UsersNamed(Walk& walk, const Value& names) {
  Users users;
  const auto add = [&](const Value& name) {
    const auto* text = name.As<std::string>();
    const Record* user = text ? FindUser(walk, *text) : nullptr;
    if (user) users.push_back(user->key.id);
  };
  if (const auto* list = names.As<value::List>()) {
    for (const Value& each : *list) add(each);
  } else {
    add(names);
  }
  return users;
}

Users CandidatesOf(Card& card) {
  if (const ir::Argument* criteria = card.Find("criteria")) return UsersMatching(card.walk, *criteria);
  if (card.Has("group")) return UsersOfGroup(card.walk, card.TextOf("group"));
  return UsersNamed(card.walk, card.Get(card.Has("users") ? "users" : "user").value);
}

bool IsAvailable(const Record& user) {
  for (const char* field : {"IsCheckedIn", "IsWorkingToday"}) {
    const auto* yes = user.Get(field).As<bool>();
    if (yes && !*yes) return false;
  }
  return true;
}

// ---- Quotas (C-DIST-5) ----------------------------------------------------------------------------------------------

struct Quota {
  int64_t most = 0;
  std::string period;
  std::string user;  // empty: of everybody
};

// Each begins with its number, in the order in which they stand in the source.
std::vector<Quota> QuotasOf(Card& card) {
  std::vector<Quota> quotas;
  for (const ir::Argument& argument : card.action.arguments) {
    const bool begins = argument.param == "quota";
    const bool belongs = argument.param == "period" || argument.param == "quota_user";
    if (!begins && (!belongs || quotas.empty())) continue;
    const Value value = card.walk.Evaluate(argument.value);
    const auto* text = value.As<std::string>();
    if (begins) {
      const auto* number = value.As<number::Decimal>();
      quotas.push_back({number ? number::ToInt64(*number).value_or(0) : 0, "day", {}});
    } else if (argument.param == "period" && text) {
      quotas.back().period = *text;
    } else if (argument.param == "quota_user") {
      const Record* user = text ? FindUser(card.walk, *text) : nullptr;
      quotas.back().user = user ? user->key.id : "nobody";
    }
  }
  return quotas;
}

// "day/2026-03-05": the first day of the period in the account's zone; weeks begin on Monday.
std::string PeriodKey(const Walk& walk, const std::string& period) {
  const time::Date today = walk.setting().program.account_zone().ToLocal(walk.now()).date;
  const time::Period unit = period == "month"  ? time::Period::kMonth
                            : period == "week" ? time::Period::kWeek
                                               : time::Period::kDay;
  const auto range = time::PeriodOf(today, unit, 0);
  return period + "/" + time::ToString(range.ok() ? range->first : today);
}

class Distribution {
 public:
  explicit Distribution(Card& card) : card_(card), walk_(card.walk) {}

  Next Perform() {
    const Record* record = card_.RecordOf("what");
    const Users users = CandidatesOf(card_);
    quotas_ = QuotasOf(card_);
    if (walk_.failed()) return walk_.TakeFailure();
    if (!record) return Next::Fail("F_RECORD_GONE", "there is no record to distribute");
    const RecordKey key = record->key;
    const std::string owner = FieldText(*record, "OwnerId");
    if (card_.Flag("sticky") && IsAmong(users, owner) && IsEligible(owner)) return Keep(key, owner, "sticky");
    std::string chosen = Choose(users, card_.Flag("round_robin"), {});
    if (chosen.empty()) chosen = ChooseOtherwise();
    if (walk_.failed()) return walk_.TakeFailure();
    if (chosen.empty()) return Keep(key, owner, "nobody");
    Assign(key, chosen);
    return card_.Done();
  }

 private:
  static bool IsAmong(const Users& users, const std::string& id) {
    return std::find(users.begin(), users.end(), id) != users.end();
  }

  std::string QuotaCell(const Quota& quota, const std::string& user) const {
    return "quota/" + walk_.run().automation + "/" + card_.step.label + "/" + user + "/" +
           PeriodKey(walk_, quota.period);
  }

  // Why not is remembered for the trace (C-DIST-3).
  bool IsEligible(const std::string& id) {
    const Record* user = walk_.Find({"User", id});
    const char* reason = nullptr;
    if (!user || !IsActive(*user)) reason = "inactive";
    if (!reason && card_.Flag("only_available") && !IsAvailable(*user)) reason = "not_available";
    for (const Quota& quota : quotas_) {
      if (reason || (!quota.user.empty() && quota.user != id)) continue;
      const auto used = walk_.setting().store.ReadCell(QuotaCell(quota, id));
      if (!used.ok()) return walk_.Stop(used.error()), false;
      walk_.delta().seen.push_back({QuotaCell(quota, id), *used});
      if (*used >= quota.most) reason = "quota";
    }
    if (reason) passed_.emplace_back(id, Text(reason));
    return !reason;
  }

  RecordKey CursorKey(const std::string& rule) const {
    return {std::string(kCursor), walk_.run().automation + "/" + card_.step.label + rule};
  }

  // From behind who was last given one, once around.
  std::string Choose(const Users& users, bool round_robin, const std::string& rule) {
    size_t start = 0;
    const RecordKey cursor = CursorKey(rule);
    const Record* last = round_robin ? walk_.Find(cursor) : nullptr;
    if (last) {
      const auto at = std::find(users.begin(), users.end(), FieldText(*last, "Last"));
      if (at != users.end()) start = static_cast<size_t>(at - users.begin()) + 1;
    }
    for (size_t i = 0; i < users.size(); ++i) {
      const std::string& user = users[(start + i) % users.size()];
      if (!IsEligible(user)) continue;
      if (round_robin) TakeTurn(cursor, last != nullptr, user);
      return user;
    }
    return {};
  }

  void TakeTurn(const RecordKey& cursor, bool exists, const std::string& user) {
    if (exists) {
      walk_.view().Set(cursor, {{"Last", Value::Text(user)}});
    } else {
      walk_.view().Create(cursor, {{"Last", Value::Text(user)}});
    }
    walk_.Reload();
  }

  std::string ChooseOtherwise() {
    if (card_.Has("otherwise_group")) {
      const Users users = UsersOfGroup(walk_, card_.TextOf("otherwise_group"));
      return Choose(users, card_.Flag("round_robin"), "/otherwise");
    }
    if (!card_.Has("otherwise_user")) return {};
    return Choose(UsersNamed(walk_, card_.Get("otherwise_user").value), false, {});
  }

  trace::Line Line() {
    trace::Line line = card_.Line("assign_owner");
    if (!passed_.empty()) line.Add("passed", value::Json(passed_));
    return line;
  }

  Next Keep(const RecordKey& record, const std::string& owner, const char* note) {
    walk_.Trace(Line().Text("target", record.id).Text("note", note).Text("owner", owner));
    return card_.Done();
  }

  void Assign(const RecordKey& key, const std::string& user) {
    const Record* record = walk_.Find(key);
    const std::string before = FieldText(*record, "OwnerId");
    trace::Line line = Line();
    line.Text("target", key.id).Text("owner", user);
    line.Value("previous", Text(before), {{key.entity, key.id, "OwnerId"}});
    walk_.Trace(line);
    for (const Quota& quota : quotas_) {
      if (!quota.user.empty() && quota.user != user) continue;
      walk_.delta().cells.push_back({store::CellOp::Kind::Add, QuotaCell(quota, user), 1});
    }
    walk_.Write(*record, {{"OwnerId", Value::Text(user)}}, "distribute");
  }

  Card& card_;
  Walk& walk_;
  std::vector<Quota> quotas_;
  value::Json::Object passed_;
};

Next Distribute(Card& card) {
  return Distribution(card).Perform();
}

constexpr ActionNative kActions[] = {{"distribute", Distribute}};

}  // namespace

std::span<const ActionNative> DistributeActions() {
  return kActions;
}

}  // namespace lsq::run
