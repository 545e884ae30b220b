// SPDX-License-Identifier: Apache-2.0
// Names, arithmetic, choices, calls and changes. Tests name the ids of domain.md they prove. What is expected is the
// checked expression (printer.h), or the report with the text its last fix would write.
#include <gtest/gtest.h>

#include "tests/unit/compiler/check/checked.h"

namespace lsq::check {
namespace {

// An automation that an update of a lead starts, with a saved reply, a sent mail, a match and a number in scope.
Checking& Update() {
  static Checking checking = Checking().UnderUpdate().WithLocals();
  return checking;
}

TEST(CheckExpr, NamedThings) {
  EXPECT_EQ(Shared().Condition(R"(Lead in list "Fresh")"), R"(in_named_list "Fresh"(#0))");
  EXPECT_EQ(Shared().Condition(R"(Lead in list "fresh")"), R"(in_named_list "Fresh"(#0))");
  EXPECT_EQ(Shared().Condition(R"(Lead in list "Frsh")"), R"(LSQ2112 there is no list "Frsh" -> "Fresh")");
  EXPECT_EQ(Shared().Condition(R"(Lead in list "Accounts")"),
            R"(LSQ2147 the list "Accounts" holds Account records, but this is a Lead)");
  EXPECT_EQ(Shared().Condition(R"(Lead.City in list "Fresh")"),
            R"(LSQ2146 only records are in lists, but this is Text)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Owner is user "ops")"), R"(equal(#0.Owner:User?, call user.named("ops"):User))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Owner is "ops")"),
            R"(LSQ2104 Lead.Owner is a User, but "ops" is text -> user "ops")");
  EXPECT_EQ(Shared().Condition(R"(Lead.Owner is me)"), "LSQ2110 no record me is in scope here");
  Checking signed_in;
  signed_in.place().signed_in = true;
  EXPECT_EQ(signed_in.Condition(R"(Lead.Owner is me)"), R"(equal(#0.Owner:User?, me))");
  EXPECT_EQ(Shared().Value(R"(Lead.Owner default user "ops")"),
            R"(coalesce(#0.Owner:User?, call user.named("ops"):User):User)");
  EXPECT_EQ(Shared().Value(R"(rle "Sales User")"),
            R"(LSQ2113 `rle` is not a kind of thing that has a name in quotes -> role)");
}

TEST(CheckExpr, Names) {
  EXPECT_EQ(Shared().Value(R"(Lead.Stage)"), R"(#0.ProspectStage:one of "Prospect", "Opportunity", "Customer"?)");
  EXPECT_EQ(Shared().Value(R"(Lead.Stge)"), R"(LSQ2103 Lead has no field `Stge` -> Stage)");
  EXPECT_EQ(Shared().Value(R"(Lead."Lead Score")"), R"(LSQ2103 Lead has no field `Lead Score` -> Score)");
  EXPECT_EQ(Shared().Value(R"(Lead.Owner.City)"), R"(#0.Owner:User?.City:Text?)");
  EXPECT_EQ(Shared().Value(R"(Lead.City.Length)"), R"(LSQ2111 Text has no part `Length`)");
  EXPECT_EQ(Shared().Value(R"(Account.City)"), R"(LSQ2110 no record Account is in scope here)");
  EXPECT_EQ(Shared().Value(R"(foo)"), R"(LSQ2101 nothing here is called `foo`)");
  EXPECT_EQ(Shared().Value(R"(Prospect.City)"), R"(#0.City:Text?)");
}

TEST(CheckExpr, DatesAndDurations) {
  EXPECT_EQ(Shared().Value(R"(now + 4 hours)"), R"(add_duration(now, 4 hours):DateTime)");
  EXPECT_EQ(Shared().Value(R"(Lead.CreatedOn + 4)"),
            R"(LSQ2131 `+` does not work on a DateTime and a number -> 4 hours)");
  EXPECT_EQ(Shared().Condition(R"(now - Lead.CreatedOn > 72 hours)"),
            R"(greater(difference(now, #0.CreatedOn:DateTime):Duration, 72 hours))");
  EXPECT_EQ(Shared().Condition(R"(now - Lead.CreatedOn > 3 days)"),
            R"(LSQ2142 `3 days` has no fixed length to compare with -> 72 hours)");
  EXPECT_EQ(
      Shared().Condition(R"(today() - date_of(Lead.CreatedOn) > 3 days)"),
      R"(greater(difference(call date.today():Date, call datetime.date(#0.CreatedOn:DateTime):Date):Duration, 3 days))");
  EXPECT_EQ(Shared().Value(R"(24h)"), R"(LSQ2120 `24h` is no number and no duration -> 24 hours)");
  EXPECT_EQ(Shared().Value(R"(30 seconds)"),
            R"(LSQ2121 `30 seconds`: the smallest unit of time is a minute -> 1 minute)");
  EXPECT_EQ(Shared().Value(R"(1.5 days)"), R"(LSQ2123 `1.5 days`: a duration is a whole number of its unit)");
  EXPECT_EQ(Shared().Field(R"(Lead.Birthday)", "mx_End"),
            R"(LSQ2104 Lead.mx_End is a DateTime, but Lead.Birthday is a Date -> ))");
  EXPECT_EQ(Shared().Field(R"(Lead.mx_End)", "Birthday"),
            R"(LSQ2104 Lead.Birthday is a Date, but Lead.mx_End is a DateTime -> ))");
}

TEST(CheckExpr, Literals) {
  EXPECT_EQ(Shared().Value(R"(15%)"), R"(0.15)");
  EXPECT_EQ(Shared().Value(R"(-5)"), R"(-5)");
  EXPECT_EQ(Shared().Value(R"(-3 days)"), R"(-3 days)");
  EXPECT_EQ(Shared().Value(R"(5 / 0)"), R"(LSQ2132 nothing can be divided by zero)");
  EXPECT_EQ(Shared().Value(R"(0.1 + 0.2)"), R"(add(0.1, 0.2):Number)");
  EXPECT_EQ(Shared().Value(R"([1, 2, "x"])"), R"(LSQ2104 an element of a list is a Number, but "x" is text)");
  EXPECT_EQ(Shared().Value(R"(9:00 am)"), R"(09:00:00)");
}

TEST(CheckExpr, Defaults) {
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Kind default "none")"),
            R"(coalesce(text machine(#0.mx_Kind:one of "Buyer", "Seller"?):Text?, "none"):Text)");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Kind default "Buyer")"),
            R"(coalesce(#0.mx_Kind:one of "Buyer", "Seller"?, "Buyer":option):one of "Buyer", "Seller")");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_Must default "x")"),
            R"(#0.mx_Must:Text
LSQ2148 Lead.mx_Must is never empty here, so its default is never used -> )");
  EXPECT_EQ(Shared().Value(R"(Lead.Score default "x")"), R"(LSQ2104 Lead.Score is a Number, but "x" is text)");
  EXPECT_EQ(Shared().Value(R"(Lead.City default Lead.mx_City)"), R"(coalesce(#0.City:Text?, #0.mx_City:Text?):Text?)");
}

TEST(CheckExpr, BranchesAgree) {
  EXPECT_EQ(Shared().Value(R"(if Lead.Score > 1 then "a" else 2)"), R"(LSQ2104 "a" is text, but 2 is a number -> "2")");
  EXPECT_EQ(Shared().Value(R"(if Lead.Score > 1 then "a" else empty)"),
            R"(if(greater(#0.Score:Number?, 1), "a", missing):Text?)");
  EXPECT_EQ(Shared().Value(R"(if Lead.City then 1 else 2)"),
            R"(LSQ2150 a condition is wanted here, but this is Text -> Lead.City is filled)");
}

TEST(CheckExpr, TruthValuesAreConditions) {
  EXPECT_EQ(Shared().Condition(R"(Lead.mx_Flag)"), R"(equal(#0.mx_Flag:Bool?, yes))");
  EXPECT_EQ(Shared().Condition(R"(not Lead.mx_Flag)"), R"(not(equal(#0.mx_Flag:Bool?, yes)))");
  EXPECT_EQ(Shared().Condition(R"(Lead.City)"),
            R"(LSQ2150 a condition is wanted here, but this is Text -> Lead.City is filled)");
  EXPECT_EQ(Shared().Condition(R"(5)"), R"(LSQ2150 a condition is wanted here, but this is a number)");
}

TEST(CheckCall, Overloads) {
  EXPECT_EQ(Shared().Value(R"(min(1, 2))"), R"(call number.min(1, 2):Number)");
  EXPECT_EQ(Shared().Value(R"(min([1, 2]))"), R"(call list.min(list(1, 2):list of Number):Number?)");
  EXPECT_EQ(Shared().Value(R"(min("a", 2))"), R"(LSQ2104 the parameter `a` of `min` is a Number, but "a" is text)");
  EXPECT_EQ(Shared().Value(R"(first(["a"]))"), R"(call list.first(list("a"):list of Text):Text?)");
  EXPECT_EQ(Shared().Value(R"(first("a"))"),
            R"(LSQ2104 the parameter `values` of `first` is a list of Text, but "a" is text)");
  EXPECT_EQ(Shared().Value(R"(date_of(now))"), R"(call datetime.date(now):Date)");
  EXPECT_EQ(Shared().Value(R"(date_of(value: now))"), R"(call datetime.date(now):Date)");
  EXPECT_EQ(Shared().Value(R"(text(5))"), R"(call text.of_number(5):Text)");
  EXPECT_EQ(Shared().Value(R"(text("a"))"), R"(LSQ2161 no `text` takes text)");
  EXPECT_EQ(Shared().Value(R"(min())"), R"(LSQ2161 no `min` takes no arguments)");
}

TEST(CheckCall, ArgumentsNeedValues) {
  EXPECT_EQ(
      Shared().Value(R"(upper(Lead.City))"),
      R"(LSQ2106 Lead.City may be empty, but the parameter `value` of `upper` needs a value -> Lead.City default "")");
  EXPECT_EQ(Shared().Value(R"(upper(Lead.City default "x"))"),
            R"(call text.upper(coalesce(#0.City:Text?, "x"):Text):Text)");
  EXPECT_EQ(Shared().Value(R"(first([Lead.City]))"),
            R"(LSQ2106 Lead.City may be empty, but an element of a list needs a value -> Lead.City default "")");
}

TEST(CheckCall, Mistakes) {
  EXPECT_EQ(Shared().Value(R"(uppr("a"))"), R"(LSQ2160 there is no function `uppr` -> upper)");
  EXPECT_EQ(Shared().Value(R"(upper("a", "b"))"), R"(LSQ2162 `upper` takes one argument, but has 2 here)");
  EXPECT_EQ(Shared().Value(R"(upper(txt: "a"))"), R"(LSQ2163 `upper` has no parameter `txt`)");
  EXPECT_EQ(Shared().Value(R"(upper(5))"),
            R"(LSQ2104 the parameter `value` of `upper` is Text, but 5 is a number -> "5")");
}

TEST(CheckChange, C_TRG_3_5_ChangesOfTheUpdatedRecord) {
  EXPECT_EQ(Update().Condition(R"(Lead.Stage changed)"), R"(is_changed ProspectStage(#0))");
  EXPECT_EQ(
      Update().Condition(R"(Lead.Stage changed from "Prospect" to "Customer")"),
      R"(and(and(is_changed ProspectStage(#0), equal(old ProspectStage(#0):one of "Prospect", "Opportunity", "Customer"?, "Prospect":option)), equal(#0.ProspectStage:one of "Prospect", "Opportunity", "Customer"?, "Customer":option)))");
  EXPECT_EQ(Update().Condition(R"(Lead.Stage changed to "Custmer")"),
            R"(LSQ2107 `Custmer` is not one of "Prospect", "Opportunity", "Customer" -> "Customer")");
  EXPECT_EQ(Update().Condition(R"(Lead.Score increased)"),
            R"(and(is_changed Score(#0), greater(#0.Score:Number?, old Score(#0):Number?)))");
  EXPECT_EQ(Update().Condition(R"(Lead.City decreased)"), R"(LSQ2137 Text is neither less nor greater than another)");
  EXPECT_EQ(Update().Condition(R"(old(Lead.Stage) is "Prospect")"),
            R"(equal(old ProspectStage(#0):one of "Prospect", "Opportunity", "Customer"?, "Prospect":option))");
  EXPECT_EQ(Update().Condition(R"(match.Score changed)"),
            R"(LSQ2153 `changed` is about a field of Lead, the updated record)");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score changed)"),
            R"(LSQ2152 `changed` needs an automation that only updates start)");
}

TEST(CheckChange, C_TRG_8_CrossingIsStrictAbove) {
  EXPECT_EQ(Update().Condition(R"(Lead.Score crosses 50)"),
            R"(and(less_equal(old Score(#0):Number?, 50), greater(#0.Score:Number?, 50)))");
  EXPECT_EQ(Update().Condition(R"(Lead.Score crosses "50")"),
            R"(LSQ2104 Lead.Score is a Number, but "50" is text -> 50)");
}

TEST(CheckExpr, WAIT_6_EventsAreWaitedFor) {
  EXPECT_EQ(Update().Value(R"(mail is opened)"), R"(LSQ2151 what happens to `mail` can only be waited for)");
}

TEST(CheckExpr, OneMistakeIsReportedOnce) {
  EXPECT_EQ(Shared().Value(R"(upper(upper(nothing)))"), R"(LSQ2101 nothing here is called `nothing` -> "nothing")");
}

}  // namespace
}  // namespace lsq::check
