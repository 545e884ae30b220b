// SPDX-License-Identifier: Apache-2.0
// Mails, text messages and notices: what they carry, who is left out, what is called off.
#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {
namespace {

constexpr const char* kTemplate = R"(
template email "Hello" for Lead { subject "Hi @{Lead:FirstName,there}"
  body text "Welcome, @{Lead:FirstName,there}!" }
)";

std::string OnNew(const std::string& block) {
  return "automation \"A\" { on new Lead\n do { " + block + " } }" + kTemplate;
}

Fields Asha() {
  return {{"FirstName", T("Asha")}, {"EmailAddress", T("asha@x.example")}, {"Phone", T("+91-98450")}};
}

std::string Member(const host::Outgoing& effect, std::string_view name) {
  const auto body = value::ParseJson(effect.body);
  const value::Json* member = body.ok() ? body->Find(name) : nullptr;
  return member ? PrintJson(*member) : std::string();
}

Fields UserNamed(std::string_view name, bool active) {
  return {{"FirstName", T(name)},    {"EmailAddress", T(std::string(name) + "@x.example")},
          {"Role", T("Sales User")}, {"IsActive", B(active)},
          {"IsCheckedIn", B(true)},  {"IsWorkingToday", B(true)}};
}

TEST(Messages, WhoIsCopiedInAndUnknownBecomesALeadQEM8CQEM1) {
  Scenario s(OnNew(R"(send email "Hello" to Lead {
    cc ["new@x.example", "Known@x.example"]
    bcc ["blind@x.example"] })"));
  s.Given("Lead", "L2", {{"EmailAddress", T("known@x.example")}});
  s.Send([&] {
    Incoming event = s.Make("2026-03-02T04:00:00Z", "new", "L1", Asha());
    return event;
  }());
  s.RunUntil("2026-03-02T04:00:00Z");
  const auto find = [&](std::string_view address) {
    return s.store->Find("Lead", {{"EmailAddress", T(address)}}, 9).value();
  };
  ASSERT_EQ(find("new@x.example").size(), 1u);
  EXPECT_EQ(s.Get("Lead", find("new@x.example")[0].id).Get("Origin"), T("Web:Email:One2One"));
  EXPECT_EQ(find("known@x.example").size(), 1u);
  EXPECT_TRUE(find("blind@x.example").empty());
  ASSERT_FALSE(s.connector.attempts.empty());
  EXPECT_EQ(Member(s.connector.attempts[0], "cc"), R"(["new@x.example","Known@x.example"])");
  EXPECT_EQ(Member(s.connector.attempts[0], "bcc"), R"(["blind@x.example"])");
}

TEST(Messages, AnSmsAndAWhatsappGoToThePhone) {
  Scenario s(OnNew(R"(send sms "Hi @{Lead:FirstName,there}" to Lead
    send whatsapp "Hello" to Lead)"));
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "send_sms", "send_whatsapp", "completed"}));
  ASSERT_EQ(s.connector.attempts.size(), 2u);
  EXPECT_EQ(s.connector.attempts[0].kind, "send_sms");
  EXPECT_EQ(Member(s.connector.attempts[0], "to"), R"("+91-98450")");
  EXPECT_EQ(Member(s.connector.attempts[0], "message"), R"("Hi Asha")");
  EXPECT_EQ(s.connector.attempts[1].kind, "send_whatsapp");
}

TEST(Messages, NobodyToSendAnSmsToFailsTheStep) {
  Scenario s(OnNew("send sms \"Hi\" to Lead"));
  s.New("2026-03-02T04:00:00Z", "L1", {});
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_PHONE_MISSING)");
}

TEST(Messages, AScheduledMailThatIsCancelledNeverLeavesQEM3) {
  Scenario s(OnNew(R"(send email "Hello" to Lead as hello { send at now + 2 hours }
    wait 1 hour
    cancel hello)"));
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Story(), (Words{"entered", "send_email", "waiting", "resumed", "cancel_email", "completed"}));
  EXPECT_TRUE(s.connector.attempts.empty());
}

TEST(Messages, AMailThatHasLeftCannotBeCancelled) {
  Scenario s(OnNew(R"(send email "Hello" to Lead as hello { send at now + 2 hours }
    wait 3 hours
    cancel hello)"));
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.RunUntil("2026-03-03T00:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_ALREADY_SENT)");
  ASSERT_EQ(s.connector.attempts.size(), 1u);
  EXPECT_EQ(s.connector.attempts[0].at, At("2026-03-02T06:00:00Z"));
}

TEST(Messages, EmojiOfMergedValuesAreStrippedAndSaidEMO2CMM20) {
  Scenario s(OnNew("send email \"Hello\" to Lead"));
  Fields fields = Asha();
  fields["FirstName"] = T("Zo\xC3\xAB\xF0\x9F\x98\x80");
  s.New("2026-03-02T04:00:00Z", "L1", fields);
  s.RunUntil("2026-03-02T05:00:00Z");
  ASSERT_EQ(s.connector.attempts.size(), 1u);
  EXPECT_EQ(Member(s.connector.attempts[0], "subject"), "\"Hi Zo\xC3\xAB\"");
  EXPECT_EQ(Member(s.connector.attempts[0], "text"), "\"Welcome, Zo\xC3\xAB!\"");
  EXPECT_EQ(s.Times("send_email", "note"), Words{"W_EMOJI_STRIPPED"});
}

TEST(Messages, ADeactivatedUserIsNotToldCTRG11) {
  Scenario s(OnNew("notify user \"gone@x.example\" \"hi\""));
  s.Given("User", "U1", UserNamed("gone", false));
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_USER_INACTIVE)");
  EXPECT_TRUE(s.connector.attempts.empty());
}

TEST(Messages, ALeadWithoutAnOwnerHasNobodyToBeToldCACT6) {
  Scenario s(OnNew("notify Lead.Owner default user \"ops@x.example\" \"hi\""));
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story().back(), "failed(F_NO_RECIPIENT)");
  s.Given("User", "U1", UserNamed("ops", true));
  s.New("2026-03-02T05:00:00Z", "L2", {});
  s.RunUntil("2026-03-02T06:00:00Z");
  EXPECT_EQ(s.Story().back(), "completed");
  ASSERT_EQ(s.connector.attempts.size(), 1u);
}

TEST(Messages, AConnectorThatCannotWorkStopsTheEngineAndLosesNothing) {
  Scenario s(OnNew("send email \"Hello\" to Lead"));
  s.connector.answers = {{host::Outcome::State::Broken, "", "the disk is full"}};
  s.New("2026-03-02T04:00:00Z", "L1", Asha());
  const Status stopped = s.engine().RunUntil(At("2026-03-02T05:00:00Z"));
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, "connector");
  EXPECT_EQ(stopped.error().message, "the disk is full");
  s.Reopen();
  s.RunUntil("2026-03-02T05:00:00Z");
  EXPECT_EQ(s.Story().back(), "completed");
  EXPECT_EQ(s.connector.attempts.size(), 2u);
  EXPECT_EQ(s.connector.attempts[0].key, s.connector.attempts[1].key);
}

// ---- Zones

constexpr const char* kNine = R"(wait 1 day, then on Tuesday at 9:00 am, timezone Lead.mx_Zone default "UTC"
    set Lead.Tagline to "x")";

TEST(Zones, AnUnknownZoneIsTheDefaultAndSaidCWAIT14WAIT11) {
  Scenario s(OnNew(kNine));
  s.New("2026-03-01T04:00:00Z", "L1", {{"mx_Zone", T("Mars/Olympus")}});
  s.New("2026-03-01T04:00:00Z", "L2", {});
  s.New("2026-03-01T04:00:00Z", "L3", {{"mx_Zone", T("America/New_York")}});
  s.New("2026-03-01T04:00:00Z", "L4", {{"mx_Zone", T("India Standard Time")}});
  s.RunUntil("2026-03-12T00:00:00Z");
  EXPECT_EQ(s.Times("zone_unknown", "zone"), Words{"Mars/Olympus"});
  EXPECT_EQ(s.Times("update", "target"), (Words{"L4", "L1", "L2", "L3"}));
  // Tuesday the 3rd is within a day in Kolkata and in UTC, where the wait began on Monday the 2nd.
  EXPECT_EQ(s.Times("update"),
            (Words{"2026-03-03T03:30:00Z", "2026-03-03T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-03T14:00:00Z"}));
}

}  // namespace
}  // namespace lsq::engine
