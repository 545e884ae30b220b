// SPDX-License-Identifier: Apache-2.0
// Where a secret is, and where it is not (C-ACT-5): the store, the trace and the log know its name, the one who sends
// its value.
#include "runtime/value/secret.h"

#include "runtime/connectors/revealing.h"
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

constexpr const char* kHook = R"(automation "Hook" { on new Lead
  do { post to webhook "hook" as reply {
      header "X-Plain" "plain"
      header "X-Key" secret("crm")
      body json """{"city": "@{Lead:mx_City,}"}""" }
    set Lead.Tagline to "@{Saved:reply.id,none}" } })";

TEST(Secrets, StandByNameEverywhereButInWhatIsSentCACT5) {
  Scenario s(kHook);
  s.New("2026-03-02T04:00:00Z", "L1", {{"mx_City", T("Pune")}});
  s.RunUntil("2026-03-02T05:00:00Z");
  ASSERT_EQ(s.connector.attempts.size(), 1u);
  const host::Outgoing& effect = s.connector.attempts[0];
  EXPECT_NE(effect.body.find(R"(["X-Plain","plain"])"), std::string::npos) << effect.body;
  EXPECT_NE(effect.body.find(R"(["X-Key",")" + value::SecretMark("crm") + "\"]"), std::string::npos) << effect.body;
  EXPECT_EQ(s.store->ReadEffect(effect.key).value()->body, effect.body);
  EXPECT_FALSE(value::HoldsSecretMark(s.Trace()));
  EXPECT_EQ(PrintFields(s.Get("Lead", "L1").fields).find("crm"), std::string::npos);

  FakeConnector sender;
  const host::GivenSecrets secrets(std::map<std::string, std::string, std::less<>>{{"crm", "pass\"word"}});
  connectors::Revealing(sender, secrets)->Perform(effect);
  EXPECT_NE(sender.attempts.at(0).body.find(R"(["X-Key","pass\"word"])"), std::string::npos);
  EXPECT_FALSE(value::HoldsSecretMark(sender.attempts[0].body));
}

TEST(Secrets, ATextFromOutsideCannotNameOne) {
  Scenario s(kHook);
  const Incoming event = s.Make("2026-03-02T04:00:00Z", "new", "L1", {{"mx_City", T(value::SecretMark("crm"))}});
  const auto submitted = s.engine().Submit(std::span(&event, 1));
  ASSERT_FALSE(submitted.ok());
  EXPECT_EQ(submitted.error().code, "value_mark");
}

}  // namespace
}  // namespace lsq::engine
