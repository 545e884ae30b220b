// SPDX-License-Identifier: Apache-2.0
// What is known to be filled at a place of a program (narrowing, language rule 4). A value: the state before a branch
// is copied, each branch starts from the copy, and what holds after them is Meet of their ends.
//
// Steps re-read records after a wait (C-CON-1), so Forget() there; an assignment ends the facts about what it assigns.
#pragma once

#include <vector>

#include "compiler/program/program.h"

namespace lsq::check {

// `Lead.Owner.City` = the local Lead, then the fields Owner and City.
struct Path {
  program::LocalId root;
  std::vector<program::FieldId> fields;
  auto operator<=>(const Path&) const = default;
};

class Facts {
 public:
  bool IsFilled(const Path& path) const;
  void Learn(const std::vector<Path>& filled);
  void ForgetFields();                       // records are read again; a value that `let` bound stays as it is
  void ForgetField(program::FieldId field);  // it was assigned: every path through it is open again
  // What holds on both ways into a place.
  static Facts Meet(const Facts& a, const Facts& b);
  bool empty() const { return filled_.empty(); }

 private:
  std::vector<Path> filled_;  // sorted, without repetition
};

// What a condition tells once it was found true, or false.
struct Learned {
  std::vector<Path> when_true;
  std::vector<Path> when_false;
};

}  // namespace lsq::check
