// SPDX-License-Identifier: Apache-2.0
// What a killed process leaves of a SQLite store: after every step of a scenario the files are copied as they are, some
// of it not yet committed, and an engine that is opened on the copy ends as the undisturbed one does.
#include <unistd.h>

#include <filesystem>
#include <set>

#include "runtime/store_sqlite/sqlite_store.h"
#include "tests/unit/runtime/engine/crash_scenario.h"

namespace lsq::engine {
namespace {

namespace fs = std::filesystem;

class CrashImage : public testing::TestWithParam<uint32_t> {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("lsq_images_" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::unique_ptr<Scenario> OnFile(const std::string& name) {
    auto scenario = std::make_unique<Scenario>(kProject);
    scenario->group = GetParam();
    auto opened = store_sqlite::Open({folder_ / name, "main"});
    EXPECT_TRUE(opened.ok()) << name;
    if (opened.ok()) scenario->Use(std::move(*opened));
    return scenario;
  }

  // The files of the store as they are at this moment, and the effects that have left.
  struct Image {
    std::string name;
    std::vector<host::Outgoing> effects;
  };
  Image Copy(const Scenario& s, size_t number) {
    const std::string name = "image" + std::to_string(number);
    fs::copy_file(folder_ / "store", folder_ / name);
    fs::copy_file(folder_ / "store-wal", folder_ / (name + "-wal"));
    return {name, s.connector.attempts};
  }

  // As RunUntil, with a copy behind every step.
  std::vector<Image> Drive(Scenario& s) {
    std::vector<Image> images;
    while (true) {
      const auto worked = s.engine().Step();
      EXPECT_TRUE(worked.ok());
      if (!worked.ok()) return images;
      images.push_back(Copy(s, images.size()));
      if (*worked) continue;
      const auto next = s.engine().NextInstant();
      if (!next.ok() || !*next || **next > At(kEnd)) break;
      s.clock().SleepUntil(**next);
    }
    EXPECT_TRUE(s.engine().RunUntil(At(kEnd)).ok());
    return images;
  }

  static std::set<std::string> KeysOf(const std::vector<host::Outgoing>& effects) {
    std::set<std::string> keys;
    for (const host::Outgoing& effect : effects) keys.insert(effect.key + effect.body + time::ToString(effect.at));
    return keys;
  }

  fs::path folder_;
};
INSTANTIATE_TEST_SUITE_P(Groups, CrashImage, testing::Values(1u, 5u, Options{}.group));

TEST_P(CrashImage, EveryImageGoesOnToTheSameEnd) {
  auto undisturbed = OnFile("store");
  const std::vector<Incoming> events = EventsOf(*undisturbed);
  ASSERT_TRUE(undisturbed->engine().Submit(events).ok());
  const std::vector<Image> images = Drive(*undisturbed);
  ASSERT_GT(images.size(), 30u);
  const std::string expected = undisturbed->Trace();
  for (const Image& image : images) {
    SCOPED_TRACE(image.name);
    auto after = OnFile(image.name);
    ASSERT_TRUE(after->open());
    after->connector.attempts = image.effects;
    ASSERT_TRUE(after->engine().Submit(events).ok());
    after->RunUntil(kEnd);
    ASSERT_EQ(after->Trace(), expected);
    EXPECT_EQ(KeysOf(after->connector.attempts), KeysOf(undisturbed->connector.attempts));
    EXPECT_TRUE(after->store->CheckIntegrity()->empty());
  }
}

}  // namespace
}  // namespace lsq::engine
