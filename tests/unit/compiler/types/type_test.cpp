// SPDX-License-Identifier: Apache-2.0
#include "compiler/types/type.h"

#include <gtest/gtest.h>

#include <set>

namespace lsq::types {
namespace {

TEST(Type, IsAValue) {
  EXPECT_EQ(kText.Optional().Required(), kText);
  EXPECT_NE(kText.Optional(), kText);
  EXPECT_NE(Text(TextKind::Email), kText);
  EXPECT_TRUE(Text(TextKind::Email).Is(Kind::Text));
}

TEST(NamedTypes, AreFoundByTheirWordsAndBack) {
  std::set<std::string_view> words;
  for (const NamedType& named : NamedTypes()) {
    EXPECT_EQ(FindNamedType(named.word), named.type) << named.word;
    EXPECT_EQ(WordFor(named.type), named.word);
    EXPECT_EQ(WordFor(named.type.Optional()), named.word);
    EXPECT_TRUE(words.insert(named.word).second) << named.word;
  }
  EXPECT_FALSE(FindNamedType("text").has_value());
  EXPECT_EQ(WordFor(Type{Kind::Number, false, 2}), "Number");
  EXPECT_EQ(WordFor(Type{Kind::Shape}), "");
}

TEST(TypeStore, EqualStructuresAreEqualTypes) {
  TypeStore store;
  const Type emails = store.List(Text(TextKind::Email));
  EXPECT_EQ(store.List(Text(TextKind::Email)), emails);
  EXPECT_NE(store.List(kText), emails);
  EXPECT_EQ(store.Element(emails), Text(TextKind::Email));
  const Type shape = store.Shape({{"id", kText}});
  EXPECT_EQ(store.Shape({{"id", kText}}), shape);
  EXPECT_NE(store.Shape({{"id", kText.Optional()}}), shape);
  EXPECT_EQ(store.Members(shape).front().name, "id");
}

TEST(NameKind, HasAWord) {
  EXPECT_EQ(WordFor(NameKind::User), "user");
  EXPECT_EQ(WordFor(NameKind::Form), "form");
}

}  // namespace
}  // namespace lsq::types
