// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

using Names = std::vector<std::string_view>;

TEST(EditDistance, CountsEdits) {
  EXPECT_EQ(EditDistance("", "", 3), 0u);
  EXPECT_EQ(EditDistance("", "abc", 3), 3u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 9), 3u);
  EXPECT_EQ(EditDistance("Saturday", "Sunday", 9), 3u);
  EXPECT_EQ(EditDistance("scoer", "score", 9), 1u);  // a swap is one edit
  EXPECT_EQ(EditDistance("ca", "abc", 9), 3u);       // and is not edited inside
  EXPECT_EQ(EditDistance("CITY", "city", 0), 0u);
  EXPECT_EQ(EditDistance("naïve", "naive", 9), 1u);  // a code point, not its bytes
}

TEST(EditDistance, StopsAtTheLimit) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 3), 3u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 0), 1u);
  EXPECT_EQ(EditDistance("a", "abcdefgh", 2), 3u);
}

// The definition, without a table.
size_t Plain(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::max(a.size(), b.size());
  size_t best = Plain(a.substr(1), b.substr(1)) + (a[0] == b[0] ? 0 : 1);
  best = std::min({best, Plain(a.substr(1), b) + 1, Plain(a, b.substr(1)) + 1});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
    best = std::min(best, Plain(a.substr(2), b.substr(2)) + 1);
  }
  return best;
}

TEST(EditDistance, AgreesWithItsDefinitionAndIsSymmetric) {
  std::mt19937 random(6);
  for (int round = 0; round < 3'000; ++round) {
    std::string a(random() % 6, ' '), b(random() % 6, ' ');
    for (char& c : a) c = static_cast<char>('a' + random() % 3);
    for (char& c : b) c = static_cast<char>('a' + random() % 3);
    const size_t limit = random() % 7;
    ASSERT_EQ(EditDistance(a, b, limit), std::min(Plain(a, b), limit + 1)) << a << ' ' << b << ' ' << limit;
    ASSERT_EQ(EditDistance(a, b, limit), EditDistance(b, a, limit));
  }
}

TEST(Nearest, FindsWhatWasMeant) {
  const Names fields = {"FirstName", "LastName", "mx_City", "mx_Street1", "EmailAddress", "Score", "Phone"};
  EXPECT_EQ(Nearest("mx_Cty", fields), "mx_City");  // C-MM-13
  EXPECT_EQ(Nearest("City", fields), "mx_City");
  EXPECT_EQ(Nearest("city", fields), "mx_City");
  EXPECT_EQ(Nearest("First Name", fields), "FirstName");
  EXPECT_EQ(Nearest("first_name", fields), "FirstName");
  EXPECT_EQ(Nearest("scoer", fields), "Score");
  EXPECT_EQ(Nearest("firstname", fields), "FirstName");  // E-MM-2
  EXPECT_EQ(Nearest("EmailAdress", fields), "EmailAddress");
}

TEST(Nearest, StaysSilentWhenNothingIsNear) {
  const Names fields = {"FirstName", "mx_City", "Ab"};
  EXPECT_EQ(Nearest("Revenue", fields), std::nullopt);
  EXPECT_EQ(Nearest("", fields), std::nullopt);
  EXPECT_EQ(Nearest("x", Names{"y"}), std::nullopt);
  EXPECT_EQ(Nearest("Pune", Names{}), std::nullopt);
  EXPECT_EQ(Nearest("mx_", fields), std::nullopt);
}

TEST(Nearest, DoesNotDependOnTheOrderOfCandidates) {
  Names names = {"Cost", "Cast", "Cest", "Coat"};
  std::sort(names.begin(), names.end());
  do {
    EXPECT_EQ(Nearest("Cist", names), "Cast");
  } while (std::next_permutation(names.begin(), names.end()));
}

}  // namespace
}  // namespace lsq::text
