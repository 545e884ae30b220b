// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/expr_standalone.h"

#include <gtest/gtest.h>

#include "tests/unit/compiler/check/checked.h"

namespace lsq::check {
namespace {

std::string Eval(std::string_view text, PrintAs as, bool merge_text = false) {
  Declared declared = Declared::Standard();
  const source::FileId file = declared.files.Add("<expression>", std::string(text));
  const parse::ParsedExpr parsed =
      merge_text ? parse::ParseMergeText(text, file, declared.sink) : parse::ParseExpression(text, file, declared.sink);
  const ProjectContext project{declared.catalog, declared.library, declared.files, declared.sink};
  const std::vector<schema::EntityId> records{*declared.catalog.FindEntity("Lead")};
  const Standalone made = CheckStandalone(parsed.tree, parsed.root, file, records, as, project);
  const std::string reports = declared.Reports();
  return reports.empty() ? program::PrintExpr(made.scope, declared.catalog, made.root) : reports;
}

TEST(Standalone, AValueKeepsItsType) {
  EXPECT_EQ(Eval("Lead.Score", PrintAs::Value), "#0.Score:Number?");
  EXPECT_EQ(Eval("Prospect.Score > 5", PrintAs::Value), "greater(#0.Score:Number?, 5)");
}

TEST(Standalone, AnythingPrintableIsPrintedForItsMedium) {
  EXPECT_EQ(Eval("Lead.Score", PrintAs::Json), "join(coalesce(text json(#0.Score:Number?):Text?, \"null\"):Text):Text");
  EXPECT_EQ(Eval("Lead.City", PrintAs::Html), "join(escape html(#0.City:Text?):Text?):Text");
  EXPECT_EQ(Eval("Lead.City", PrintAs::Csv), "join(escape csv_cell(#0.City:Text?):Text?):Text");
  EXPECT_EQ(Eval("Lead.Owner", PrintAs::Text), "1 LSQ3050 a User cannot stand in a text\n");
}

TEST(Standalone, MergesOfATextAreLive) {
  EXPECT_EQ(Eval("q=@{Lead:City,x}", PrintAs::Subject, true),
            "join(\"q=\", escape header_text(coalesce(#0.City:Text?, \"x\"):Text):Text):Text");
}

TEST(Standalone, AnOffsetByItselfIsOfHoursAfterADateAndASumElse) {
  EXPECT_EQ(Eval("@{Lead:CreatedOn,2026-01-01 00:00:00}+24", PrintAs::Value).substr(0, 9), "add_hours");
  EXPECT_EQ(Eval("@{Lead:CreatedOn,2026-01-01 00:00:00}+1.5", PrintAs::Value).substr(0, 9), "1 LSQ3042");
  EXPECT_EQ(Eval("@{Lead:Score,1}+24", PrintAs::Value).substr(0, 4), "add(");
}

}  // namespace
}  // namespace lsq::check
