// SPDX-License-Identifier: Apache-2.0
// A checked program as text: every kind of declaration, step and operand once.
#include "compiler/program/printer.h"

#include <gtest/gtest.h>

#include "compiler/check/check.h"
#include "tests/unit/compiler/check/declared.h"

namespace lsq::program {
namespace {

constexpr std::string_view kProject = R"(language 2026

function twice(n: Number) returns Number = n * 2

template email "Welcome" for Lead {
  subject "Hi @{Lead:FirstName,there}"
  body html "<p>@{Lead:City,x}</p>"
}

automation "Welcome" {
  on update of Lead.Stage to "Opportunity", including imports
  when Lead.City is "Pune" and Lead.Score > 5
  do {
    send email "Welcome" to Lead as welcome
    wait until welcome is opened, at most 3 days {
      set Lead.Score to twice(10)
    } else {
      exit because "not opened"
    }
    let total be 1 + 2
    if total > 2 {
      wait 1 day, then on Monday at 9:00 am
    } else {
      wait until @{Lead:CreatedOn,}+24, if past exit
    }
    if lead exists as match where match.Phone is Lead.Phone {
      merge Lead into match
    }
  }
}
)";

constexpr std::string_view kPrinted = R"(function twice returns Number
  #0 n: Number
  = multiply(#0, 2):Number
template email "Welcome" html
  #0 Lead: Lead
  subject join("Hi ", escape header_text(coalesce(#0.FirstName:Text?, "there"):Text):Text):Text
  body join("<p>", escape html(coalesce(#0.City:Text?, "x"):Text):Text, "</p>"):Text
automation "Welcome"
  #0 Lead: Lead
  #1 welcome: SentEmail
  #2 total: Number
  #3 match: Lead
  on update in lead of Lead, including imports
    watches ProspectStage
      to "Opportunity":option
  when and(equal(#0.City:Text?, "Pune"), greater(#0.Score:Number?, 5))
  do
    action send_email as #1
      template: "Welcome"
      who: #0
    wait until any of
      opened #1
      at most 3 days, else block
      set of #0
        Score = function @0(10):Number
    timed out
      exit because "not opened"
    let #2 = add(1, 2):Number
    if greater(#2, 2)
      wait 1 day on Monday at 09:00:00
    else
      wait until add_hours(#0.CreatedOn:DateTime, 24):DateTime, if empty fail, if past exit
    if exists Lead as #3
      where equal(#3.Phone:Phone?, #0.Phone:Phone?)
      action merge
        child: #0
        parent: #3
)";

TEST(Print, AWholeProgram) {
  check::Declared declared = check::Declared::Standard();
  const source::FileId file = declared.files.Add("rules.lsq", std::string(kProject));
  const syntax::FileTree tree = parse::ParseFile(declared.files[file], file, declared.sink);
  std::vector<check::DeclarationUnit> units;
  for (const syntax::Declaration& each : tree.declarations) units.push_back({each.tree.get(), file, each.offset});
  Program program;
  program.catalog = std::move(declared.catalog);
  check::CheckProgram(units, program, declared.library, declared.files, {}, declared.sink);
  EXPECT_EQ(declared.Reports(), "");
  EXPECT_EQ(Print(program), kPrinted);
}

}  // namespace
}  // namespace lsq::program
