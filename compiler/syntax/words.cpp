// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/words.h"

#include <array>

namespace lsq::syntax {

namespace {

constexpr std::array<std::string_view, 5> kConstants = {"empty", "yes", "no", "me", "now"};
constexpr std::array<std::string_view, 25> kBinary = {"or",
                                                      "and",
                                                      "is",
                                                      "is not",
                                                      "in",
                                                      "not in",
                                                      "<",
                                                      "<=",
                                                      ">",
                                                      ">=",
                                                      "contains",
                                                      "does not contain",
                                                      "starts with",
                                                      "does not start with",
                                                      "ends with",
                                                      "does not end with",
                                                      "has any",
                                                      "has all",
                                                      "has none",
                                                      "default",
                                                      "+",
                                                      "-",
                                                      "*",
                                                      "/",
                                                      "%"};
constexpr std::array<std::string_view, 10> kUnits = {
    "second", "minute", "hour", "day", "week", "month", "year", "business day", "business hour", "business minute"};
constexpr std::array<std::string_view, 3> kDirections = {"last", "this", "next"};
constexpr std::array<std::string_view, 4> kChanges = {"changed", "increased", "decreased", "crosses"};

static_assert(kBinary.size() == static_cast<size_t>(BinaryOp::Remainder) + 1);
static_assert(kUnits.size() == static_cast<size_t>(Unit::BusinessMinutes) + 1);

}  // namespace

std::string_view SpellingOf(Constant constant) {
  return kConstants[static_cast<size_t>(constant)];
}
std::string_view SpellingOf(BinaryOp op) {
  return kBinary[static_cast<size_t>(op)];
}
std::string_view SpellingOf(UnaryOp op) {
  return op == UnaryOp::Not ? "not" : "-";
}
std::string_view SpellingOf(Direction direction) {
  return kDirections[static_cast<size_t>(direction)];
}
std::string_view SpellingOf(ChangeKind kind) {
  return kChanges[static_cast<size_t>(kind)];
}
std::string SpellingOf(Unit unit, bool one) {
  return std::string(kUnits[static_cast<size_t>(unit)]) + (one ? "" : "s");
}

}  // namespace lsq::syntax
