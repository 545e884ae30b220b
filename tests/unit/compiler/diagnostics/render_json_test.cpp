// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/render_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/render_sarif.h"

namespace lsq::diagnostics {
namespace {

using Json = nlohmann::ordered_json;

constexpr Kind kNested{3001, "MergeNested", Severity::Error, "E_MERGE_NESTED", "a merge stands in `{}`"};

struct Sample {
  source::Files files;
  std::vector<Diagnostic> diagnostics;
  Sample() {
    const auto id = files.Add("dir name/é.lsq", "é @{a}\nb");
    const source::Location at{id, {3, 7}};
    diagnostics.push_back({&kNested,
                           {"x\xFF"},
                           {at, "here"},
                           {{{id, {8, 9}}, "outer"}},
                           {"why"},
                           {{"drop it", {{at, ""}, {{id, {9, 9}}, "\n"}}}}});
    diagnostics.push_back({&kNested, {"y"}, {}, {}, {}, {}});
  }
};

TEST(RenderJson, HasEveryFieldInOrder) {
  const Sample sample;
  const Json json = Json::parse(RenderJson(sample.diagnostics, sample.files));
  const Json& d = json["diagnostics"][0];
  std::string keys;
  for (const auto& item : d.items()) keys += item.key() + " ";
  EXPECT_EQ(keys, "code name kind severity message file range label labels notes fixes ");
  EXPECT_EQ(d["code"], "LSQ3001");
  EXPECT_EQ(d["name"], "E_MERGE_NESTED");
  EXPECT_EQ(d["kind"], "MergeNested");
  EXPECT_EQ(d["severity"], "error");
  EXPECT_EQ(d["message"], "a merge stands in `x\uFFFD`");
  EXPECT_EQ(d["file"], "dir name/é.lsq");
  EXPECT_EQ(d["range"].dump(), R"({"start":{"line":1,"column":3,"offset":3},"end":{"line":1,"column":7,"offset":7}})");
  EXPECT_EQ(d["label"], "here");
  EXPECT_EQ(d["labels"][0]["text"], "outer");
  EXPECT_EQ(d["labels"][0]["range"]["start"]["line"], 2);
  EXPECT_EQ(d["notes"].dump(), R"(["why"])");
  EXPECT_EQ(d["fixes"][0]["title"], "drop it");
  EXPECT_EQ(d["fixes"][0]["edits"][1]["replacement"], "\n");
  EXPECT_EQ(json["summary"].dump(), R"({"errors":2,"warnings":0,"notes":0,"files":1})");
}

TEST(RenderJson, ADiagnosticWithoutAPlaceHasNulls) {
  const Sample sample;
  const Json json = Json::parse(RenderJson(sample.diagnostics, sample.files));
  EXPECT_TRUE(json["diagnostics"][1]["file"].is_null());
  EXPECT_TRUE(json["diagnostics"][1]["range"].is_null());
}

TEST(RenderJson, IsOneDocumentEvenForNothing) {
  const source::Files files;
  EXPECT_EQ(RenderJson({}, files, -1),
            "{\"diagnostics\":[],\"summary\":{\"errors\":0,\"warnings\":0,\"notes\":0,\"files\":0}}\n");
}

// The properties that the SARIF 2.1.0 schema requires of the objects we write.
TEST(RenderJson, AMillionMistakesAreCountedButNotListed) {
  Sample sample;
  sample.diagnostics.resize(kMostListed + 3, sample.diagnostics[1]);
  const Json json = Json::parse(RenderJson(sample.diagnostics, sample.files));
  EXPECT_EQ(json["diagnostics"].size(), kMostListed);
  EXPECT_EQ(json["summary"]["errors"], kMostListed + 3);
  EXPECT_EQ(json["summary"]["left_out"], 3);
  const Json run = Json::parse(RenderSarif(sample.diagnostics, sample.files, "1.0"))["runs"][0];
  EXPECT_EQ(run["results"].size(), kMostListed);
  const Json& notification = run["invocations"][0]["toolExecutionNotifications"][0];
  EXPECT_EQ(notification["message"]["text"], "3 more results are left out");
}

TEST(RenderSarif, HasTheRequiredProperties) {
  const Sample sample;
  const Json log = Json::parse(RenderSarif(sample.diagnostics, sample.files, "0.1.0"));
  EXPECT_EQ(log["version"], "2.1.0");
  ASSERT_EQ(log["runs"].size(), 1u);
  const Json& run = log["runs"][0];
  const Json& driver = run["tool"]["driver"];
  EXPECT_EQ(driver["name"], "lsq");
  ASSERT_EQ(driver["rules"].size(), 1u);
  EXPECT_EQ(driver["rules"][0]["id"], "LSQ3001");
  EXPECT_TRUE(driver["rules"][0]["shortDescription"]["text"].is_string());
  EXPECT_EQ(driver["rules"][0]["defaultConfiguration"]["level"], "error");
  ASSERT_EQ(run["results"].size(), 2u);
  for (const Json& result : run["results"]) {
    EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
    EXPECT_EQ(driver["rules"][result["ruleIndex"].get<size_t>()]["id"], result["ruleId"]);
    EXPECT_EQ(result["level"], "error");
  }
}

TEST(RenderSarif, PlacesAndFixes) {
  const Sample sample;
  const Json log = Json::parse(RenderSarif(sample.diagnostics, sample.files, "0.1.0"));
  const Json& result = log["runs"][0]["results"][0];
  const Json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "dir%20name/%C3%A9.lsq");
  EXPECT_EQ(place["region"]["startLine"], 1);
  EXPECT_EQ(place["region"]["startColumn"], 3);
  EXPECT_EQ(place["region"]["endColumn"], 7);
  EXPECT_EQ(result["relatedLocations"][0]["message"]["text"], "outer");
  const Json& change = result["fixes"][0]["artifactChanges"][0];
  ASSERT_EQ(change["replacements"].size(), 2u);
  EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "");
  EXPECT_EQ(change["replacements"][0]["deletedRegion"]["byteLength"], 4);
  EXPECT_TRUE(log["runs"][0]["results"][1]["locations"].empty());
  EXPECT_FALSE(log["runs"][0]["results"][1].contains("fixes"));
}

}  // namespace
}  // namespace lsq::diagnostics
