// SPDX-License-Identifier: Apache-2.0
// Comparisons, conditions and the values in them. Tests name the ids of domain.md they prove. What is expected is the
// checked expression (printer.h), or the report with the text its last fix would write.
#include <gtest/gtest.h>

#include "tests/unit/compiler/check/checked.h"

namespace lsq::check {
namespace {

TEST(CheckExpr, ANumberIsComparedWithNumbersOnly) {
  EXPECT_EQ(Shared().Value(R"(Lead.Score > 50)"), R"(greater(#0.Score:Number?, 50))");
  EXPECT_EQ(Shared().Value(R"(Lead.Score > "50")"), R"(LSQ2104 Lead.Score is a Number, but "50" is text -> 50)");
  EXPECT_EQ(Shared().Value(R"(Lead.Score > "many")"), R"(LSQ2104 Lead.Score is a Number, but "many" is text)");
  EXPECT_EQ(Shared().Value(R"(Lead.Score is yes)"), R"(LSQ2104 Lead.Score is a Number, but yes is yes or no)");
  EXPECT_EQ(Shared().Field(R"("50")", "Score"), R"(LSQ2104 Lead.Score is a Number, but "50" is text -> 50)");
  EXPECT_EQ(Shared().Field(R"("yes")", "mx_Flag"), R"(LSQ2104 Lead.mx_Flag is yes or no, but "yes" is text -> yes)");
  EXPECT_EQ(Shared().Field(R"(@{Lead:Score,})", "City"),
            R"(LSQ2104 Lead.City is Text, but @{Lead:Score,} is a Number -> ))");
}

TEST(CheckExpr, C_CON_2_OperandsOfComparisonsMayBeMissing) {
  EXPECT_EQ(Shared().Condition(R"(Lead.Score < Lead.mx_Income)"), R"(less(#0.Score:Number?, #0.mx_Income:Number?))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City is not "Pune")"), R"(not_equal(#0.City:Text?, "Pune"))");
}

TEST(CheckExpr, Rule4_ArithmeticNeedsValues) {
  EXPECT_EQ(Shared().Value(R"(Lead.Score + 1)"),
            R"(LSQ2106 Lead.Score may be empty, but `+` needs a value -> (Lead.Score default 0))");
  EXPECT_EQ(Shared().Value(R"((Lead.Score default 0) + 1)"), R"(add(coalesce(#0.Score:Number?, 0):Number, 1):Number)");
  EXPECT_EQ(Shared().Value(R"(-Lead.Score)"),
            R"(LSQ2106 Lead.Score may be empty, but `-` needs a value -> (Lead.Score default 0))");
  EXPECT_EQ(Shared().Field(R"(Lead.City)", "mx_Must"),
            R"(LSQ2106 Lead.City may be empty, but Lead.mx_Must needs a value -> Lead.City default "")");
  EXPECT_EQ(Shared().Field(R"(empty)", "mx_Must"), R"(LSQ2115 Lead.mx_Must cannot be empty)");
  EXPECT_EQ(Shared().Field(R"(empty)", "City"), R"(missing)");
}

TEST(CheckExpr, Rule4_ConditionsNarrow) {
  EXPECT_EQ(Shared().Condition(R"(Lead.Score is filled and Lead.Score + 1 > 5)"),
            R"(and(is_filled(#0.Score:Number?), greater(add(#0.Score:Number, 1):Number, 5)))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score > 3 and Lead.Score + 1 > 5)"),
            R"(and(greater(#0.Score:Number?, 3), greater(add(#0.Score:Number, 1):Number, 5)))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score is empty or Lead.Score + 1 > 5)"),
            R"(or(is_empty(#0.Score:Number?), greater(add(#0.Score:Number, 1):Number, 5)))");
  EXPECT_EQ(Shared().Condition(R"(not (Lead.Score is empty) and Lead.Score * 2 > 5)"),
            R"(and(not(is_empty(#0.Score:Number?)), greater(multiply(#0.Score:Number, 2):Number, 5)))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score is filled or Lead.Score + 1 > 5)"),
            R"(LSQ2106 Lead.Score may be empty, but `+` needs a value -> (Lead.Score default 0))");
  EXPECT_EQ(Shared().Value(R"(if Lead.Score is filled then Lead.Score else 0)"),
            R"(if(is_filled(#0.Score:Number?), #0.Score:Number, 0):Number)");
  EXPECT_EQ(Shared().Value(R"(if Lead.Score is empty then 0 else Lead.Score)"),
            R"(if(is_empty(#0.Score:Number?), 0, #0.Score:Number):Number)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score is not 5 and Lead.Score + 1 > 5)"),
            R"(LSQ2106 Lead.Score may be empty, but `+` needs a value -> (Lead.Score default 0))");
}

TEST(CheckExpr, C_CON_4_DropdownValuesAreFolded) {
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Kind is " buyer ")"),
            R"(equal(#0.mx_Kind:one of "Buyer", "Seller"?, "Buyer":option))");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Kind is "Bayer")"),
            R"(LSQ2107 `Bayer` is not one of "Buyer", "Seller" -> "Buyer")");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Channel is "Radio")"), R"(equal(#0.mx_Channel:one of "Web", "Ads"?, "Radio"))");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Kind in ["Buyer", "Seler"])"),
            R"(LSQ2107 `Seler` is not one of "Buyer", "Seller" -> "Seller")");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Kind is Lead.City)"),
            R"(equal(text machine(#0.mx_Kind:one of "Buyer", "Seller"?):Text?, #0.City:Text?))");
  EXPECT_EQ(
      Shared().Value(R"(Lead.mx_Kind is Lead.mx_Other)"),
      R"(equal(text machine(#0.mx_Kind:one of "Buyer", "Seller"?):Text?, text machine(#0.mx_Other:one of "Buyer", "Tenant"?):Text?))");
  EXPECT_EQ(Shared().Field(R"(Lead.mx_Other)", "mx_Kind"),
            R"(LSQ2104 Lead.mx_Kind is one of "Buyer", "Seller", but Lead.mx_Other is one of "Buyer", "Tenant")");
  EXPECT_EQ(Shared().Field(R"(Lead.City)", "mx_Channel"), R"(#0.City:Text?)");
}

TEST(CheckExpr, EnumMembersAreWrittenBare) {
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Mood is Good)"), R"(equal(#0.mx_Mood:Mood?, "Good":option))");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Mood is Mood.Bad)"), R"(equal(#0.mx_Mood:Mood?, "Bad":option))");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Mood is Mood.Bda)"), R"(LSQ2107 `Bda` is not a value of Mood -> Bad)");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Kind is Buyer)"), R"(LSQ2101 nothing here is called `Buyer` -> "Buyer")");
}

TEST(CheckExpr, TextIsJoinedByMergesOnly) {
  EXPECT_EQ(Shared().Value(R"(Lead.City + "x")"), R"(LSQ2130 `+` never joins text; use a merge -> "@{Lead:City,}x")");
  EXPECT_EQ(Shared().Value(R"("Hi " + Lead.FirstName)"),
            R"(LSQ2130 `+` never joins text; use a merge -> "Hi @{Lead:FirstName,}")");
  EXPECT_EQ(Shared().Value(R"("a" + "b" + Lead.City)"),
            R"(LSQ2130 `+` never joins text; use a merge -> "ab@{Lead:City,}")");
}

TEST(CheckExpr, C_CON_6_EmptyAndFilled) {
  EXPECT_EQ(Shared().Condition(R"(Lead.City is empty)"), R"(is_empty(#0.City:Text?))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City is not empty)"), R"(is_filled(#0.City:Text?))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City is filled)"), R"(is_filled(#0.City:Text?))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City is not filled)"), R"(is_empty(#0.City:Text?))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City is "")"), R"(LSQ2141 a blank text equals nothing -> is empty)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score > empty)"),
            R"(LSQ2140 `empty` is asked for by `is empty` and `is filled` only)");
}

TEST(CheckExpr, C_CON_7_ADateMeetsADateTimeByItsLocalDate) {
  EXPECT_EQ(Shared().Condition(R"(Lead.CreatedOn > 2026-03-06)"),
            R"(greater(date_of(#0.CreatedOn:DateTime):Date, 2026-03-06))");
  EXPECT_EQ(Shared().Condition(R"(Lead.CreatedOn > 2026-03-06 09:00)"),
            R"(greater(#0.CreatedOn:DateTime, 2026-03-06 09:00:00))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Birthday is Lead.CreatedOn)"),
            R"(equal(#0.Birthday:Date?, date_of(#0.CreatedOn:DateTime):Date))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Birthday is 2026-03-06 09:00)"), R"(equal(#0.Birthday:Date?, 2026-03-06))");
  EXPECT_EQ(Shared().Condition(R"(Lead.CreatedOn between 2026-01-01 and 2026-01-31)"),
            R"(between(date_of(#0.CreatedOn:DateTime):Date, 2026-01-01, 2026-01-31))");
}

TEST(CheckExpr, C_CON_8_Windows) {
  EXPECT_EQ(Shared().Condition(R"(Lead.CreatedOn in last 7 days)"), R"(in_window last 7 days(#0.CreatedOn:DateTime))");
  EXPECT_EQ(Shared().Condition(R"(Lead.CreatedOn not in this month)"),
            R"(not_in_window this month(#0.CreatedOn:DateTime))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City in last 7 days)"),
            R"(LSQ2143 only a date lies in a span of days, but this is Text)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Birthday in last 3 hours)"),
            R"(LSQ2143 only a date lies in a span of days, but this is a Date, which has no hours)");
}

TEST(CheckExpr, C_CON_11_DatesInOtherForms) {
  EXPECT_EQ(Shared().Condition(R"(Lead.Birthday is "07/26/2018")"),
            R"(LSQ2108 "07/26/2018" is not a date -> 2018-07-26)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Birthday is "07/06/2018")"), R"(LSQ2108 "07/06/2018" is not a date)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Birthday is "2018-07-26")"),
            R"(LSQ2104 Lead.Birthday is a Date, but "2018-07-26" is text -> 2018-07-26)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Birthday is "soon")"), R"(LSQ2108 "soon" is not a date)");
}

TEST(CheckExpr, E_EXPR_1_SearchingText) {
  EXPECT_EQ(Shared().Condition(R"(Lead.City contains "x")"), R"(contains(#0.City:Text?, "x"))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City not starts with "x")"), R"(not_starts_with(#0.City:Text?, "x"))");
  EXPECT_EQ(Shared().Condition(R"(Lead.mx_Kind ends with "er")"),
            R"(ends_with(text machine(#0.mx_Kind:one of "Buyer", "Seller"?):Text?, "er"))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score contains 5)"),
            R"(LSQ2138 only text is searched by its letters, but this is a Number)");
  EXPECT_EQ(Shared().Condition(R"(Lead.City is exactly "x")"), R"(equal exactly(#0.City:Text?, "x"))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score is exactly 5)"), R"(LSQ2139 `exactly` is for text, but this is a Number)");
  EXPECT_EQ(Shared().Condition(R"(Lead.City > "a")"), R"(LSQ2137 Text is neither less nor greater than another)");
}

TEST(CheckExpr, ListsAreSearchedByIn) {
  EXPECT_EQ(Shared().Condition(R"(Lead.Score is [1, 2])"), R"(LSQ2133 a value is searched in a list by `in` -> in)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score is not [1, 2])"),
            R"(LSQ2133 a value is searched in a list by `in` -> not in)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score in [1, "2"])"), R"(LSQ2104 Lead.Score is a Number, but "2" is text -> 2)");
  EXPECT_EQ(Shared().Condition(R"(Lead.City in "Pune")"), R"(LSQ2134 `in` needs a list, but this is text -> ["Pune"])");
  EXPECT_EQ(Shared().Condition(R"(Lead.City in [])"), R"(LSQ2125 nothing is in an empty list)");
  EXPECT_EQ(Shared().Condition(R"(Lead.City not in ["Pune", "Goa"])"),
            R"(not_in(#0.City:Text?, list("Pune", "Goa"):list of Text))");
}

TEST(CheckExpr, SeveralValuesAreAskedByHas) {
  EXPECT_EQ(
      Shared().Condition(R"(Lead.mx_Interests has any ["Flats", "Plots"])"),
      R"(has_any(#0.mx_Interests:several of "Flats", "Plots", "Villas"?, list("Flats":option, "Plots":option):several of "Flats", "Plots", "Villas"))");
  EXPECT_EQ(Shared().Condition(R"(Lead.mx_Interests has all ["Flts"])"),
            R"(LSQ2107 `Flts` is not one of "Flats", "Plots", "Villas" -> "Flats")");
  EXPECT_EQ(Shared().Condition(R"(Lead.mx_Interests is "Flats")"),
            R"(LSQ2135 Lead.mx_Interests holds several values; ask which it has ->  has any ["Flats"])");
  EXPECT_EQ(Shared().Condition(R"(Lead.City has none ["x"])"),
            R"(LSQ2136 `has` is for fields with several values, but this is Text -> not in)");
  EXPECT_EQ(Shared().Field(R"(["Flats", "Plots"])", "mx_Interests"),
            R"(list("Flats":option, "Plots":option):several of "Flats", "Plots", "Villas")");
}

}  // namespace
}  // namespace lsq::check
