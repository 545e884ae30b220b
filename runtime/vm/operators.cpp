// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/text/text.h"
#include "runtime/builtins/compare.h"
#include "runtime/vm/machine.h"

namespace lsq::vm {
namespace {

bool IsNegative(uint8_t flags) {
  return (flags & bytecode::kNegative) != 0;
}
bool IsExact(uint8_t flags) {
  return (flags & bytecode::kExact) != 0;
}

// `test` of two present texts, by the rules of missing ones.
template <typename Test>
bool Decide(Cell left, Cell right, uint8_t flags, Test test) {
  if (IsMissing(right)) return false;
  return (!IsMissing(left) && test(value::AsText(left), value::AsText(right))) != IsNegative(flags);
}

// Whether a set that is asked by `has` has any, all or none of the wanted ones; a missing one is had by none.
template <typename Has>
bool Quantify(Cell set, Cell list, bytecode::Quantifier quantifier, Has has) {
  if (IsMissing(list)) return false;
  const auto wanted = value::AsList(list);
  const auto had = [&](Cell element) { return !IsMissing(element) && has(element); };
  if (quantifier == bytecode::Quantifier::All) return !IsMissing(set) && std::all_of(wanted.begin(), wanted.end(), had);
  const bool any = !IsMissing(set) && std::any_of(wanted.begin(), wanted.end(), had);
  return any == (quantifier == bytecode::Quantifier::Any);
}

}  // namespace

bool InTexts(Cell text, Cell list, uint8_t flags) {
  if (IsMissing(list)) return false;
  const auto elements = value::AsList(list);
  const bool found = !IsMissing(text) && std::any_of(elements.begin(), elements.end(), [&](Cell element) {
    if (IsMissing(element)) return false;
    return IsExact(flags) ? value::AsText(text) == value::AsText(element) : builtins::EqualText(text, element);
  });
  return found != IsNegative(flags);
}

bool InRecords(Cell record, Cell list, uint8_t flags) {
  if (IsMissing(list)) return false;
  const auto elements = value::AsList(list);
  const bool found = !IsMissing(record) && std::any_of(elements.begin(), elements.end(), [&](Cell element) {
    return !IsMissing(element) && builtins::EqualRecord(record, element);
  });
  return found != IsNegative(flags);
}

bool ContainsText(Cell text, Cell part, uint8_t flags) {
  return Decide(text, part, flags, [&](std::string_view left, std::string_view right) {
    return IsExact(flags) ? text::Contains(left, right) : text::ContainsFolded(left, right);
  });
}

bool StartsWithText(Cell text, Cell prefix, uint8_t flags) {
  return Decide(text, prefix, flags, [&](std::string_view left, std::string_view right) {
    return IsExact(flags) ? left.starts_with(right) : text::StartsWithFolded(left, right);
  });
}

bool EndsWithText(Cell text, Cell suffix, uint8_t flags) {
  return Decide(text, suffix, flags, [&](std::string_view left, std::string_view right) {
    return IsExact(flags) ? left.ends_with(right) : text::EndsWithFolded(left, right);
  });
}

bool HasOptions(Cell options, Cell list, bytecode::Quantifier quantifier) {
  return Quantify(options, list, quantifier, [&](Cell element) {
    const auto set = value::AsOptions(options);
    return std::binary_search(set.begin(), set.end(), static_cast<uint32_t>(element.word1));
  });
}

bool HasTexts(Cell texts, Cell list, bytecode::Quantifier quantifier) {
  return Quantify(texts, list, quantifier, [&](Cell element) { return InTexts(element, texts, 0); });
}

bool IsBlank(Cell text) {
  return IsMissing(text) || text::IsBlank(value::AsText(text));
}

}  // namespace lsq::vm
