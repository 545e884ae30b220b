// SPDX-License-Identifier: Apache-2.0
// Mail merges and the texts they stand in. Tests name the ids of domain.md they prove. What is expected is the
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

const TextTarget kMailBody{.medium = markup::Medium::Html, .mail = true, .what = "the body"};
const TextTarget kJson{.sink = program::Sink::Json, .medium = markup::Medium::Json};

TEST(CheckMerge, C_MM_1_TypedByItsContext) {
  EXPECT_EQ(Shared().Value(R"(@{Lead:Score,})"), R"(#0.Score:Number?)");
  EXPECT_EQ(Shared().Text(R"("Score @{Lead:Score,}+24")"),
            R"(join("Score ", text prose(#0.Score:Number?):Text?, "+24"):Text
LSQ3046 @{Lead:Score,} may be empty and has no default)");
  EXPECT_EQ(Shared().Text(R"("+91@{Lead:Phone,}")"),
            R"(join("+91", #0.Phone:Phone?):Text
LSQ3046 @{Lead:Phone,} may be empty and has no default)");
  EXPECT_EQ(Shared().Field(R"(@{Lead:mx_Income,})", "Score"), R"(#0.mx_Income:Number?)");
  EXPECT_EQ(Shared().Field(R"("@{Lead:mx_Income,}")", "Score"), R"(#0.mx_Income:Number?)");
  EXPECT_EQ(Shared().Condition(R"(Lead.City is @{Lead:mx_City,})"), R"(equal(#0.City:Text?, #0.mx_City:Text?))");
}

TEST(CheckMerge, C_MM_4_TheFieldsOwnDefaultComesSecond) {
  EXPECT_EQ(Shared().Text(R"("Hi @{Lead:mx_Friendly,}!")"),
            R"(join("Hi ", coalesce(#0.mx_Friendly:Text?, "Friend"):Text, "!"):Text)");
  EXPECT_EQ(Shared().Text(R"("Hi @{Lead:mx_Friendly,there}!")"),
            R"(join("Hi ", coalesce(#0.mx_Friendly:Text?, "there"):Text, "!"):Text)");
}

TEST(CheckMerge, C_MM_5_MissingWithoutDefaultWarnsInText) {
  EXPECT_EQ(Shared().Text(R"("Hi @{Lead:FirstName,}!")"),
            R"(join("Hi ", #0.FirstName:Text?, "!"):Text
LSQ3046 @{Lead:FirstName,} may be empty and has no default)");
  EXPECT_EQ(Shared().Text(R"("Hi @{Lead:FirstName,there}!")"),
            R"(join("Hi ", coalesce(#0.FirstName:Text?, "there"):Text, "!"):Text)");
  EXPECT_EQ(Shared().Text(R"("Hi @{Lead:mx_Must,}!")"), R"(join("Hi ", #0.mx_Must:Text, "!"):Text)");
}

TEST(CheckMerge, C_MM_6_MandatoryTargetsNeedAValue) {
  EXPECT_EQ(Shared().Field(R"(@{Lead:City,})", "mx_Must"),
            R"(LSQ2106 @{Lead:City,} may be empty, but Lead.mx_Must needs a value)");
  EXPECT_EQ(Shared().Field(R"(@{Lead:City,none})", "mx_Must"), R"(coalesce(#0.City:Text?, "none"):Text)");
  EXPECT_EQ(Shared().Field(R"(@{Lead:mx_City,})", "City"), R"(#0.mx_City:Text?)");
}

TEST(CheckMerge, C_MM_7_AWaitMustKnowWhatToDoWithoutADate) {
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,})", Expected::Instant(false)),
            R"(LSQ3045 @{Lead:mx_End,} may be empty, and nothing says what happens then)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,}+24)", Expected::Instant(false)),
            R"(LSQ3045 @{Lead:mx_End,}+24 may be empty, and nothing says what happens then)");
  EXPECT_EQ(Shared().Value(R"(Lead.mx_End)", Expected::Instant(false)),
            R"(LSQ3045 Lead.mx_End may be empty, and nothing says what happens then)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,})", Expected::Instant(true)), R"(#0.mx_End:DateTime?)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:CreatedOn,})", Expected::Instant(false)), R"(#0.CreatedOn:DateTime)");
}

TEST(CheckMerge, C_MM_9_TheDefaultIsOfTheContextsType) {
  EXPECT_EQ(Shared().Value(R"(@{Lead:Score,0})"), R"(coalesce(#0.Score:Number?, 0):Number)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:Score,none})"), R"(LSQ3047 the default "none" is not a Number)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,2026-01-01 00:00:00}+24)", Expected::Instant(false)),
            R"(add_hours(coalesce(#0.mx_End:DateTime?, 2026-01-01 00:00:00):DateTime, 24):DateTime)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,soon})", Expected::Instant(false)),
            R"(LSQ3047 the default "soon" is not a DateTime)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_Kind,Buyer})"),
            R"(coalesce(#0.mx_Kind:one of "Buyer", "Seller"?, "Buyer":option):one of "Buyer", "Seller")");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_Kind,Byer})"), R"(LSQ2107 `Byer` is not one of "Buyer", "Seller" -> Buyer)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_Flag,yes})"), R"(coalesce(#0.mx_Flag:Bool?, yes))");
}

TEST(CheckMerge, C_MM_10_WAIT_14_OffsetsAreHours) {
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,}+24)", Expected::Instant(true)),
            R"(add_hours(#0.mx_End:DateTime?, 24):DateTime?)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,}-48)", Expected::Instant(true)),
            R"(add_hours(#0.mx_End:DateTime?, -48):DateTime?)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,} + 24)", Expected::Instant(true)),
            R"(add_hours(#0.mx_End:DateTime?, 24):DateTime?)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,}+1.5)", Expected::Instant(true)),
            R"(LSQ3042 `1.5` is not a whole number of hours, given once)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,}+24+24)", Expected::Instant(true)),
            R"(LSQ3042 a second offset is not a whole number of hours, given once)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,}+1d)", Expected::Instant(true)),
            R"(LSQ3043 `1d`: an offset is a number of hours, without a unit -> 24)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,} - 2 days)", Expected::Instant(true)),
            R"(LSQ3043 `2 days`: an offset is a number of hours, without a unit -> 48)");
  EXPECT_EQ(Shared().Value(R"(Lead.CreatedOn + 1 day)", Expected::Instant(false)),
            R"(add_duration(#0.CreatedOn:DateTime, 1 day):DateTime)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_End,}+2w)", Expected::Instant(true)),
            R"(LSQ3043 `2w`: an offset is a number of hours, without a unit -> 336)");
}

TEST(CheckMerge, C_MM_11_ADateStartsItsDay) {
  EXPECT_EQ(Shared().Value(R"(@{Lead:Birthday,}+3)", Expected::Instant(true)),
            R"(add_hours(start_of_day(#0.Birthday:Date?):DateTime?, 3):DateTime?)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:Birthday,})", Expected::Instant(true)),
            R"(start_of_day(#0.Birthday:Date?):DateTime?)");
  EXPECT_EQ(Shared().Field(R"(@{Lead:mx_End,}+24)", "Birthday"),
            R"(date_of(add_hours(#0.mx_End:DateTime?, 24):DateTime?):Date?)");
}

TEST(CheckMerge, C_MM_12_HoursAreAddedToDatesOnly) {
  EXPECT_EQ(Shared().Value(R"(@{Lead:Phone,}+24)", Expected::Instant(true)),
            R"(LSQ3044 hours are added to dates only, but this is a Phone)");
}

TEST(CheckMerge, C_MM_13_UnknownPrefixesAndFields) {
  EXPECT_EQ(Shared().Value(R"(@{Lead:mx_Cty,})"), R"(LSQ2103 Lead has no field `mx_Cty` -> mx_City)");
  EXPECT_EQ(Shared().Value(R"(@{Ticket:X,})"), R"(LSQ3040 `Ticket` cannot be merged here)");
  EXPECT_EQ(Shared().Value(R"(@{Laed:City,})"), R"(LSQ3040 `Laed` cannot be merged here -> Lead)");
}

TEST(CheckMerge, E_MM_2_CaseIsExact) {
  EXPECT_EQ(Shared().Value(R"(@{lead:FirstName,})"), R"(LSQ3040 `lead` cannot be merged here -> Lead)");
  EXPECT_EQ(Shared().Value(R"(@{Lead:firstname,})"), R"(LSQ2103 Lead has no field `firstname` -> FirstName)");
}

TEST(CheckMerge, E_MM_8_TextIsNoNumber) {
  EXPECT_EQ(Shared().Field(R"(@{Lead:City,})", "Score"),
            R"(LSQ3049 @{Lead:City,} is text, but a Number is wanted -> number(@{Lead:City,}))");
  EXPECT_EQ(Shared().Condition(R"(Lead.Score > @{Lead:City,})"),
            R"(LSQ3049 @{Lead:City,} is text, but a Number is wanted -> number(@{Lead:City,}))");
  EXPECT_EQ(Shared().Field(R"(@{Lead:City,})", "Birthday"),
            R"(LSQ3049 @{Lead:City,} is text, but a Date is wanted -> date(@{Lead:City,}))");
  EXPECT_EQ(Shared().Field(R"(number(@{Lead:City,0}))", "Score"),
            R"(call number.of_text(coalesce(#0.City:Text?, "0"):Text):Number)");
}

TEST(CheckMerge, E_MM_10_BoolBySink) {
  EXPECT_EQ(Shared().Text(R"("@{Lead:mx_Flag,no}")"),
            R"(join(coalesce(text prose(#0.mx_Flag:Bool?):Text?, "no"):Text):Text)");
  EXPECT_EQ(Shared().Text(R"("{\"a\": @{Lead:mx_Flag,}}")", kJson),
            R"(join("{\"a\": ", coalesce(text json(#0.mx_Flag:Bool?):Text?, "null"):Text, "}"):Text
LSQ3046 @{Lead:mx_Flag,} may be empty and has no default)");
}

TEST(CheckMerge, C_MM_18_OwnerAndSender) {
  EXPECT_EQ(Shared().Value(R"(@{Owner:EmailAddress,})"), R"(#0.Owner:User?.EmailAddress:Email?)");
  EXPECT_EQ(Shared().Value(R"(@{Sender:EmailAddress,})"),
            R"(coalesce(#0.Owner:User?, call user.default_sender():User?):User?.EmailAddress:Email?)");
  EXPECT_EQ(Shared().Value(R"(@{Account:AccountName,})"), R"(#0.Account:Account?.AccountName:Text?)");
}

TEST(CheckMerge, MM_9_MM_10_Clocks) {
  EXPECT_EQ(Shared().Text(R"("@{DateTime:UTC_Current_DateTime,} @{DateTime:Account_Current_DateTime,}")"),
            R"(join(call datetime.format_in(now, "yyyy-MM-dd HH:mm:ss", "UTC"):Text, " ", text prose(now):Text):Text)");
  EXPECT_EQ(Shared().Value(R"(@{DateTime:UTC_Current_DateTime,})", Expected::Instant(false)), R"(now)");
  EXPECT_EQ(Shared().Value(R"(@{DateTime:UTC_Current_DateTme,})"),
            R"(LSQ2103 DateTime has no field `UTC_Current_DateTme` -> UTC_Current_DateTime)");
}

TEST(CheckMerge, B6_BindingsAndSavedReplies) {
  EXPECT_EQ(Update().Value(R"(@{match:Phone,})"), R"(#3.Phone:Phone?)");
  EXPECT_EQ(Update().Value(R"(@{total})"), R"(#4)");
  EXPECT_EQ(Update().Value(R"(@{Saved:reply.id,})"), R"(#1.id:Text?)");
  EXPECT_EQ(Update().Value(R"(@{Saved:rply.id,})"), R"(LSQ3040 `Saved` cannot be merged here)");
  EXPECT_EQ(Update().Value(R"(reply.customer.id)"), R"(#1.customer.id:Text?)");
  EXPECT_EQ(Update().Value(R"("@{reply.customer.id}")"),
            R"(join(#1.customer.id:Text?):Text
LSQ3046 @{reply.customer.id} may be empty and has no default)");
  EXPECT_EQ(Update().Value(R"(@{ttal})"), R"(LSQ2101 nothing here is called `ttal` -> total)");
}

TEST(CheckMerge, OnlyValuesStandInText) {
  EXPECT_EQ(Shared().Text(R"("@{Lead:Owner,}")"), R"(LSQ3050 a User cannot stand in a text)");
  EXPECT_EQ(
      Shared().Text(R"("@{Lead:mx_Interests,none}")"),
      R"(join(coalesce(text prose(#0.mx_Interests:several of "Flats", "Plots", "Villas"?):Text?, "none"):Text):Text)");
}

TEST(CheckText, C_MM_15_EscapedWhereItStands) {
  EXPECT_EQ(
      Shared().Text(R"("<p>@{Lead:FirstName,friend}</p><a href=\"https://x.example/?q=@{Lead:City,Pune}\">x</a>")",
                    kMailBody),
      R"(join("<p>", escape html(coalesce(#0.FirstName:Text?, "friend"):Text):Text, "</p><a href=\"https://x.example/?q=", escape url_component(coalesce(#0.City:Text?, "Pune"):Text):Text, "\">x</a>"):Text)");
  EXPECT_EQ(Shared().Text(R"("<script>@{Lead:FirstName,x}</script>")", kMailBody),
            R"(LSQ3070 in the body, a value stands inside a script, style or raw text)");
  EXPECT_EQ(Shared().Text(R"("<p onclick=\"@{Lead:FirstName,x}\">")", kMailBody),
            R"(LSQ3070 in the body, a value stands inside an event handler)");
  EXPECT_EQ(Shared().Text(R"("<p")", kMailBody), R"(LSQ3072 the body ends inside a tag)");
}

TEST(CheckText, C_MM_15_JsonStaysWhole) {
  EXPECT_EQ(
      Shared().Text(R"("{\"a\": @{Lead:Score,0}, \"b\": @{Lead:Score,n/a}, \"c\": @{Lead:City,x}}")", kJson),
      R"(join("{\"a\": ", coalesce(text json(#0.Score:Number?):Text?, "0"):Text, ", \"b\": ", coalesce(text json(#0.Score:Number?):Text?, escape json_value("n/a"):Text):Text, ", \"c\": ", escape json_value(coalesce(#0.City:Text?, "x"):Text):Text, "}"):Text)");
  EXPECT_EQ(
      Shared().Text(R"("{\"a\": @{Lead:Score,}, \"b\": \"@{Lead:City,}\"}")", kJson),
      R"(join("{\"a\": ", coalesce(text json(#0.Score:Number?):Text?, "null"):Text, ", \"b\": \"", escape json_string(#0.City:Text?):Text?, "\"}"):Text
LSQ3046 @{Lead:Score,} may be empty and has no default
LSQ3046 @{Lead:City,} may be empty and has no default)");
  EXPECT_EQ(Shared().Text(R"("{\"a\": x}")", kJson), R"(LSQ3071 this text goes wrong inside a JSON value)");
}

TEST(CheckText, EMO_1_EmojiInMailAreErrors) {
  EXPECT_EQ(Shared().Text(R"("Hi 🎉")", kMailBody),
            R"("Hi 🎉"
LSQ3060 an emoji at column 4 of a text that is mailed -> )");
  EXPECT_EQ(Shared().Text(R"("a &#x1F389; b")", kMailBody),
            R"("a &#x1F389; b"
LSQ3060 an emoji at column 3 of a text that is mailed -> )");
  EXPECT_EQ(Shared().Text(R"("Price © 5 &#169;")", kMailBody), R"("Price © 5 &#169;")");
  EXPECT_EQ(Shared().Text(R"("Hi @{Lead:FirstName,there🎉}")", kMailBody),
            R"(join("Hi ", escape html(coalesce(#0.FirstName:Text?, "there🎉"):Text):Text):Text
LSQ3060 an emoji at column 6 of a text that is mailed -> )");
  EXPECT_EQ(Shared().Text(R"("Hi 🎉")"), R"("Hi 🎉")");
}

}  // namespace
}  // namespace lsq::check
