// SPDX-License-Identifier: Apache-2.0
// What an engine asks of its host: to perform effects, to find secrets; and what the host may ask of it: to stop, to
// keep two projects apart.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "runtime/api/lsq.hpp"

namespace {

using lsq::embed::Engine;
using lsq::embed::Failure;
using lsq::embed::Project;
using lsq::embed::TextOf;
using lsq::embed::ViewOf;

constexpr const char* kProject = R"lsq(language 2026
use std.crm
account timezone "Asia/Kolkata"
webhook "hook"
automation "Tell" {
  on new Lead
  do { post to webhook "hook" { header "X-Key" secret("crm") } }
}
)lsq";
constexpr const char* kEvent = R"({"id":"1","type":"new","at":"2026-03-06T10:00:00Z","entity":"Lead","record":"L1"})";

Project Compiled() {
  return Project(std::vector<lsq::embed::SourceText>{{"tell.lsq", kProject}});
}

// The embedding program: remembers what left, and knows one secret.
struct Host {
  std::vector<std::string> bodies;
  Engine* stops = nullptr;

  static lsq_effect_state Perform(void* user, const lsq_effect* effect, lsq_text*, lsq_text*) {
    Host& host = *static_cast<Host*>(user);
    host.bodies.emplace_back(ViewOf(effect->body));
    if (host.stops != nullptr) host.stops->Stop();
    return LSQ_EFFECT_DONE;
  }
  static int FindSecret(void*, lsq_text name, lsq_text* secret) {
    if (ViewOf(name) != "crm") return 0;
    *secret = TextOf("hunter2");
    return 1;
  }
  lsq_engine_options Options() {
    lsq_engine_options options{};
    options.virtual_clock = 1;
    options.perform = Perform;
    options.find_secret = FindSecret;
    options.user = this;
    return options;
  }
};

std::string TraceOf(Engine& engine) {
  std::string trace;
  engine.Trace(0, [&](uint64_t, std::string_view line) {
    trace += std::string(line) + "\n";
    return true;
  });
  return trace;
}

TEST(ApiHostTest, ASecretIsInWhatLeavesAndNowhereElse) {
  const Project project = Compiled();
  ASSERT_TRUE(project.ok()) << project.Diagnostics(LSQ_FORMAT_TEXT, false);
  Host host;
  Engine engine(project, host.Options());
  engine.RunUntil(engine.SubmitLines("test", kEvent, false, {}).last);
  ASSERT_EQ(host.bodies.size(), 1u);
  EXPECT_NE(host.bodies[0].find(R"(["X-Key","hunter2"])"), std::string::npos) << host.bodies[0];
  EXPECT_EQ(TraceOf(engine).find("hunter2"), std::string::npos);
}

TEST(ApiHostTest, ASecretThatNobodyKnowsFailsTheStep) {
  const Project project = Compiled();
  Host host;
  lsq_engine_options options = host.Options();
  options.find_secret = nullptr;
  Engine engine(project, options);
  engine.RunUntil(engine.SubmitLines("test", kEvent, false, {}).last);
  EXPECT_TRUE(host.bodies.empty());
  EXPECT_NE(TraceOf(engine).find("F_SECRET_UNKNOWN"), std::string::npos);
}

TEST(ApiHostTest, AnEngineThatIsAskedToStopReturnsEarly) {
  const Project project = Compiled();
  Host host;
  Engine engine(project, host.Options());
  host.stops = &engine;
  const int64_t last = engine.SubmitLines("test", kEvent, false, {}).last;
  engine.RunUntil(last + 3'600'000'000);
  EXPECT_EQ(host.bodies.size(), 1u);
  EXPECT_EQ(engine.now(), last);  // short of what was asked for
}

TEST(ApiHostTest, AStoreKnowsItsProject) {
  const auto folder = std::filesystem::temp_directory_path() / ("lsq_owner_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = folder / "store.lsqdb";
  const Project project = Compiled();
  const auto open = [&](const char* name, bool adopt) {
    Host host;
    lsq_engine_options options = host.Options();
    options.store_path = TextOf(path);
    options.project_name = TextOf(name);
    options.adopt_store = adopt ? 1 : 0;
    try {
      Engine engine(project, options);
    } catch (const Failure& failure) {
      return failure.code();
    }
    return std::string("opened");
  };
  EXPECT_EQ(open("crm", false), "opened");
  EXPECT_EQ(open("crm", false), "opened");
  EXPECT_EQ(open("shop", false), "other_project");
  EXPECT_EQ(open("", false), "opened");
  EXPECT_EQ(open("shop", true), "opened");
  EXPECT_EQ(open("crm", false), "other_project");
  std::filesystem::remove_all(folder);
}

}  // namespace
