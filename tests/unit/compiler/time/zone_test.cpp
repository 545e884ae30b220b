// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/zone.h"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/time/zone_rules.h"

namespace lsq::time {
namespace {

Zone Find(std::string_view name) {
  return *BuiltinTzData().Find(name);
}

Resolution Resolve(std::string_view zone, std::string_view local) {
  return Find(zone).Resolve(*ParseLocalDateTime(local));
}

std::string InstantOf(std::string_view zone, std::string_view local) {
  return ToString(Resolve(zone, local).instant);
}

std::string LocalOf(std::string_view zone, std::string_view instant) {
  return ToString(Find(zone).ToLocal(*ParseInstant(instant)));
}

TEST(TzData, KnowsItsVersion) {
  const std::string version(BuiltinTzData().version());
  ASSERT_GE(version.size(), 5u);
  EXPECT_TRUE(version.starts_with("20")) << version;
}

TEST(TzData, EveryZoneDecodes) {
  const TzData tz = BuiltinTzData();
  EXPECT_GT(tz.ZoneNames().size(), 500u);
  for (std::string_view name : tz.ZoneNames()) EXPECT_TRUE(tz.Find(name).ok()) << name;
}

TEST(TzData, StaysUnderHalfAMegabyte) {
  EXPECT_LT(BuiltinTzData().size_bytes(), 500'000u);
}

TEST(Zone, DefaultIsUtc) {
  EXPECT_EQ(Zone().name(), "UTC");
  EXPECT_EQ(Zone().OffsetAt(kMaxInstant), 0);
  EXPECT_EQ(Zone().Resolve(kMissingSentinel).instant, kMinInstant);
}

TEST(Zone, NamesAreCaseSensitiveAndLinksKeepTheirs_C_WAIT_14) {
  EXPECT_EQ(Find("Asia/Calcutta").name(), "Asia/Calcutta");
  EXPECT_EQ(InstantOf("Asia/Calcutta", "2026-03-06 22:50"), InstantOf("Asia/Kolkata", "2026-03-06 22:50"));
  EXPECT_EQ(BuiltinTzData().Find("asia/kolkata").error().code, "zone_unknown");
  EXPECT_EQ(BuiltinTzData().Find("Foo").error().code, "zone_unknown");
  EXPECT_EQ(BuiltinTzData().Find("").error().code, "zone_unknown");
  EXPECT_EQ(BuiltinTzData().Find("posix/Asia/Kolkata").error().code, "zone_unknown");
}

TEST(Zone, FixedOffsetsAreNoZones_E_TIME_2) {
  for (std::string_view name : {"+05:30", "UTC+5", "GMT+05:30", "-0800", "Z"}) {
    EXPECT_EQ(BuiltinTzData().Find(name).error().code, "zone_unknown") << name;
  }
}

TEST(Zone, WindowsNamesBecomeIanaNames_C_WAIT_14) {
  EXPECT_EQ(Find("India Standard Time").name(), "Asia/Kolkata");
  EXPECT_EQ(Find("Eastern Standard Time").name(), "America/New_York");
  EXPECT_EQ(Find("AUS Eastern Standard Time").name(), "Australia/Sydney");
  EXPECT_EQ(Find("Yukon Standard Time").name(), "America/Whitehorse");
  EXPECT_EQ(Find("UTC-11").name(), "Etc/GMT+11");
  EXPECT_FALSE(IanaNameOfWindowsZone("india standard time"));
  EXPECT_FALSE(IanaNameOfWindowsZone("Asia/Kolkata"));
}

TEST(Zone, EveryWindowsNameIsFoundAndLeadsToAZone_C_WAIT_14) {
  EXPECT_GT(WindowsZones().size(), 130u);
  const TzData tz = BuiltinTzData();
  for (const WindowsZone& row : WindowsZones()) {
    ASSERT_TRUE(tz.Find(row.windows).ok()) << row.windows;
    EXPECT_EQ(tz.Find(row.windows)->name(), row.iana);
  }
}

TEST(Zone, GapShiftsForward_C_WAIT_5) {
  EXPECT_EQ(InstantOf("America/New_York", "2026-03-08 02:30"), "2026-03-08T07:30:00Z");
  EXPECT_EQ(LocalOf("America/New_York", "2026-03-08T07:30:00Z"), "2026-03-08 03:30:00");
  EXPECT_EQ(InstantOf("Australia/Lord_Howe", "2026-10-04 02:15"), InstantOf("Australia/Lord_Howe", "2026-10-04 02:45"));
  EXPECT_EQ(InstantOf("Europe/London", "2026-03-29 01:30"), "2026-03-29T01:30:00Z");
  EXPECT_EQ(LocalOf("Europe/London", "2026-03-29T01:30:00Z"), "2026-03-29 02:30:00");
  EXPECT_EQ(Resolve("America/New_York", "2026-03-08 02:30").kind, LocalKind::kGap);
  EXPECT_EQ(ToString(Resolve("America/New_York", "2026-03-08 02:30").reached), "2026-03-08T07:00:00Z");
}

TEST(Zone, GapIsHalfOpen) {
  EXPECT_EQ(Resolve("America/New_York", "2026-03-08 01:59:59").kind, LocalKind::kUnique);
  EXPECT_EQ(Resolve("America/New_York", "2026-03-08 02:00").kind, LocalKind::kGap);
  EXPECT_EQ(Resolve("America/New_York", "2026-03-08 02:59:59").kind, LocalKind::kGap);
  EXPECT_EQ(Resolve("America/New_York", "2026-03-08 03:00").kind, LocalKind::kUnique);
}

TEST(Zone, OverlapTakesTheFirst_C_WAIT_6) {
  EXPECT_EQ(InstantOf("America/New_York", "2026-11-01 01:30"), "2026-11-01T05:30:00Z");
  EXPECT_EQ(Resolve("America/New_York", "2026-11-01 00:59:59").kind, LocalKind::kUnique);
  EXPECT_EQ(Resolve("America/New_York", "2026-11-01 01:00").kind, LocalKind::kOverlap);
  EXPECT_EQ(Resolve("America/New_York", "2026-11-01 01:59:59").kind, LocalKind::kOverlap);
  EXPECT_EQ(Resolve("America/New_York", "2026-11-01 02:00").kind, LocalKind::kUnique);
}

TEST(Zone, ADayThatWasSkippedIsAGapOfADay_E_SCH_4) {
  EXPECT_EQ(Resolve("Pacific/Apia", "2011-12-30 09:00").kind, LocalKind::kGap);
  EXPECT_EQ(InstantOf("Pacific/Apia", "2011-12-30 09:00"), InstantOf("Pacific/Apia", "2011-12-31 09:00"));
  EXPECT_EQ(ToString(Resolve("Pacific/Apia", "2011-12-30 09:00").reached),
            InstantOf("Pacific/Apia", "2011-12-31 00:00"));
}

TEST(Zone, MidnightGap) {
  EXPECT_EQ(LocalOf("Africa/Cairo", InstantOf("Africa/Cairo", "2026-04-24 00:00")), "2026-04-24 01:00:00");
}

TEST(Zone, FarFutureFollowsTheFooter) {
  EXPECT_EQ(LocalOf("America/New_York", "2060-07-01T16:00:00Z"), "2060-07-01 12:00:00");
  EXPECT_EQ(LocalOf("America/New_York", "2060-01-01T17:00:00Z"), "2060-01-01 12:00:00");
  EXPECT_EQ(LocalOf("Europe/London", "2061-07-01T12:00:00Z"), "2061-07-01 13:00:00");
  EXPECT_EQ(LocalOf("Australia/Lord_Howe", "2060-01-01T00:00:00Z"), "2060-01-01 11:00:00");
  EXPECT_EQ(LocalOf("Australia/Lord_Howe", "2060-07-01T00:00:00Z"), "2060-07-01 10:30:00");
  EXPECT_EQ(LocalOf("Asia/Kolkata", "9999-12-31T00:00:00Z"), "9999-12-31 05:30:00");
  EXPECT_EQ(InstantOf("America/New_York", "2060-03-14 02:30"), "2060-03-14T07:30:00Z");
}

TEST(Zone, TotalOverEveryInstant) {
  const Zone zone = Find("America/New_York");
  EXPECT_EQ(zone.OffsetAt({std::numeric_limits<int64_t>::min()}), -17762);  // local mean time
  const int32_t last = zone.OffsetAt({std::numeric_limits<int64_t>::max()});
  EXPECT_TRUE(last == -5 * 3600 || last == -4 * 3600);
}

TEST(PosixTz, ReadsEveryKindOfRule) {
  const auto new_york = ParsePosixTz("EST5EDT,M3.2.0,M11.1.0");
  ASSERT_TRUE(new_york);
  const auto changes = ChangesInYear(*new_york, 2060);
  EXPECT_EQ(ToString(FromUnixSeconds(changes[0].at)), "2060-03-14T07:00:00Z");
  EXPECT_EQ(ToString(FromUnixSeconds(changes[1].at)), "2060-11-07T06:00:00Z");

  const auto julian = ParsePosixTz("AAA0BBB,J60/0,J365/23");  // J60 is 1 March in every year
  ASSERT_TRUE(julian);
  EXPECT_EQ(ToString(FromUnixSeconds(ChangesInYear(*julian, 2024)[0].at)), "2024-03-01T00:00:00Z");
  EXPECT_EQ(ToString(FromUnixSeconds(ChangesInYear(*julian, 2023)[0].at)), "2023-03-01T00:00:00Z");

  const auto zero_based = ParsePosixTz("AAA0BBB,59/0,300/0");  // day 59 is 29 February in leap years
  ASSERT_TRUE(zero_based);
  EXPECT_EQ(ToString(FromUnixSeconds(ChangesInYear(*zero_based, 2024)[0].at)), "2024-02-29T00:00:00Z");

  const auto nuuk = ParsePosixTz("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");  // hours before the day
  ASSERT_TRUE(nuuk);
  EXPECT_EQ(ToString(FromUnixSeconds(ChangesInYear(*nuuk, 2026)[0].at)), "2026-03-29T01:00:00Z");

  const auto fixed = ParsePosixTz("<+0530>-5:30");
  ASSERT_TRUE(fixed);
  EXPECT_EQ(fixed->standard_offset, 19'800);
  EXPECT_FALSE(fixed->has_daylight);
}

TEST(PosixTz, RefusesMalformedRules) {
  for (std::string_view text :
       {"", "E5", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST25", "EST5EDT,M3.2.0,M11.1.0,",
        "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,J0,J1", "<+0", "EST5:60", "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,366,1"}) {
    EXPECT_FALSE(ParsePosixTz(text)) << text;
  }
}

// A hand-made TZif file: one 64-bit block with the given transitions to types, and a footer.
std::string Tzif(const std::vector<std::pair<int64_t, uint8_t>>& transitions, const std::vector<int32_t>& types,
                 std::string_view footer, uint32_t leaps = 0) {
  const auto big = [](uint64_t value, int bytes) {
    std::string text;
    for (int i = bytes; i-- > 0;) text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
  };
  std::string file = "TZif2" + std::string(39, '\0') + "TZif2" + std::string(15, '\0');
  file += big(0, 4) + big(0, 4) + big(leaps, 4) + big(transitions.size(), 4) + big(types.size(), 4) + big(1, 4);
  for (const auto& [at, type] : transitions) file += big(static_cast<uint64_t>(at), 8);
  for (const auto& [at, type] : transitions) file += static_cast<char>(type);
  for (int32_t offset : types) file += big(static_cast<uint32_t>(offset), 4) + std::string(2, '\0');
  file += std::string(1, '\0') + std::string(leaps * 12, '\0');
  return file + "\n" + std::string(footer) + "\n";
}

TEST(DecodeTzif, ReadsTransitionsAndFooter) {
  const auto rules = DecodeTzif("X", Tzif({{0, 1}, {100, 0}}, {3600, 7200}, "AAA-1"));
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  EXPECT_EQ(rules->SpanAt(-1).offset, 3600);
  EXPECT_EQ(rules->SpanAt(0).offset, 7200);
  EXPECT_EQ(rules->SpanAt(99).end, 100);
  EXPECT_EQ(rules->SpanAt(100).offset, 3600);
}

TEST(DecodeTzif, TheFooterBeginsAtTheLastTransitionEvenIfThatChangesNothing) {
  const auto rules = DecodeTzif("X", Tzif({{0, 1}, {1'000'000'000, 1}}, {0, 3600}, "AAA0BBB,M3.2.0,M11.1.0"));
  ASSERT_TRUE(rules.ok());
  EXPECT_EQ(rules->SpanAt(900'000'000).offset, 3600);
  EXPECT_EQ(rules->SpanAt(900'000'000).end, 1'000'000'000);
  EXPECT_EQ(rules->SpanAt(1'010'000'000).offset, 0);  // January 2002
}

TEST(DecodeTzif, RefusesBrokenFiles) {
  const std::string good = Tzif({{0, 1}}, {0, 3600}, "AAA0");
  ASSERT_TRUE(DecodeTzif("X", good).ok());
  for (size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(DecodeTzif("X", good.substr(0, length)).ok()) << length;
  }
  EXPECT_FALSE(DecodeTzif("X", Tzif({{0, 2}}, {0, 3600}, "AAA0")).ok()) << "type out of range";
  EXPECT_FALSE(DecodeTzif("X", Tzif({{5, 0}, {5, 1}}, {0, 3600}, "AAA0")).ok()) << "not in order";
  EXPECT_FALSE(DecodeTzif("X", Tzif({}, {}, "AAA0")).ok()) << "no types";
  EXPECT_FALSE(DecodeTzif("X", Tzif({}, {100'000}, "AAA0")).ok()) << "offset of more than a day";
  EXPECT_FALSE(DecodeTzif("X", Tzif({}, {0}, "AAA")).ok()) << "footer";
  EXPECT_FALSE(DecodeTzif("X", Tzif({}, {0}, "AAA0", 1)).ok()) << "leap seconds";
}

TEST(PackTzData, RoundTripsAndSharesLinks) {
  const std::string a = Tzif({{0, 1}}, {0, 3600}, "AAA-1");
  const std::string b = Tzif({}, {7200}, "BBB-2");
  const std::string one = *PackTzData("2099z", {{"A/One", a}});
  const std::string packed = *PackTzData("2099z", {{"A/One", a}, {"A/Two", a}, {"B", b}});
  EXPECT_LT(packed.size(), one.size() + b.size() + 2 * 16 + 10);
  const auto tz = TzData::FromBytes(packed);
  ASSERT_TRUE(tz.ok());
  EXPECT_EQ(tz->version(), "2099z");
  EXPECT_EQ(tz->ZoneNames(), (std::vector<std::string_view>{"A/One", "A/Two", "B"}));
  EXPECT_EQ(tz->Find("A/Two")->OffsetAt(FromUnixSeconds(1)), 3600);
  EXPECT_EQ(tz->Find("B")->OffsetAt(FromUnixSeconds(1)), 7200);
  EXPECT_FALSE(tz->Find("A").ok());
}

TEST(PackTzData, AZoneOutlivesItsDatabase) {
  std::optional<TzData> tz = *TzData::FromBytes(*PackTzData("v", {{"A", Tzif({}, {60}, "")}}));
  const Zone zone = *tz->Find("A");
  tz.reset();
  EXPECT_EQ(zone.OffsetAt({}), 60);
}

TEST(PackTzData, RefusesOtherBytes) {
  EXPECT_EQ(PackTzData("v", {{"A", "no"}}).error().code, "tz_data");
  const std::string packed = *PackTzData("v", {{"A", Tzif({}, {60}, "")}});
  for (size_t length = 0; length < packed.size(); ++length) {
    EXPECT_FALSE(TzData::FromBytes(packed.substr(0, length)).ok()) << length;
  }
}

}  // namespace
}  // namespace lsq::time
