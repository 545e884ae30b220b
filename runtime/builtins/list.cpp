// SPDX-License-Identifier: Apache-2.0
// The natives of stdlib/list.lsq. A missing element counts as one that prints nothing and is no number; in an order it
// comes last.
#include <algorithm>

#include "compiler/base/limits.h"
#include "runtime/builtins/compare.h"
#include "runtime/builtins/tables.h"

namespace lsq::builtins {
namespace {

using bytecode::CellKind;
using value::AsList;
using value::kMissingCell;

Cell Count(const Call& call) {
  return WholeNumber(static_cast<int64_t>(AsList(call[0]).size()));
}

Cell First(const Call& call) {
  const auto list = AsList(call[0]);
  return list.empty() ? kMissingCell : list.front();
}

Cell Last(const Call& call) {
  const auto list = AsList(call[0]);
  return list.empty() ? kMissingCell : list.back();
}

Cell Item(const Call& call) {
  const auto position = WholeAt(call, 1);
  const auto list = AsList(call[0]);
  const bool inside = position && *position >= 1 && static_cast<uint64_t>(*position) <= list.size();
  return inside ? list[static_cast<size_t>(*position) - 1] : kMissingCell;
}

struct Total {
  number::Checked sum{number::kZero};
  int64_t count = 0;
};

Total AddUp(std::span<const Cell> list) {
  Total total;
  for (const Cell element : list) {
    if (IsMissing(element)) continue;
    total.sum = number::Add(total.sum.value, value::AsNumber(element));
    if (!total.sum.ok()) break;
    ++total.count;
  }
  return total;
}

Cell Sum(const Call& call) {
  return Checked(call, AddUp(AsList(call[0])).sum);
}

Cell Average(const Call& call) {
  const Total total = AddUp(AsList(call[0]));
  if (!total.sum.ok()) return Checked(call, total.sum);
  if (total.count == 0) return kMissingCell;
  return Checked(call, number::Div(total.sum.value, number::FromInt64(total.count).value));
}

Cell Min(const Call& call) {
  Cell best = kMissingCell;
  for (const Cell element : AsList(call[0])) {
    if (Compare(call.types[0].element, element, best) < 0) best = element;
  }
  return best;
}

Cell Max(const Call& call) {
  Cell best = kMissingCell;
  for (const Cell element : AsList(call[0])) {
    if (!IsMissing(element) && (IsMissing(best) || Compare(call.types[0].element, element, best) > 0)) best = element;
  }
  return best;
}

// A changed copy of the list, or missing after Fail.
template <typename Change>
Cell Changed(const Call& call, Change change) {
  const auto list = AsList(call[0]);
  if (!call.Spend(list.size())) return kMissingCell;
  Cell* copy = call.MakeCells(list.size());
  if (!copy) return kMissingCell;
  std::copy(list.begin(), list.end(), copy);
  change(copy, copy + list.size());
  return value::ToCell(std::span<const Cell>(copy, list.size()));
}

Cell Sort(const Call& call) {
  const CellKind kind = call.types[0].element;
  return Changed(call, [kind](Cell* begin, Cell* end) {
    std::stable_sort(begin, end, [kind](Cell a, Cell b) { return Compare(kind, a, b) < 0; });
  });
}

Cell Reverse(const Call& call) {
  return Changed(call, [](Cell* begin, Cell* end) { std::reverse(begin, end); });
}

Cell Distinct(const Call& call) {
  const auto list = AsList(call[0]);
  const CellKind kind = call.types[0].element;
  Cell* kept = call.MakeCells(list.size());
  if (!kept) return kMissingCell;
  size_t count = 0;
  for (const Cell element : list) {
    if (!call.Spend(1 + count / 8)) return kMissingCell;
    const auto known = std::span<const Cell>(kept, count);
    const auto same = [&](Cell other) { return Equal(kind, CellKind::Void, element, other); };
    if (std::none_of(known.begin(), known.end(), same)) kept[count++] = element;
  }
  return value::ToCell(std::span<const Cell>(kept, count));
}

Cell Join(const Call& call) {
  std::string joined;
  bool first = true;
  for (const Cell element : AsList(call[0])) {
    if (IsMissing(element)) continue;
    if (!first) joined += TextAt(call, 1);
    first = false;
    joined += value::AsText(element);
    if (joined.size() > limits::kTextBytes) break;  // MakeText says so
  }
  return call.MakeText(joined);
}

constexpr Native kNatives[] = {
    {"list.count", "list of T -> Number", Count},
    {"list.first", "list of T -> T or empty", First},
    {"list.last", "list of T -> T or empty", Last},
    {"list.item", "list of T, Number -> T or empty", Item},
    {"list.sum", "list of Number -> Number", Sum},
    {"list.average", "list of Number -> Number or empty", Average},
    {"list.min", "list of T -> T or empty", Min},
    {"list.max", "list of T -> T or empty", Max},
    {"list.sort", "list of T -> list of T", Sort},
    {"list.reverse", "list of T -> list of T", Reverse},
    {"list.distinct", "list of T -> list of T", Distinct},
    {"list.join", "list of Text, Text -> Text", Join},
};

}  // namespace

std::span<const Native> ListNatives() {
  return kNatives;
}

}  // namespace lsq::builtins
