// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/types.h"

namespace lsq::ir {

Type ResultOf(const Inst& inst) {
  static constexpr Type kBool{Kind::Bool}, kText{Kind::Text};
  if (inst.op >= Op::Eq && inst.op <= Op::NotInNamedList) return kBool;
  if (inst.op == Op::TextOf || inst.op == Op::Join || inst.op == Op::Escape) return kText;
  return inst.type;
}

bool SameRegister(const Type& a, const Type& b) {
  return a.kind == b.kind && a.element == b.element && a.option_set == b.option_set && a.entity == b.entity;
}

Type ElementOf(const Type& list) {
  return {list.element, 0, Kind::Void, list.option_set, list.entity};
}

Type ListOf(const Type& element) {
  LSQ_CHECK(element.kind != Kind::List, "a list of lists");
  return {Kind::List, 0, element.kind, element.option_set, element.entity};
}

}  // namespace lsq::ir
