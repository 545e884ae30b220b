// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/words.h"

#include <algorithm>
#include <array>

namespace lsq::parse {

namespace {

using syntax::BinaryOp;
using syntax::Unit;

struct Spelling {
  std::array<std::string_view, 4> words;
  BinaryOp op;
};

// Longer ones before those they start with. The first spelling of an operator is the canonical one.
constexpr std::array kSpellings = {
    Spelling{{"is", "not"}, BinaryOp::IsNot},
    Spelling{{"is"}, BinaryOp::Is},
    Spelling{{"not", "in"}, BinaryOp::NotIn},
    Spelling{{"in"}, BinaryOp::In},
    Spelling{{"does", "not", "contain"}, BinaryOp::NotContains},
    Spelling{{"not", "contains"}, BinaryOp::NotContains},
    Spelling{{"contains"}, BinaryOp::Contains},
    Spelling{{"does", "not", "start", "with"}, BinaryOp::NotStartsWith},
    Spelling{{"not", "starts", "with"}, BinaryOp::NotStartsWith},
    Spelling{{"starts", "with"}, BinaryOp::StartsWith},
    Spelling{{"does", "not", "end", "with"}, BinaryOp::NotEndsWith},
    Spelling{{"not", "ends", "with"}, BinaryOp::NotEndsWith},
    Spelling{{"ends", "with"}, BinaryOp::EndsWith},
    Spelling{{"has", "any"}, BinaryOp::HasAny},
    Spelling{{"has", "all"}, BinaryOp::HasAll},
    Spelling{{"has", "none"}, BinaryOp::HasNone},
};

size_t Length(const Spelling& spelling) {
  return static_cast<size_t>(
      std::count_if(spelling.words.begin(), spelling.words.end(), [](std::string_view word) { return !word.empty(); }));
}

}  // namespace

std::optional<syntax::Constant> ConstantOf(std::string_view word) {
  if (word == "empty") return syntax::Constant::Empty;
  if (word == "yes") return syntax::Constant::Yes;
  if (word == "no") return syntax::Constant::No;
  if (word == "me") return syntax::Constant::Me;
  if (word == "now") return syntax::Constant::Now;
  return std::nullopt;
}

bool IsIntroducer(std::string_view word) {
  return word == "where" || word == "when" || word == "until" || word == "unless" || word == "while" ||
         word == "expect";
}

bool IsInfixWord(std::string_view word) {
  return word == "and" || word == "or" || word == "default" || word == "between" || word == "changed" ||
         ComparisonOf(&word, 1).has_value();
}

std::optional<Unit> UnitOf(std::string_view word, bool business) {
  if (word.size() > 1 && word.back() == 's') word.remove_suffix(1);
  if (word == "min" || word == "minute") return business ? Unit::BusinessMinutes : Unit::Minutes;
  if (word == "hour") return business ? Unit::BusinessHours : Unit::Hours;
  if (word == "day") return business ? Unit::BusinessDays : Unit::Days;
  if (business) return std::nullopt;
  if (word == "second") return Unit::Seconds;
  if (word == "week") return Unit::Weeks;
  if (word == "month") return Unit::Months;
  if (word == "year") return Unit::Years;
  return std::nullopt;
}

std::optional<syntax::Direction> DirectionOf(std::string_view word) {
  if (word == "last") return syntax::Direction::Last;
  if (word == "this") return syntax::Direction::This;
  if (word == "next") return syntax::Direction::Next;
  return std::nullopt;
}

std::optional<ComparisonWords> ComparisonOf(const std::string_view* words, size_t count) {
  for (const Spelling& spelling : kSpellings) {
    const size_t length = Length(spelling);
    if (length > count || !std::equal(words, words + length, spelling.words.begin())) continue;
    const bool exactly = count > length && words[length] == "exactly";
    return ComparisonWords{length + (exactly ? 1 : 0), spelling.op, exactly};
  }
  return std::nullopt;
}

}  // namespace lsq::parse
