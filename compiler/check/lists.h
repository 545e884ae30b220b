// SPDX-License-Identifier: Apache-2.0
// Lists that a condition fills: `list "Pune" for Lead where Lead.City is "Pune"`. To be on such a list is to meet its
// condition at that moment, so `Lead in list "Pune"` is checked as that condition about that record.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compiler/check/template.h"

namespace lsq::check {

class ListTable {
  using ExprId = program::ExprId;

 public:
  // Checks the conditions of the lists that `units` declare, and reports what is wrong with them. A condition may ask
  // for other lists, but not for those that have a condition themselves.
  static ListTable Read(std::span<const DeclarationUnit> units, const ProjectContext& project);

  // The condition of that list about `record`, which is one of the list's entity, as an expression of `context`.
  // Poisoned when what is wrong with it was reported; nothing when no source declares such a list, or when the record
  // may be missing or is more than one relation away from one that has a name.
  std::optional<ExprId> ConditionOf(Context& context, const schema::Named& list, ExprId record) const;

 private:
  struct Entry {
    const schema::Named* list;
    DeclarationUnit unit;
    syntax::ExprId where;
    bool good = false;  // as checked where it stands
  };
  static std::optional<ExprId> Check(Context& context, const Entry& entry, ExprId record);

  std::vector<Entry> entries_;
};

}  // namespace lsq::check
