// SPDX-License-Identifier: Apache-2.0
#include "tests/harness/generate.h"

#include "tests/harness/generate_expression.h"

namespace lsq::harness {

namespace {

// Words that stand for themselves in a phrase: none joins, introduces or ends anything.
constexpr const char* kPhraseWords[] = {"send",  "notify",  "wait", "once",  "per", "round",  "robin",
                                        "hours", "feature", "exit", "group", "x1",  "mx_City"};
constexpr const char* kIntroducers[] = {"where", "when", "until", "unless", "while", "expect"};

// Writes statements; `indent` is only where a tidy author would put them.
class ProgramGenerator {
 public:
  ProgramGenerator(Random& random, const GenerateOptions& options)
      : random_(random), options_(options), out_(random, options) {}

  std::string Program() {
    if (options_.comments && random_.OneIn(4)) out_.OwnLineComment(0);
    const size_t count = 1 + random_.Below(options_.declarations);
    for (size_t i = 0; i < count; ++i) {
      if (options_.comments && random_.OneIn(5)) out_.Raw("/// Says what follows.\n");
      Statement(0, options_.depth, false);
      out_.EndStatement(0);
    }
    std::string text = out_.Take();
    if (options_.messy && random_.OneIn(4)) text = WithCrLf(text);
    if (options_.messy && random_.OneIn(8)) text = "\xEF\xBB\xBF" + text;
    return text;
  }

 private:
  static std::string WithCrLf(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
  }

  void Statement(size_t indent, size_t depth, bool nested) {
    switch (random_.Below(nested ? 8 : 4)) {
      case 4:
        return If(indent, depth);
      case 5:
        return Let(depth);
      case 6:
        return Set(depth);
      case 7:
        return Entry(indent, depth);
      default:
        return Card(indent, depth);
    }
  }

  void If(size_t indent, size_t depth) {
    for (size_t arm = 0; arm == 0 || random_.OneIn(3); ++arm) {
      if (arm > 0) BetweenBraces();
      if (arm > 0) out_.Raw("else ");
      out_.Raw("if ");
      Expressions(depth).Condition();
      Block(indent, depth);
    }
    if (random_.OneIn(2)) Else(indent, depth);
  }

  // What may stand between a closing brace and `else`.
  void BetweenBraces() { out_.MaybeNewline(); }

  void Else(size_t indent, size_t depth) {
    BetweenBraces();
    out_.Raw("else");
    if (random_.OneIn(2)) {
      Block(indent, depth);
    } else {
      out_.Raw(" exit because ");
      Expressions(0).Text();
    }
  }

  void Let(size_t depth) {
    out_.Raw("let total be");
    out_.SoftBlank();
    Expressions(depth).Condition();
  }
  void Set(size_t depth) {
    out_.Raw("set ");
    Expressions(0).Path();
    out_.Raw(" to");
    out_.SoftBlank();
    Expressions(depth).Condition();
  }

  void Entry(size_t indent, size_t depth) {
    const bool init_only = random_.OneIn(4);
    out_.Raw(!init_only && random_.OneIn(3) ? "\"Preferred time\"" : "FirstName");
    if (!init_only) {
      out_.Raw(":");
      out_.SoftBlank();
      Expressions(depth).Condition();
    }
    if (init_only || random_.OneIn(4)) {
      out_.Raw(" =");
      out_.SoftBlank();
      Expressions(depth).Condition();
    }
    if (random_.OneIn(4)) Clauses(depth);
    if (depth > 0 && random_.OneIn(6)) Block(indent, depth);
  }

  void Card(size_t indent, size_t depth) {
    const bool function = indent == 0 && random_.OneIn(6);  // `function f(a: Text) returns Number = …`
    Phrase(depth, !function);
    if (!function && random_.OneIn(2)) Clauses(depth);
    if (function) {
      out_.Raw(" =");
      out_.SoftBlank();
      Expressions(depth).Condition();
    }
    if (depth == 0 || random_.OneIn(2)) return;
    if (random_.OneIn(6)) return OneLineEntries();
    Block(indent, depth);
    if (random_.OneIn(4)) Else(indent, depth);
  }

  void Clauses(size_t depth) {
    for (size_t i = 1 + random_.Below(3); i > 0; --i) {
      out_.Raw(",");
      out_.SoftBlank();
      Phrase(depth);
    }
  }

  // Starts with a word; what follows an operand is a word, that the two are not read as one.
  void Phrase(size_t depth, bool may_have_condition = true) {
    out_.Raw(random_.Pick(kPhraseWords));
    for (size_t i = random_.Below(4); i > 0; --i) {
      out_.Blank();
      Expressions(depth).PhraseOperand();
      out_.Blank();
      out_.Raw(random_.Pick(kPhraseWords));
    }
    if (random_.OneIn(5)) out_.Raw(" (order: Number, note: Text or empty) filed");
    if (random_.OneIn(8)) out_.Raw(" returns { id: Text, at: list of Date }");
    if (!may_have_condition || !random_.OneIn(5)) return;
    out_.Blank();
    out_.Raw(random_.Pick(kIntroducers));
    out_.Blank();
    Expressions(depth).Condition();
  }

  void OneLineEntries() {
    out_.Raw(" { City: ");
    Expressions(0).Text();
    out_.Raw(", Score: 5 }");
  }

  void Block(size_t indent, size_t depth) {
    out_.Raw(" {");
    const bool empty = depth == 0 || random_.OneIn(10);
    if (!empty && random_.OneIn(6)) return OneLineBlock();
    out_.EndStatement(indent + 2);
    if (!empty && random_.OneIn(6)) {
      Rows(indent + 2);
    } else if (!empty) {
      for (size_t i = 1 + random_.Below(3); i > 0; --i) {
        Statement(indent + 2, depth - 1, true);
        out_.EndStatement(i > 1 ? indent + 2 : indent);
      }
    }
    out_.Raw("}");
  }

  void OneLineBlock() {
    out_.Blank();
    Phrase(0);
    out_.Raw(" }");
  }

  void Rows(size_t indent) {
    out_.Raw("| severity | first response |");
    out_.EndStatement(indent);
    for (size_t i = 1 + random_.Below(3); i > 0; --i) {
      out_.Raw("| Urgent |");
      out_.Blank();
      Expressions(0).Cell();
      out_.Raw("|");
      out_.EndStatement(i > 1 ? indent : indent - 2);
    }
  }

  ExpressionGenerator Expressions(size_t depth) { return {random_, out_, depth}; }

  Random& random_;
  const GenerateOptions& options_;
  SourceWriter out_;
};

}  // namespace

uint64_t Random::Next() {
  uint64_t z = state_ += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

std::string GenerateProgram(uint64_t seed, const GenerateOptions& options) {
  Random random(seed);
  return ProgramGenerator(random, options).Program();
}

}  // namespace lsq::harness
