// SPDX-License-Identifier: Apache-2.0
// Number against Python's decimal module: every line of vectors.txt (written by make_vectors.py) is one case.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/number/dec64.h"
#include "compiler/number/decimal.h"

namespace lsq::number {
namespace {

using Operands = std::vector<std::string>;

std::string Show(Checked checked) {
  switch (checked.fault) {
    case Fault::None:
      return Print(checked.value);
    case Fault::Overflow:
      return "overflow";
    case Fault::DivisionByZero:
      return "zero";
  }
  return "?";
}

std::string Show(const Parsed& parsed) {
  if (parsed.error == ParseError::NotANumber) return "nan";
  if (parsed.error == ParseError::OutOfRange) return "range";
  return Print(parsed.value) + (parsed.inexact ? " inexact" : "");
}

std::string Show(const Dec64& dec64) {
  if (!dec64.ok()) return "overflow";
  return std::to_string(dec64.scaled) + (dec64.inexact ? " inexact" : "");
}

Decimal Exact(const std::string& text) {
  const Parsed parsed = Parse(text);
  EXPECT_TRUE(parsed.ok() && !parsed.inexact) << text;
  return parsed.value;
}

using Operation = std::function<std::string(const Operands&)>;

template <typename F>
Operation Binary(F function) {
  return [function](const Operands& in) { return Show(function(Exact(in.at(0)), Exact(in.at(1)))); };
}

template <typename F>
Operation Unary(F function) {
  return [function](const Operands& in) { return Show(Checked{function(Exact(in.at(0)))}); };
}

Operation RoundTo(Ties ties) {
  return [ties](const Operands& in) { return Show(Round(Exact(in.at(0)), std::stoi(in.at(1)), ties)); };
}

const std::map<std::string, Operation>& Operations() {
  static const std::map<std::string, Operation> operations = {
      {"add", Binary(Add)},
      {"sub", Binary(Sub)},
      {"mul", Binary(Mul)},
      {"div", Binary(Div)},
      {"mod", Binary(Mod)},
      {"less", [](const Operands& in) { return std::string(Exact(in.at(0)) < Exact(in.at(1)) ? "true" : "false"); }},
      {"round_even", RoundTo(Ties::HalfEven)},
      {"round_up", RoundTo(Ties::HalfUp)},
      {"floor", [](const Operands& in) { return Show(Floor(Exact(in.at(0)))); }},
      {"ceil", [](const Operands& in) { return Show(Ceil(Exact(in.at(0)))); }},
      {"trunc", Unary(Trunc)},
      {"parse", [](const Operands& in) { return Show(Parse(in.at(0))); }},
      {"dec64", [](const Operands& in) { return Show(ToDec64(Exact(in.at(0)), std::stoi(in.at(1)))); }},
  };
  return operations;
}

TEST(NumberVectors, AgreeWithPythonsDecimal) {
  std::ifstream file(LSQ_SOURCE_DIR "/tests/unit/compiler/number/vectors.txt");
  ASSERT_TRUE(file) << "vectors.txt is missing";
  std::map<std::string, int> cases;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    Operands operands;
    for (std::string word; words >> word && word != "=";) operands.push_back(word);
    std::string expected;
    std::getline(words >> std::ws, expected);
    ASSERT_TRUE(Operations().contains(name)) << line;
    EXPECT_EQ(Operations().at(name)(operands), expected) << line;
    ++cases[name];
  }
  for (const auto& [name, operation] : Operations()) EXPECT_GE(cases[name], 200) << name;
}

}  // namespace
}  // namespace lsq::number
