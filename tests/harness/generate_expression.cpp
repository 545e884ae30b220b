// SPDX-License-Identifier: Apache-2.0
#include "tests/harness/generate_expression.h"

namespace lsq::harness {

namespace {

constexpr const char* kComparisons[] = {"is",
                                        "==",
                                        "!=",
                                        "is not",
                                        "in",
                                        "not in",
                                        "<",
                                        "<=",
                                        ">",
                                        ">=",
                                        "contains",
                                        "not contains",
                                        "starts with",
                                        "does not start with",
                                        "ends with",
                                        "not ends with",
                                        "is exactly",
                                        "contains exactly",
                                        "is not exactly",
                                        "starts with exactly"};
// A line cannot end behind these: their last word joins nothing.
constexpr const char* kOneLineComparisons[] = {"does not contain", "has any", "has all", "has none"};
constexpr const char* kWords[] = {"Lead", "Score", "mx_City", "parent~member", "empty", "yes", "no", "me", "now"};
constexpr const char* kLeaves[] = {

    "0",
    "7",
    "3.25",
    "15%",
    "0.5%",
    "3 days",
    "1 day",
    "30 min",
    "2 business days",
    "4 business hours",
    "90 business minutes",
    "1 week",
    "6 months",
    "2 years",
    "1.5 hours",
    "10 seconds",
    "2026-12-25",
    "2026-03-06 17:00",
    "9:00 am",
    "9:05PM",
    "21:30:15",
    "user \"ops@acme.example\"",
    "list \"Fresh\"",
    "Lead.Stage",
    "Lead.\"Preferred time\"",
    "Lead.\"City\""};
constexpr const char* kWindows[] = {"last 7 days", "this month",  "next 2 weeks",
                                    "last week",   "next 1 year", "last 1 days"};
constexpr const char* kChanges[] = {"changed",        "increased",     "decreased", "changed from \"A\" to \"B\"",
                                    "changed from 1", "changed to me", "crosses 50"};
constexpr const char* kTextPieces[] = {"Hi",      " ",   "é",  "漢字", "😀", "\\\"", "\\\\", "\\n", "\\t",
                                       "\\u{41}", "@@{", "@ ", "{",    "}",  ",",    "//",   "<b>", "a@x.example"};

}  // namespace

void ExpressionGenerator::Condition() {
  if (depth_ == 0) return Sum();
  switch (random_.Below(8)) {
    case 0:
      return Connected();
    case 1: {
      out_.Raw("not ");
      return Deeper().Comparison();
    }
    case 2: {
      out_.Raw("if ");
      Deeper().Comparison();
      out_.Raw(" then ");
      Deeper().Sum();
      out_.Raw(" else ");
      return Deeper().Sum();
    }
    case 3:
      return Sum();
    default:
      return Comparison();
  }
}

// A chain of one connective; mixing the two needs brackets.
void ExpressionGenerator::Connected() {
  const char* connective = random_.OneIn(2) ? "and" : "or";
  Deeper().Comparison();
  for (size_t i = 1 + random_.Below(3); i > 0; --i) {
    out_.MaybeNewline();
    out_.Raw(connective);
    out_.SoftBlank();
    Deeper().Comparison();
  }
}

void ExpressionGenerator::Comparison() {
  switch (random_.Below(10)) {
    case 0:
      return Sum();
    case 1:
      Path();
      out_.Raw(random_.OneIn(2) ? " between " : " not between ");
      Deeper().Sum();
      out_.Raw(" and ");
      return Deeper().Sum();
    case 2:
      Path();
      out_.Blank();
      return out_.Raw(random_.Pick(kChanges));
    case 3:
      Path();
      out_.Raw(random_.OneIn(2) ? " in " : " not in ");
      return out_.Raw(random_.Pick(kWindows));
    case 4:
      out_.Raw("lead exists");
      if (random_.OneIn(2)) out_.Raw(" as match");
      if (depth_ == 0 || random_.OneIn(2)) return;
      out_.Raw(" where ");
      return Deeper().Comparison();
    default:
      Deeper().Sum();
      out_.Blank();
      if (random_.OneIn(4)) {
        out_.Raw(random_.Pick(kOneLineComparisons));
        out_.Blank();
      } else {
        out_.Raw(random_.Pick(kComparisons));
        out_.SoftBlank();
      }
      return Deeper().Sum();
  }
}

// Arithmetic and `default`.
void ExpressionGenerator::Sum() {
  static constexpr const char* kOperators[] = {"+", "-", "*", "/", "%", "default"};
  Factor();
  for (size_t i = depth_ == 0 ? 0 : random_.Below(3); i > 0; --i) {
    out_.Blank();
    out_.Raw(random_.Pick(kOperators));
    out_.SoftBlank();
    Deeper().Factor();
  }
}

void ExpressionGenerator::Factor() {
  if (depth_ > 0 && random_.OneIn(8)) out_.Raw("-");
  Operand();
}

void ExpressionGenerator::PhraseOperand() {
  if (random_.OneIn(4)) return Path();
  if (random_.OneIn(4)) return Text();
  if (random_.OneIn(6)) {
    Path();
    out_.Raw(" default user ");
    return Text();
  }
  out_.Raw(random_.OneIn(2) ? "3 days" : "42");
}

void ExpressionGenerator::Cell() {
  static constexpr const char* kCells[] = {"any",       ">= 50",          "in [\"A\", \"B\"]", "30 minutes",
                                           "\"a | b\"", "1 business day", "is not \"é\"",      "< 5"};
  out_.Raw(random_.Pick(kCells));
}

void ExpressionGenerator::Path() {
  static constexpr const char* kPaths[] = {
      "Lead.Score", "Lead.\"Preferred time\"", "Lead.\"Stage\"", "Ticket.Customer.Name", "Lead.When", "User.\"and\""};
  out_.Raw(random_.Pick(kPaths));
}

void ExpressionGenerator::Operand() {
  if (depth_ > 0 && random_.OneIn(3)) return Bracketed();
  switch (random_.Below(8)) {
    case 0:
      return Text();
    case 1:
      return Merge(false);
    case 2:
      return depth_ > 0 && random_.OneIn(4) ? BlockText() : Leaf();
    default:
      return Leaf();
  }
}

// A line that starts with a bare word may be taken for a statement.
void ExpressionGenerator::Leaf() {
  const bool word = random_.OneIn(4) && !out_.AtLineStart();
  out_.Raw(word ? random_.Pick(kWords) : random_.Pick(kLeaves));
}

void ExpressionGenerator::Bracketed() {
  switch (random_.Below(8)) {
    case 0:
      out_.Raw("[");
      Elements(0);
      return out_.Raw("]");
    case 1:
      out_.Raw("lookup(");
      Elements(0);
      return out_.Raw(")");
    case 2:
      out_.Raw("lookup(\"Centres\", Centre:");
      out_.SoftBlank();
      Deeper().Condition();
      return out_.Raw(").Id");
    case 3:
      out_.Raw(random_.OneIn(2) ? "all of (" : "any of (");
      Elements(1);
      return out_.Raw(")");
    case 4:
      out_.Raw("one of [");
      Elements(1);
      return out_.Raw("]");
    case 5:
      out_.Raw("any of (activity \"Call\" where ");
      Deeper().Comparison();
      return out_.Raw(")");
    default:
      out_.Raw("(");
      if (random_.OneIn(4)) out_.SoftBlank();
      Deeper().Condition();
      if (random_.OneIn(4)) out_.SoftBlank();
      return out_.Raw(")");
  }
}

void ExpressionGenerator::Elements(size_t least) {
  const size_t count = least + random_.Below(3);
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) out_.Raw(",");
    if (i > 0 || random_.OneIn(4)) out_.SoftBlank();
    Deeper().Condition();
  }
  if (count > 0 && random_.OneIn(5)) out_.SoftBlank();
}

void ExpressionGenerator::Merge(bool in_text) {
  static constexpr const char* kMerges[] = {
      "@{Lead:FirstName,there}", "@{Lead:mx_City,}",       "@{total}",
      "@{ Lead : ProspectID ,}", "@{Saved:reply.id,}",     "@{Lead:FirstName,Dear, friend}",
      "@{Lead:a~b, x\\}\\, y}",  "@<Lead:City,your city>", "@<Lead:City,a\\>b>",
      "@{match:Phone,}"};
  out_.Raw(random_.Pick(kMerges));
  if (!in_text && random_.OneIn(4)) out_.Raw("+24");
}

void ExpressionGenerator::TextBody(bool block) {
  for (size_t i = random_.Below(5); i > 0; --i) {
    if (random_.OneIn(3)) {
      Merge(true);
    } else {
      out_.Raw(random_.Pick(kTextPieces));
    }
    if (block && random_.OneIn(2)) out_.Raw(random_.OneIn(3) ? "\n\n        " : "\n        ");
  }
}

void ExpressionGenerator::Text() {
  out_.Raw("\"");
  TextBody(false);
  out_.Raw("\"");
}

void ExpressionGenerator::BlockText() {
  out_.Raw("\"\"\"\n        ");
  TextBody(true);
  out_.Raw(random_.OneIn(4) ? "end\n        \"\"\"" : "\n        \"\"\"");
}

}  // namespace lsq::harness
