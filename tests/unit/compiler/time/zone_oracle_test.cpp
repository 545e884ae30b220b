// SPDX-License-Identifier: Apache-2.0
// Every zone of the database against two implementations that are not ours: the C library's localtime, asked live, and
// CPython's zoneinfo, whose answers are in zone_vectors.txt.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/time/zone.h"

namespace lsq::time {
namespace {

constexpr int64_t kHour = 3600;

int64_t SecondOf(std::string_view date) {
  return ToCivilSeconds({*ParseDate(date), {0}});
}

// The C library's clock in one zone, until the next one is made.
class LibraryClock {
 public:
  explicit LibraryClock(const std::string& zone) {
    setenv("TZ", zone.c_str(), 1);
    tzset();
  }
  ~LibraryClock() {
    unsetenv("TZ");
    tzset();
  }
  int32_t OffsetAt(int64_t second) const {
    const time_t when = second;
    tm local;
    localtime_r(&when, &local);
    return static_cast<int32_t>(local.tm_gmtoff);
  }
};

// Where the library's offset changes in [begin, end), found without looking into our tables.
std::vector<int64_t> ChangesOf(const LibraryClock& clock, int64_t begin, int64_t end) {
  constexpr int64_t kStep = 7 * 24 * kHour;  // any two changes within a week differ from a week's net change of zero
  std::vector<int64_t> changes;
  for (int64_t from = begin; from < end; from += kStep) {
    int64_t low = from;
    int64_t high = from + kStep;
    if (clock.OffsetAt(low) == clock.OffsetAt(high)) continue;
    const int32_t before = clock.OffsetAt(low);
    while (high - low > 1) {
      const int64_t middle = low + (high - low) / 2;
      (clock.OffsetAt(middle) == before ? low : high) = middle;
    }
    changes.push_back(high);
  }
  return changes;
}

// Returns how many changes there were.
size_t CheckAroundEveryChange(const Zone& zone, int64_t begin, int64_t end) {
  const LibraryClock clock{zone.name()};
  const std::vector<int64_t> changes = ChangesOf(clock, begin, end);
  for (int64_t at : changes) {
    for (int64_t second : {at - kHour, at - 1, at, at + 1, at + kHour}) {
      EXPECT_EQ(zone.OffsetAt(FromUnixSeconds(second)), clock.OffsetAt(second))
          << zone.name() << " " << ToString(FromUnixSeconds(second));
    }
  }
  return changes.size();
}

TEST(ZoneOracle, OffsetsAgreeWithTheLibraryAroundEveryChange) {
  const TzData tz = BuiltinTzData();
  size_t changes = 0;
  for (std::string_view name : tz.ZoneNames()) {
    const Zone zone = *tz.Find(name);
    changes += CheckAroundEveryChange(zone, SecondOf("2015-01-01"), SecondOf("2041-01-01"));
    changes += CheckAroundEveryChange(zone, SecondOf("2095-01-01"), SecondOf("2106-01-01"));  // listed, then computed
  }
  EXPECT_GT(changes, 14'000u);
}

TEST(ZoneOracle, OffsetsAgreeWithTheLibraryFrom1850To2400) {
  const TzData tz = BuiltinTzData();
  constexpr int64_t kStep = 71 * 24 * kHour + 4321;  // not a whole number of days, weeks or years
  for (std::string_view name : tz.ZoneNames()) {
    const Zone zone = *tz.Find(name);
    const LibraryClock clock{std::string(name)};
    for (int64_t second = SecondOf("1850-01-01"); second < SecondOf("2400-01-01"); second += kStep) {
      ASSERT_EQ(zone.OffsetAt(FromUnixSeconds(second)), clock.OffsetAt(second))
          << name << " " << ToString(FromUnixSeconds(second));
    }
  }
}

struct VectorRow {
  int64_t at, before, after;
  int64_t resolved[5];
};

void CheckRow(const Zone& zone, const VectorRow& row) {
  EXPECT_EQ(zone.OffsetAt(FromUnixSeconds(row.at - 1)), row.before) << zone.name() << " " << row.at;
  EXPECT_EQ(zone.OffsetAt(FromUnixSeconds(row.at)), row.after) << zone.name() << " " << row.at;
  const int64_t first = row.at + std::min(row.before, row.after);
  const int64_t last = row.at + std::max(row.before, row.after);
  const int64_t points[5] = {first - 1, first, (first + last) / 2, last - 1, last};
  const LocalKind inside = row.before < row.after ? LocalKind::kGap : LocalKind::kOverlap;
  const LocalKind kinds[5] = {LocalKind::kUnique, inside, inside, inside, LocalKind::kUnique};
  for (int i = 0; i < 5; ++i) {
    const Resolution resolution = zone.Resolve(FromCivilSeconds(points[i]));
    EXPECT_EQ(ToUnixSeconds(resolution.instant) - row.at, row.resolved[i]) << zone.name() << " " << row.at << " #" << i;
    EXPECT_EQ(resolution.kind, kinds[i]) << zone.name() << " " << row.at << " #" << i;
  }
}

// The vectors may be of another version of the database than the machine's: a change that the C library does not know
// any more is passed over, but most must still be there.
TEST(ZoneOracle, LocalTimesResolveLikeZoneinfo_C_WAIT_5_C_WAIT_6) {
  std::ifstream in(LSQ_SOURCE_DIR "/tests/unit/compiler/time/zone_vectors.txt");
  const TzData tz = BuiltinTzData();
  std::string line;
  ASSERT_TRUE(std::getline(in, line)) << "zone_vectors.txt is missing";
  Zone zone;
  std::optional<LibraryClock> clock;
  size_t checked = 0;
  while (std::getline(in, line)) {
    if (line.starts_with("= ")) {
      zone = *tz.Find(line.substr(2));
      clock.emplace(zone.name());
      continue;
    }
    std::istringstream fields(line);
    VectorRow row;
    fields >> row.at >> row.before >> row.after;
    for (int64_t& resolved : row.resolved) fields >> resolved;
    ASSERT_TRUE(fields) << line;
    if (clock->OffsetAt(row.at - 1) != row.before || clock->OffsetAt(row.at) != row.after) continue;
    CheckRow(zone, row);
    ++checked;
  }
  EXPECT_GT(checked, 6'000u);
}

// Laws of every local time, also where no vector stands: what is resolved reads back, or lies in a gap and reads later
// by the length of the gap; `reached` is the first instant at which the clock shows that time or a later one.
TEST(ZoneLaws, ResolveAndToLocalAgree) {
  const TzData tz = BuiltinTzData();
  constexpr int64_t kStep = 17 * 24 * kHour + 1801;
  for (std::string_view name : tz.ZoneNames()) {
    const Zone zone = *tz.Find(name);
    for (int64_t local = SecondOf("1990-01-01"); local < SecondOf("2070-01-01"); local += kStep) {
      const Resolution resolution = zone.Resolve(FromCivilSeconds(local));
      const int64_t shown = ToCivilSeconds(zone.ToLocal(resolution.instant));
      if (resolution.kind != LocalKind::kGap) {
        ASSERT_EQ(shown, local) << name;
      } else {
        const int64_t gap = zone.OffsetAt(resolution.reached) - zone.OffsetAt(PlusSeconds(resolution.reached, -1));
        ASSERT_EQ(shown, local + gap) << name;
      }
      ASSERT_GE(ToCivilSeconds(zone.ToLocal(resolution.reached)), local) << name;
      ASSERT_LT(ToCivilSeconds(zone.ToLocal(PlusSeconds(resolution.reached, -1))), local) << name;
    }
  }
}

}  // namespace
}  // namespace lsq::time
