// SPDX-License-Identifier: Apache-2.0
// Texts built in the output buffer: templates, merges, escaping.
#include <gtest/gtest.h>

#include "compiler/base/limits.h"
#include "tests/harness/evaluate.h"

namespace lsq::vm {
namespace {

using harness::FunctionBuilder;
using harness::NumberValue;
using harness::TypeOf;
using ir::Kind;
using ir::Op;
using ir::Reg;
using value::Value;

constexpr ir::Type kText{.kind = Kind::Text};

class TextTest : public harness::EvaluationTest {
 protected:
  Reg Escaped(FunctionBuilder& f, markup::Escaper escaper, Reg text) {
    return f.Add(Op::Escape, kText, {text}, static_cast<uint32_t>(escaper));
  }
  // `field` printed for a sink and escaped, between brackets.
  std::string Print(uint32_t field, ir::Sink sink, markup::Escaper escaper, Value stored) {
    FunctionBuilder f(crm_, "f", kText);
    Reg text = f.Field(f.Lead(), field);
    if (crm_.module.fields[field].type.kind != Kind::Text) {
      text = f.Add(Op::TextOf, crm_.module.fields[field].type, {text}, static_cast<uint32_t>(sink));
    }
    const auto id = f.Finish(f.Add(Op::Join, kText, {f.Text("["), Escaped(f, escaper, text), f.Text("]")}));
    program_.reset();
    SetLead({{crm_.module.fields[field].name, std::move(stored)}});
    return Run(id);
  }
};

TEST_F(TextTest, ValuesPrintByTheirSink) {  // C-MM-14, C-MM-19, E-MM-10
  const auto prose = [&](uint32_t field, Value stored) {
    return Print(field, ir::Sink::Prose, markup::Escaper::None, std::move(stored));
  };
  EXPECT_EQ(prose(crm_.city, Value::Text("<Pune>")), "[<Pune>]");
  EXPECT_EQ(prose(crm_.score, NumberValue("-12")), "[-12]");
  EXPECT_EQ(prose(crm_.budget, NumberValue("1234.50")), "[1234.5]");
  EXPECT_EQ(prose(crm_.active, Value(true)), "[Yes]");
  EXPECT_EQ(Print(crm_.active, ir::Sink::Machine, markup::Escaper::None, Value(false)), "[0]");
  EXPECT_EQ(Print(crm_.active, ir::Sink::Json, markup::Escaper::None, Value(true)), "[true]");
  EXPECT_EQ(prose(crm_.born, Value(*time::ParseDate("1990-01-02"))), "[1990-01-02]");
  EXPECT_EQ(prose(crm_.seen, Value(*time::ParseInstant("2026-03-06T17:20:00Z"))), "[2026-03-06 22:50:00]");
  EXPECT_EQ(prose(crm_.call_at, Value(time::At(9, 0))), "[09:00:00]");
  EXPECT_EQ(prose(crm_.source, Value::Text("ads")), "[Ads]");
  EXPECT_EQ(prose(crm_.topics, Value(value::List{Value::Text("C"), Value::Text("A")})), "[A; C]");
}

TEST_F(TextTest, MissingPrintsNothing) {  // C-MM-5
  for (const uint32_t field :
       {crm_.city, crm_.score, crm_.active, crm_.born, crm_.seen, crm_.call_at, crm_.source, crm_.topics}) {
    EXPECT_EQ(Print(field, ir::Sink::Prose, markup::Escaper::Html, Value()), "[]");
  }
}

TEST_F(TextTest, MergedValuesAreEscapedConstantsAreNot) {  // C-MM-15
  EXPECT_EQ(Print(crm_.city, ir::Sink::Prose, markup::Escaper::Html, Value::Text("<b>")), "[&lt;b&gt;]");
  EXPECT_EQ(Print(crm_.city, ir::Sink::Prose, markup::Escaper::UrlComponent, Value::Text("a b")), "[a%20b]");
  EXPECT_EQ(Print(crm_.seen, ir::Sink::Prose, markup::Escaper::UrlComponent, Value(time::Instant{0})),
            "[1970-01-01%2005%3A30%3A00]");
  FunctionBuilder f(crm_, "f", kText);
  const Reg city = f.Add(Op::Coalesce, kText, {f.Field(f.Lead(), crm_.city), f.Text("you & me")});
  const auto id = f.Finish(f.Add(Op::Join, kText, {f.Text("<p>"), Escaped(f, markup::Escaper::Html, city)}));
  SetLead({{"mx_City", Value::Text("A&B")}});
  EXPECT_EQ(Run(id), "<p>A&amp;B");
  SetLead({});
  EXPECT_EQ(Run(id), "<p>you &amp; me");
}

TEST_F(TextTest, TextsWithinTextsNest) {
  const uint32_t upper = crm_.Native("text.upper", {kText}, kText);
  FunctionBuilder f(crm_, "f", kText);
  const Reg inner = f.Add(Op::Join, kText, {f.Text("b"), f.Field(f.Lead(), crm_.city)});
  const Reg called = f.Add(Op::Call, kText, {inner}, upper);
  const auto id = f.Finish(f.Add(Op::Join, kText, {f.Text("a"), called, f.Text("c"), inner}));
  SetLead({{"mx_City", Value::Text("x")}});
  EXPECT_EQ(Run(id), "aBXcbx");
}

TEST_F(TextTest, NothingPrintedIsMissing) {  // C-MM-3
  FunctionBuilder f(crm_, "f", kText);
  EXPECT_EQ(Run(f.Finish(f.Add(Op::Join, kText, {f.Field(f.Lead(), crm_.city)}))), "missing");
}

TEST_F(TextTest, LengthHasALimit) {
  FunctionBuilder f(crm_, "f", kText);
  const Reg city = f.Field(f.Lead(), crm_.city);
  const auto id = f.Finish(f.Add(Op::Join, kText, {city, city}));
  SetLead({{"mx_City", Value::Text(std::string(limits::kTextBytes / 2, 'x'))}});
  EXPECT_EQ(Run(id).size(), limits::kTextBytes);
  SetLead({{"mx_City", Value::Text(std::string(limits::kTextBytes / 2 + 1, 'x'))}});
  EXPECT_EQ(Run(id), "F_TEXT_TOO_LONG");
  SetLead({{"mx_City", Value::Text("x")}});
  EXPECT_EQ(Run(id), "xx");  // what was printed before the fault is gone
}

TEST_F(TextTest, ATextUnderWayCannotExhaustMemory) {
  FunctionBuilder f(crm_, "f", kText);
  const Reg city = f.Field(f.Lead(), crm_.city);
  const auto id = f.Finish(f.Add(Op::Join, kText, std::vector<Reg>(1000, city)));
  SetLead({{"mx_City", Value::Text(std::string(limits::kTextBytes, 'x'))}});
  EXPECT_EQ(Run(id), "F_MEMORY");
}

}  // namespace
}  // namespace lsq::vm
