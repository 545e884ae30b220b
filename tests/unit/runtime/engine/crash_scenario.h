// SPDX-License-Identifier: Apache-2.0
// What is played while engines are killed: mails, waits that time out, merges, webhooks, a schedule.
#pragma once

#include "tests/unit/runtime/engine/scenario.h"

namespace lsq::engine {

constexpr const char* kProject = R"(
automation "Welcome" { on new Lead
  do { send email "Hello" to Lead as hello
    wait until hello is opened, at most 1 day { set Lead.ProspectStage to "Opportunity" }
    else { create task "Call @{Lead:FirstName,}" { due: now + 4 hours } } }
}
automation "Dedup" { on new Lead
  do { if lead exists as match where match.Phone is Lead.Phone {
      merge Lead into match { overwrite empty fields } }
    post to webhook "hook" }
}
automation "Daily" { every day at 11:00 am for Lead
  do { increase Lead.Visits by 1 from 0 }
}
template email "Hello" for Lead { subject "Hi"
  body text "Welcome" }
)";

inline std::vector<Incoming> EventsOf(Scenario& s) {
  std::vector<Incoming> events;
  events.push_back(s.Make("2026-03-02T04:00:00Z", "new", "L1",
                          {{"FirstName", T("Asha")}, {"EmailAddress", T("a@x.example")}, {"Phone", T("1")}}));
  events.push_back(
      s.Make("2026-03-02T04:10:00Z", "new", "L2", {{"EmailAddress", T("b@x.example")}, {"Phone", T("1")}}));
  events.push_back(s.Make("2026-03-02T07:00:00Z", "email_opened", "L1", {}, "Hello"));
  return events;
}
constexpr std::string_view kEnd = "2026-03-04T06:00:00Z";

}  // namespace lsq::engine
