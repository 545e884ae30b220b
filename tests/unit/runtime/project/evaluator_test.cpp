// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/evaluator.h"

#include <gtest/gtest.h>

namespace lsq::project {
namespace {

// The value as JSON and its type, or the code of what went wrong.
std::string Evaluated(const EvalRequest& request) {
  Evaluator evaluator;
  const auto answer = evaluator.Evaluate(request);
  return answer.ok() ? value::PrintJson(answer->value) + " " + answer->type : answer.error().code;
}
EvalRequest About(const std::string& text, const char* records) {
  EvalRequest request;
  request.text = text;
  request.records = *value::ParseJson(records)->As<value::Json::Object>();
  return request;
}

TEST(Evaluator, NumbersAreExact) {
  EXPECT_EQ(Evaluated({.text = "0.1 + 0.2 is 0.3"}), "true Bool");
}

TEST(Evaluator, C_MM_3_ZeroIsAValueAndBlanksAreNot) {
  EXPECT_EQ(Evaluated(About("Lead.Score default 5", R"({"Lead":{"Score":0}})")), "0 Number");
  EXPECT_EQ(Evaluated(About("Lead.City default \"x\"", R"({"Lead":{"City":"  "}})")), "\"x\" Text");
}

TEST(Evaluator, MergeTextIsEscapedForWhereItLands) {
  EvalRequest request = About("Hi @{Lead:FirstName,there}", R"({"Lead":{"FirstName":"<b>"}})");
  request.is_text = true;
  request.as = PrintAs::Html;
  EXPECT_EQ(Evaluated(request), "\"Hi &lt;b&gt;\" Text");
}

TEST(Evaluator, WithoutASchemaFieldsAreTakenAsTheyLook) {
  EXPECT_EQ(Evaluated(About("Lead.mx_Rooms default 0 + 1", R"({"Lead":{"mx_Rooms":2}})")), "2 Number");
  EXPECT_EQ(Evaluated(About("Lead.mx_Room", R"({"Lead":{"mx_Rooms":2}})")), "LSQ2103");
}

TEST(Evaluator, ListsAreOfNumbersOfBooleansOrElseOfTexts) {
  EXPECT_EQ(Evaluated(About("Lead.mx_L", R"({"Lead":{"mx_L":["a",2,"b"]}})")), "[\"a\",\"2\",\"b\"] List");
  EXPECT_EQ(Evaluated(About("Lead.mx_L", R"({"Lead":{"mx_L":[1,2.5]}})")), "[1,2.5] List");
  EXPECT_EQ(Evaluated(About("Lead.mx_L", R"({"Lead":{"mx_L":[true,false]}})")), "[true,false] List");
  EXPECT_EQ(Evaluated(About("Lead.mx_L", R"({"Lead":{"mx_L":["a",true]}})")), "value_type");
}

TEST(Evaluator, AnEmptyListIsEmpty) {
  EXPECT_EQ(Evaluated(About("Lead.mx_L is empty", R"({"Lead":{"mx_L":[]}})")), "true Bool");
  EXPECT_EQ(Evaluated(About("1 + 1", R"({"Lead":{"mx_L":[],"FirstName":[]}})")), "2 Number");
  EvalRequest request = About("@{Lead:mx_L,none}", R"({"Lead":{"mx_L":[]}})");
  request.is_text = true;
  EXPECT_EQ(Evaluated(request), "\"none\" Text");
}

TEST(Evaluator, NothingIsNoExpressionButAText) {
  EXPECT_EQ(Evaluated({.text = " \n"}), "eval_empty");
  EXPECT_EQ(Evaluated({.text = "", .is_text = true}), "\"\" Text");
}

TEST(Evaluator, SaysWhichEntityWasMeant) {
  Evaluator evaluator;
  const auto answer = evaluator.Evaluate(About("1", R"({"lead":{}})"));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().message, "there is no entity lead; did you mean Lead?");
}

TEST(Evaluator, AFaultIsAnErrorWithItsReason) {
  EXPECT_EQ(Evaluated(About("1 / (Lead.mx_Rooms default 1)", R"({"Lead":{"mx_Rooms":0}})")), "F_DIVISION_BY_ZERO");
}

}  // namespace
}  // namespace lsq::project
