// SPDX-License-Identifier: Apache-2.0
#include "runtime/builtins/compare.h"

#include <algorithm>

#include "compiler/text/text.h"
#include "runtime/value/loaded_record.h"

namespace lsq::builtins {
namespace {

using bytecode::CellKind;

bool EqualPresent(CellKind kind, CellKind element, Cell a, Cell b) {
  switch (kind) {
    case CellKind::Number:
      return a == b;
    case CellKind::Text:
      return EqualText(a, b);
    case CellKind::Duration:
      return EqualDuration(a, b);
    case CellKind::Options:
      return EqualOptions(a, b);
    case CellKind::Record:
      return EqualRecord(a, b);
    case CellKind::List:
      return std::ranges::equal(value::AsList(a), value::AsList(b),
                                [element](Cell x, Cell y) { return Equal(element, CellKind::Void, x, y); });
    case CellKind::Handle:
    case CellKind::Reply:
      return value::AsOpaque(a) == value::AsOpaque(b);
    default:
      return a.word1 == b.word1;
  }
}

number::Int128 LengthOf(const time::Duration& duration) {
  constexpr int64_t kDay = time::kSecondsPerDay;
  return static_cast<number::Int128>(duration.months) * 30 * kDay +
         static_cast<number::Int128>(duration.days + duration.business_days) * kDay +
         static_cast<number::Int128>(duration.business_minutes) * 60 + duration.seconds;
}

}  // namespace

bool EqualText(Cell a, Cell b) {
  const uint32_t left = value::LiteralOf(a);
  const uint32_t right = value::LiteralOf(b);
  if (left != 0 && right != 0) return left == right;
  return text::EqualsFolded(value::AsText(a), value::AsText(b));
}

bool EqualRecord(Cell a, Cell b) {
  const value::LoadedRecord* x = value::AsRecord(a);
  const value::LoadedRecord* y = value::AsRecord(b);
  return x == y || (x->entity == y->entity && x->id == y->id);
}

bool EqualOptions(Cell a, Cell b) {
  return std::ranges::equal(value::AsOptions(a), value::AsOptions(b));
}

bool EqualDuration(Cell a, Cell b) {
  return value::AsDuration(a) == value::AsDuration(b);
}

std::strong_ordering CompareDuration(Cell a, Cell b) {
  return LengthOf(value::AsDuration(a)) <=> LengthOf(value::AsDuration(b));
}

bool Equal(CellKind kind, CellKind element, Cell a, Cell b) {
  if (IsMissing(a) || IsMissing(b)) return IsMissing(a) && IsMissing(b);
  return EqualPresent(kind, element, a, b);
}

std::weak_ordering Compare(CellKind kind, Cell a, Cell b) {
  if (IsMissing(a) || IsMissing(b)) return IsMissing(a) <=> IsMissing(b);
  switch (kind) {
    case CellKind::Number:
      return value::AsNumber(a) <=> value::AsNumber(b);
    case CellKind::Text:
      return text::CompareFolded(value::AsText(a), value::AsText(b));
    case CellKind::Duration:
      return CompareDuration(a, b);
    default:
      return bytecode::IsInteger(kind) ? a.word1 <=> b.word1 : std::weak_ordering::equivalent;
  }
}

}  // namespace lsq::builtins
