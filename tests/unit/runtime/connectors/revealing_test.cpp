// SPDX-License-Identifier: Apache-2.0
#include "runtime/connectors/revealing.h"

#include <gtest/gtest.h>

#include "runtime/value/secret.h"

namespace lsq::connectors {
namespace {

class Sender final : public host::Connector {
 public:
  host::Outcome Perform(const host::Outgoing& effect) override {
    sent.push_back(effect);
    return {host::Outcome::State::Done, "ok", ""};
  }
  std::vector<host::Outgoing> sent;
};

using Values = std::map<std::string, std::string, std::less<>>;
const host::GivenSecrets kSecrets(Values{{"crm", "p\"w\\d"}});

TEST(Revealing, ASecretStandsInWhatIsSentAsJson) {
  Sender sender;
  const auto connector = Revealing(sender, kSecrets);
  const std::string body = R"({"headers":[["X-Key","Bearer )" + value::SecretMark("crm") + R"("]],"n":1.50})";
  EXPECT_EQ(connector->Perform({"k", "call_webhook", body, 2, time::Instant{9}}).reply, "ok");
  ASSERT_EQ(sender.sent.size(), 1u);
  EXPECT_EQ(sender.sent[0].body, R"({"headers":[["X-Key","Bearer p\"w\\d"]],"n":1.50})");
  EXPECT_EQ(sender.sent[0].key, "k");
  EXPECT_EQ(sender.sent[0].attempt, 2u);
}

TEST(Revealing, ABodyWithoutSecretsIsHandedOnAsItIs) {
  Sender sender;
  Revealing(sender, kSecrets)->Perform({"k", "notify", "{ \"a\" : 1 }", 1, {}});
  EXPECT_EQ(sender.sent.at(0).body, "{ \"a\" : 1 }");
}

TEST(Revealing, AnUnknownSecretFailsAndNothingLeaves) {
  Sender sender;
  const host::Outcome outcome =
      Revealing(sender, kSecrets)->Perform({"k", "notify", "[\"" + value::SecretMark("other") + "\"]", 1, {}});
  EXPECT_EQ(outcome.state, host::Outcome::State::Failed);
  EXPECT_EQ(outcome.reason, "F_SECRET_UNKNOWN");
  EXPECT_TRUE(sender.sent.empty());
}

}  // namespace
}  // namespace lsq::connectors
