// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "runtime/host/clock.h"
#include "runtime/host/random.h"
#include "runtime/host/secrets.h"

namespace lsq::host {
namespace {

TEST(Host, AVirtualClockMovesOnlyForward) {
  VirtualClock clock(time::FromUnixSeconds(100));
  clock.SleepUntil(time::FromUnixSeconds(160));
  clock.SleepUntil(time::FromUnixSeconds(50));
  EXPECT_EQ(clock.Now(), time::FromUnixSeconds(160));
  EXPECT_EQ(clock.MonotonicMicros(), 60 * time::kMicrosPerSecond);
  EXPECT_TRUE(clock.is_virtual());
}

TEST(Host, ARealClockSleepsUntilTheInstant) {
  RealClock clock;
  const time::Instant then = time::PlusMicros(clock.Now(), 2'000);
  const int64_t before = clock.MonotonicMicros();
  clock.SleepUntil(then);
  EXPECT_GE(clock.Now(), then);
  EXPECT_GE(clock.MonotonicMicros(), before + 1'000);
}

TEST(Host, EqualSeedsGiveEqualIds) {
  SeededRandom a(7), b(7), c(8);
  const std::string id = NewId(a, "T");
  EXPECT_EQ(id.size(), 33u);
  EXPECT_EQ(id, NewId(b, "T"));
  EXPECT_NE(id, NewId(c, "T"));
  EXPECT_NE(id, NewId(a, "T"));
}

TEST(Host, SecretsAreFoundByName) {
  std::map<std::string, std::string, std::less<>> known = {{"crm", "s3"}};
  const GivenSecrets secrets(std::move(known));
  EXPECT_EQ(*secrets.Find("crm"), "s3");
  EXPECT_EQ(secrets.Find("other").error().code, "secret_unknown");
}

}  // namespace
}  // namespace lsq::host
