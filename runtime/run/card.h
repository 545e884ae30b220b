// SPDX-License-Identifier: Apache-2.0
// What an action of the library is given, and the table of them. stdlib/actions.lsq declares the phrases, C++ performs
// them; they meet by the name of the native (architecture decision 22). Private to run/.
//
// An action checks everything before it writes anything, so that one that fails leaves nothing behind.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/run/walk.h"

namespace lsq::run {

class Card {
 public:
  Card(Walk& walk, const ir::Step& step, const ir::ActionStep& action) : walk(walk), step(step), action(action) {}

  // Arguments by the names of the declaration's parameters; missing when not given. See Walk::failed.
  bool Has(std::string_view param) const;
  bool Flag(std::string_view name) { return Has(name); }
  Evaluated Get(std::string_view param);
  std::vector<Evaluated> All(std::string_view param);  // of repeated clauses
  std::string TextOf(std::string_view param);          // empty when missing
  const Record* RecordOf(std::string_view param);      // null when missing
  const ir::Argument* Find(std::string_view param) const;

  Next Done() const { return Next::Go(step.next); }
  trace::Line Line(std::string_view effect) const {
    trace::Line line = walk.Line(effect);
    AddPlace(line, walk.module(), step);
    return line;
  }

  // Commits the intent of an effect and waits for its outcome.
  Next ParkOn(std::string_view kind, value::Json body);

  Walk& walk;
  const ir::Step& step;
  const ir::ActionStep& action;
};

struct ActionNative {
  std::string_view name;
  Next (*perform)(Card& card);
  // When the outcome of its effect is there and is Done; null: the result is the reply.
  Next (*finish)(Card& card, const store::Effect& effect) = nullptr;
};
std::span<const ActionNative> MessageActions();
std::span<const ActionNative> RecordActions();
std::span<const ActionNative> MergeActions();
std::span<const ActionNative> DistributeActions();
std::span<const ActionNative> WebActions();

// Actions of the host (`extern action`): performed by the connector.
Next PerformHostAction(Card& card);

// ---- Shared by actions

bool IsActive(const Record& user);
// The user with this id, address or name; null when there is none. Ids first, then by id.
const Record* FindUser(Walk& walk, std::string_view name);
value::Json Contact(const Record& user);  // id, name and address
// A text of the record's field; empty when missing.
std::string FieldText(const Record& record, std::string_view field);
value::Json JsonOf(const Record& record);

}  // namespace lsq::run
