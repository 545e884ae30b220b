// SPDX-License-Identifier: Apache-2.0
// Every native that stdlib/*.lsq declares has a body of the declared types, and every body a declaration (decision 22).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

#include "runtime/builtins/native.h"

namespace lsq::builtins {
namespace {

// The types of `(value: Text, count: Number)` as "Text, Number".
std::string TypesOf(const std::string& params) {
  static const std::regex kParam(R"(\w+: ([^,]+))");
  std::string types;
  for (auto at = std::sregex_iterator(params.begin(), params.end(), kParam); at != std::sregex_iterator(); ++at) {
    types += (types.empty() ? "" : ", ") + (*at)[1].str();
  }
  return types;
}

// A file without its comments, and with lines that continue the one before joined to it.
std::string Unwrapped(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::string text;
  for (std::string line; std::getline(in, line);) {
    const size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos || line.compare(begin, 2, "//") == 0) continue;
    text += (begin > 0 ? " " : "\n") + line.substr(begin);
  }
  return text;
}

// Native -> "Text, Number -> Text", read from the declarations as they are written.
std::map<std::string, std::string> Declared() {
  static const std::regex kFunction(R"(function \w+\((.*)\) returns (.+), native "([^"]+)\")");
  std::map<std::string, std::string> declared;
  for (const auto& file : std::filesystem::directory_iterator(LSQ_SOURCE_DIR "/stdlib")) {
    if (file.path().extension() != ".lsq") continue;
    const std::string text = Unwrapped(file.path());
    for (auto at = std::sregex_iterator(text.begin(), text.end(), kFunction); at != std::sregex_iterator(); ++at) {
      const std::string types = TypesOf((*at)[1]);
      declared[(*at)[3]] = types + (types.empty() ? "-> " : " -> ") + (*at)[2].str();
    }
  }
  return declared;
}

TEST(NativesTest, DeclarationsAndBodiesAgree) {
  std::map<std::string, std::string> bodies;
  for (const Native& native : Natives()) bodies[std::string(native.name)] = native.signature;
  EXPECT_GT(bodies.size(), 90u);
  EXPECT_EQ(bodies.size(), Natives().size());
  const auto declared = Declared();
  for (const auto& [name, signature] : bodies) EXPECT_TRUE(declared.contains(name)) << name << " is not declared";
  for (const auto& [name, signature] : declared) EXPECT_EQ(bodies[name], signature) << name;
}

TEST(NativesTest, AreFoundByName) {
  for (const Native& native : Natives()) EXPECT_EQ(FindNative(native.name), &native);
  EXPECT_EQ(FindNative("text.uppe"), nullptr);
  EXPECT_EQ(FindNative(""), nullptr);
}

TEST(NativesTest, ACallIsHeldToItsSignature) {
  using bytecode::CellKind;
  using bytecode::CellType;
  const CellType text{CellKind::Text}, number{CellKind::Number}, date{CellKind::Date};
  const CellType texts{CellKind::List, CellKind::Text}, numbers{CellKind::List, CellKind::Number};
  const auto accepts = [](std::string_view signature, std::vector<CellType> params, CellType result) {
    return Accepts(signature, params, result);
  };
  EXPECT_TRUE(accepts("Text, Number -> Text", {text, number}, text));
  EXPECT_FALSE(accepts("Text, Number -> Text", {text}, text));
  EXPECT_FALSE(accepts("Text, Number -> Text", {text, number, number}, text));
  EXPECT_FALSE(accepts("Text, Number -> Text", {number, text}, text));
  EXPECT_FALSE(accepts("Text, Number -> Text", {text, number}, number));
  EXPECT_TRUE(accepts("-> Date", {}, date));
  EXPECT_FALSE(accepts("-> Date", {date}, date));
  EXPECT_TRUE(accepts("list of T, Number -> T or empty", {texts, number}, text));
  EXPECT_FALSE(accepts("list of T, Number -> T or empty", {texts, number}, number));
  EXPECT_TRUE(accepts("list of T -> list of T", {numbers}, numbers));
  EXPECT_FALSE(accepts("list of T -> list of T", {numbers}, texts));
  EXPECT_FALSE(accepts("list of T -> Number", {number}, number));
}

}  // namespace
}  // namespace lsq::builtins
