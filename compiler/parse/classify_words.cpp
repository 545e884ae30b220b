// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "compiler/parse/characters.h"
#include "compiler/parse/classifier.h"
#include "compiler/parse/words.h"

namespace lsq::parse {

using syntax::BinaryOp;

void Classifier::Name(const Token& token) {
  const bool joins = IsInfixWord(SliceOf(token)) || (frame().expects_to && SliceOf(token) == "to");
  if (last() == SymbolKind::DOT && (token.glued || !joins)) {
    frame().operand = true;
    Emit(SymbolKind::MEMBER, token.span());
    return;
  }
  if (last() == SymbolKind::LET || last() == SymbolKind::AS) return EmitOperand(SymbolKind::NAME, token.span());
  if (frame().start && StatementWord(token)) return;
  if (frame().operand && OperatorWord(token)) return;
  if (PairWord(token)) return;
  if (!frame().operand && PrefixWord(token)) return;
  if (ElseWord(token)) return;
  const Form form = frame().form;
  const bool phrase = statement_level() && (form == Form::Card || form == Form::Entry || form == Form::Row);
  if (phrase && (frame().operand || !frame().condition) && IsIntroducer(SliceOf(token))) {
    NextItem();
    EmitOperator(SymbolKind::INTRODUCER, token.span());
    frame().condition = true;
    return;
  }
  Operand(token);
}

// What only the first word of a statement, or of an element in brackets, can be.
bool Classifier::StatementWord(const Token& token) {
  const std::string_view word = SliceOf(token);
  const TokenKind next = Peek().kind;
  const bool entry = statement_level() && next == TokenKind::Assign && frame().place == Place::Block;
  if (next == TokenKind::Colon || entry) {
    if (statement_level()) frame().form = Form::Entry;
    frame().start = false;
    Emit(SymbolKind::LABEL, token.span());
    return true;
  }
  if (!statement_level()) return false;
  const auto begins = [&](std::string_view keyword, SymbolKind kind, Form form) {
    if (word != keyword && !WrongCase(token, keyword)) return false;
    frame().form = form;
    EmitOperator(kind, token.span());
    return true;
  };
  if (begins("if", SymbolKind::IF, Form::If)) return frame().condition = true;
  if (begins("let", SymbolKind::LET, Form::Let)) return true;
  if (begins("set", SymbolKind::SET, Form::Set)) return frame().expects_to = true;
  return false;
}

// Reports `If x` for `if x`, but not a field or record called If.
bool Classifier::WrongCase(const Token& token, std::string_view keyword) {
  const std::string_view word = SliceOf(token);
  const auto same = [](char a, char b) { return ToLower(a) == b; };
  if (word == keyword || !std::equal(word.begin(), word.end(), keyword.begin(), keyword.end(), same)) return false;
  const TokenKind next = Peek().kind;
  const bool operand = next == TokenKind::Name || next == TokenKind::Text || next == TokenKind::Number ||
                       next == TokenKind::LParen || next == TokenKind::LBrack || next == TokenKind::Merge;
  if (!operand) return false;
  report_.Report(kind::WrongCase, token.span(), {std::string(keyword)})
      .Fix("write `" + std::string(keyword) + "`", Reporter::Place(token.span()), std::string(keyword));
  return true;
}

// Behind an operand: a word that joins it to the next.
bool Classifier::OperatorWord(const Token& token) {
  const std::string_view word = SliceOf(token);
  if (word == "default") {
    EmitOperator(SymbolKind::DEFAULT, token.span());
    return true;
  }
  if (frame().form == Form::Let && !frame().condition && word == "be") {
    EmitOperator(SymbolKind::BE, token.span());
    return frame().condition = true;
  }
  if (frame().expects_to && (word == "to" || WrongCase(token, "to"))) {
    EmitOperator(SymbolKind::TO, token.span());
    frame().expects_to = false;
    return frame().condition = true;
  }
  if (!frame().condition) return false;
  return JoiningWord(token, word) || ChangeWord(token, word) || Comparison(token);
}

bool Classifier::JoiningWord(const Token& token, std::string_view word) {
  const auto joins = [&](SymbolKind kind) {
    EmitOperator(kind, token.span());
    return true;
  };
  if (word == "and" && frame().between > 0) {
    --frame().between;
    return joins(SymbolKind::BETWEEN_AND);
  }
  if (word == "and" || word == "or" || WrongCase(token, "and") || WrongCase(token, "or")) {
    frame().changed = frame().exists = false;
    return joins(ToLower(word[0]) == 'a' ? SymbolKind::AND : SymbolKind::OR);
  }
  if (word == "then" && frame().ifs > 0) {
    --frame().ifs, ++frame().thens;
    return joins(SymbolKind::THEN);
  }
  if (word == "else" && frame().thens > 0) {
    --frame().thens;
    return joins(SymbolKind::OTHERWISE);
  }
  if (word == "where" && frame().exists) {
    frame().exists = false;
    return Nest(token.span()) ? joins(SymbolKind::EXISTS_WHERE) : true;
  }
  if (word == "where" && !statement_level()) return joins(SymbolKind::WHERE);
  if (word == "exists" && last() == SymbolKind::ENTITY) {
    Emit(SymbolKind::EXISTS, token.span());
    return frame().exists = true;
  }
  if (word == "as" && last() == SymbolKind::EXISTS) return joins(SymbolKind::AS);
  return false;
}

bool Classifier::ChangeWord(const Token& token, std::string_view word) {
  if (word == "changed" || word == "increased" || word == "decreased") {
    Emit(SymbolKind::CHANGED, token.span());
    frame().changed = word == "changed";
    return true;
  }
  if (word == "crosses") {
    EmitOperator(SymbolKind::CROSSES, token.span());
    return true;
  }
  if (!frame().changed || (word != "from" && word != "to")) return false;
  EmitOperator(word == "from" ? SymbolKind::FROM : SymbolKind::TO_VALUE, token.span());
  frame().changed = word == "from";
  return true;
}

bool Classifier::Comparison(const Token& token) {
  if (PeekWord(0, "between") || (PeekWord(0, "not") && PeekWord(1, "between"))) {
    const bool negated = PeekWord(0, "not");
    const bool cell = frame().form == Form::Row && last() == SymbolKind::PIPE;
    EmitOperator(cell ? SymbolKind::CELL_TEST : SymbolKind::BETWEEN, {token.begin, negated ? Peek().end : token.end});
    out_.all.back().op = negated ? BinaryOp::NotIn : BinaryOp::In;
    out_.all.back().between = true;
    ++frame().between;
    if (negated) Take(1);
    return true;
  }
  std::array<std::string_view, kComparisonWords> words;
  size_t count = 0;
  for (; count < words.size() && Peek(count).kind == TokenKind::Name; ++count) words[count] = SliceOf(Peek(count));
  for (const std::string_view word : {"is", "in", "contains"}) {
    if (WrongCase(token, word)) words[0] = word;
  }
  const auto found = ComparisonOf(words.data(), count);
  if (!found) return false;
  const bool cell = frame().form == Form::Row && last() == SymbolKind::PIPE;
  EmitOperator(cell ? SymbolKind::CELL_TEST : SymbolKind::COMPARE, {token.begin, Peek(found->words - 1).end});
  out_.all.back().op = found->op;
  out_.all.back().exactly = found->exactly;
  frame().changed = false;
  Take(found->words - 1);
  return true;
}

// Two words that make one together: all of (…), one of […], list of Text.
bool Classifier::PairWord(const Token& token) {
  const std::string_view word = SliceOf(token);
  if (!PeekWord(1, "of")) return false;
  const Span both{token.begin, Peek().end};
  const TokenKind third = Peek(2).kind;
  const bool nests = word == "list" && third == TokenKind::Name && Nest(token.span());
  if ((word == "all" || word == "any") && third == TokenKind::LParen) {
    EmitOperand(SymbolKind::QUANTIFIER, both);
  } else if (word == "one" && third == TokenKind::LBrack) {
    EmitOperand(SymbolKind::ONE_OF, both);
  } else if (nests) {
    NextItem();
    EmitOperator(SymbolKind::LIST_OF, both);
  } else {
    return false;
  }
  Take(1);
  return true;
}

// Where an operand is due: words that stand before one.
bool Classifier::PrefixWord(const Token& token) {
  const std::string_view word = SliceOf(token);
  const bool cell = statement_level() && frame().form == Form::Row && last() == SymbolKind::PIPE;
  if (cell && Peek().kind != TokenKind::Pipe && Comparison(token)) return frame().condition = true;
  if (!frame().condition) return false;
  if (word == "not" || WrongCase(token, "not")) {
    Not(token);
    return true;
  }
  if (word == "if") {
    EmitOperator(SymbolKind::CONDITION_IF, token.span());
    ++frame().ifs;
    if (!Nest(token.span())) out_.all.back().kind = SymbolKind::SKIPPED;
    return true;
  }
  return Window(token);
}

// `in last 7 days`, `in this month`.
bool Classifier::Window(const Token& token) {
  const bool after_in = (last() == SymbolKind::COMPARE || last() == SymbolKind::CELL_TEST) &&
                        (out_.all.back().op == BinaryOp::In || out_.all.back().op == BinaryOp::NotIn);
  if (!after_in || !DirectionOf(SliceOf(token))) return false;
  const bool counted = Peek().kind == TokenKind::Number;
  const Token& unit = Peek(counted ? 2 : 1);
  if (unit.kind != TokenKind::Name || !UnitOf(SliceOf(unit))) return false;
  EmitOperand(SymbolKind::WINDOW, {token.begin, unit.end});
  Take(counted ? 2 : 1);
  return true;
}

// `not` negates a whole condition, so it stands where one starts: behind an introducer or an opening bracket.
void Classifier::Not(const Token& token) {
  const SymbolKind before = last();
  const bool behind = before == SymbolKind::AND || before == SymbolKind::OR || before == SymbolKind::COMPARE;
  if (behind && token.kind == TokenKind::Name) {
    report_.Report(kind::MisplacedNot, token.span(),
                   {std::string(SliceOf(
                       {TokenKind::Name, Issue::None, false, false, out_.all.back().begin, out_.all.back().end}))});
  }
  EmitOperator(SymbolKind::NOT, token.span());
  frame().condition = true;
}

bool Classifier::ElseWord(const Token& token) {
  if (!statement_level() || last() == SymbolKind::COMMA) return false;
  if (SliceOf(token) != "else" && !(frame().after_block && WrongCase(token, "else"))) return false;
  const bool arm = PeekWord(1, "if");
  const bool orphan = frame().form == Form::Card && frame().start;
  if (orphan) {
    report_.Report(kind::ElseWithoutIf, token.span());
    if (!arm) {
      EmitOperand(SymbolKind::SKIPPED, token.span());
      return true;
    }
    frame().form = Form::If;
  }
  const bool else_if = arm && frame().form == Form::If;
  if (arm && !else_if) {
    const Span both{token.begin, Peek().end};
    report_.Report(kind::ElseIfOfCard, both);
    frame().after_block = false;
    EmitOperand(SymbolKind::SKIPPED, both);
    Take(1);
    return true;
  }
  const SymbolKind kind = else_if ? (orphan ? SymbolKind::IF : SymbolKind::ELSE_IF) : SymbolKind::ELSE;
  frame().after_block = false;
  EmitOperator(kind, {token.begin, else_if ? Peek().end : token.end});
  frame().condition = else_if;
  if (else_if) {
    Take(1);
  } else {
    frame().form = Form::Card;
    if (PeekWord(1, "set")) {
      Take(1);
      frame().form = Form::Set;
      frame().expects_to = true;
      EmitOperator(SymbolKind::SET, tokens_[at_].span());
    }
  }
  return true;
}

void Classifier::Operand(const Token& token) {
  const std::string_view word = SliceOf(token);
  const Token& next = Peek();
  const bool call = next.kind == TokenKind::LParen && next.glued;
  if (ConstantOf(word) && !call) return EmitOperand(SymbolKind::CONSTANT, token.span());
  if (call) return EmitOperand(SymbolKind::CALLEE, token.span());
  if (next.text()) return EmitOperand(SymbolKind::REF, token.span());
  const bool entity = (frame().condition && !frame().operand) && PeekWord(1, "exists");
  EmitOperand(entity ? SymbolKind::ENTITY : SymbolKind::NAME, token.span());
}

}  // namespace lsq::parse
