// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/classify.h"

#include "compiler/base/limits.h"
#include "compiler/parse/classifier.h"
#include "compiler/parse/layout.h"
#include "compiler/parse/words.h"

namespace lsq::parse {

Classifier::Classifier(std::string_view text, const std::vector<Token>& tokens, Start start, Reporter& report)
    : text_(text), tokens_(tokens), report_(report) {
  Frame first;
  if (start == Start::Expression) {
    first.place = Place::Brackets;
    first.condition = true;
  }
  frames_.push_back(first);
  out_.all.reserve(tokens.size() + 1);
}

Symbols Classifier::Run() {
  for (; tokens_[at_].kind != TokenKind::End && !stopped_; ++at_) {
    const Token& token = tokens_[at_];
    if (token.comment()) {
      Comment(token);
      continue;
    }
    if (token.line_start) LineStart(token);
    if (stopped_) break;
    One(token);
    doc_lines_.clear();
    before_last_ = last_token_;
    last_token_ = tokens_[at_];
  }
  const uint32_t end = static_cast<uint32_t>(text_.size());
  out_.all.push_back({SymbolKind::End, false, false, syntax::BinaryOp::Or, end, end});
  return std::move(out_);
}

void Classifier::Comment(const Token& token) {
  out_.comments.push_back({token.span(), token.line_start});
  if (token.kind == TokenKind::DocComment && token.line_start) doc_lines_.push_back(token.span());
}

void Classifier::LineStart(const Token& token) {
  if (!statement_level() || frame().form == Form::None) return;
  if (GoesOn(before_last_, last_token_, at_)) return;
  if (token.kind == TokenKind::LBrace && !frame().after_block) {
    report_.Report(kind::BraceOnNextLine, token.span())
        .Fix("move it up", Reporter::Place({last_token_.end, token.end}), " {");
    return;
  }
  EndStatement();
}

void Classifier::EndStatement() {
  Frame fresh;
  fresh.place = frame().place;
  fresh.closer = frame().closer;
  fresh.separate = true;
  frame() = fresh;
  // A declaration is one statement. What follows it here was torn off by a bracket that has been reported.
  if (fresh.place == Place::Top && report_.count() > 0) stopped_ = true;
}

void Classifier::BeginStatement() {
  if (frame().separate) Emit(SymbolKind::NEWLINE, {tokens_[at_].begin, tokens_[at_].begin});
  frame().separate = false;
  frame().form = Form::Card;
  frame().start = true;
  if (doc_lines_.empty()) return;
  Doc doc{out_.all.size(), ""};
  for (const Span line : doc_lines_) {
    std::string_view words = Slice(text_, line).substr(3);
    if (words.starts_with(' ')) words.remove_prefix(1);
    while (!words.empty() && (words.back() == ' ' || words.back() == '\t')) words.remove_suffix(1);
    if (!doc.text.empty() || line != doc_lines_.front()) doc.text += '\n';
    doc.text += words;
  }
  out_.docs.push_back(std::move(doc));
}

void Classifier::One(const Token& token) {
  if (statement_level() && frame().after_block && !IsCloser(token.kind) && !PeekWord(0, "else") &&
      token.kind != TokenKind::Comma && token.kind != TokenKind::Semicolon) {
    report_.Report(kind::TwoStatements, token.span())
        .Fix("start a new line", Reporter::Place({last_token_.end, token.begin}), "\n");
    EndStatement();
    if (stopped_) return;
  }
  if (statement_level() && frame().form == Form::None && !IsCloser(token.kind)) BeginStatement();
  switch (token.kind) {
    case TokenKind::Name:
      return Name(token);
    case TokenKind::Number:
      return Number(token);
    case TokenKind::Percentage:
      return EmitOperand(SymbolKind::NUMBER, token.span());
    case TokenKind::Date:
      return EmitOperand(SymbolKind::DATE, token.span());
    case TokenKind::DateTime:
      return EmitOperand(SymbolKind::DATETIME, token.span());
    case TokenKind::Time:
      return EmitOperand(SymbolKind::TIME, token.span());
    case TokenKind::Merge:
      return EmitOperand(SymbolKind::MERGE, token.span());
    case TokenKind::Skipped:
      return EmitOperand(SymbolKind::SKIPPED, token.span());
    case TokenKind::Text:
    case TokenKind::BlockText:
      return Text(token);
    case TokenKind::LBrace:
    case TokenKind::LParen:
    case TokenKind::LBrack:
      return Open(token);
    case TokenKind::RBrace:
    case TokenKind::RParen:
    case TokenKind::RBrack:
      return Close(token);
    default:
      return Punctuation(token);
  }
}

void Classifier::Punctuation(const Token& token) {
  using syntax::BinaryOp;
  switch (token.kind) {
    case TokenKind::Comma:
      return Comma(token);
    case TokenKind::Colon:
      return Colon(token);
    case TokenKind::Dot:
      return EmitOperator(SymbolKind::DOT, token.span());
    case TokenKind::Pipe:
      return Pipe(token);
    case TokenKind::Assign:
      return Assign(token);
    case TokenKind::Equal:
      return Compare(token, BinaryOp::Is);
    case TokenKind::NotEqual:
      return Compare(token, BinaryOp::IsNot);
    case TokenKind::Less:
      return Compare(token, BinaryOp::Less);
    case TokenKind::LessEqual:
      return Compare(token, BinaryOp::LessEqual);
    case TokenKind::Greater:
      return Compare(token, BinaryOp::Greater);
    case TokenKind::GreaterEqual:
      return Compare(token, BinaryOp::GreaterEqual);
    case TokenKind::Plus:
      return Sign(token, SymbolKind::PLUS);
    case TokenKind::Minus:
      return Sign(token, SymbolKind::MINUS);
    case TokenKind::Star:
      return EmitOperator(SymbolKind::STAR, token.span());
    case TokenKind::Slash:
      return EmitOperator(SymbolKind::SLASH, token.span());
    case TokenKind::Percent:
      return EmitOperator(SymbolKind::PERCENT, token.span());
    case TokenKind::Semicolon:
      return Semicolon(token);
    default:
      return ForeignOperator(token);
  }
}

void Classifier::Text(const Token& token) {
  const bool labels = statement_level() ? last() != SymbolKind::DOT && frame().start : frame().start;
  if (labels && Peek().kind == TokenKind::Colon && frame().place != Place::Top) {
    if (statement_level()) frame().form = Form::Entry;
    frame().start = false;
    Emit(SymbolKind::LABEL, token.span());
    return;
  }
  if (last() == SymbolKind::DOT || last() == SymbolKind::REF) {
    frame().operand = true;
    Emit(SymbolKind::TEXT, token.span());
    return;
  }
  EmitOperand(SymbolKind::TEXT, token.span());
}

void Classifier::Number(const Token& token) {
  const bool plain = SliceOf(token).find_first_not_of("0123456789.") == std::string_view::npos;
  if (plain && Peek().kind == TokenKind::Name) {
    const bool business = PeekWord(1, "business") && Peek(2).kind == TokenKind::Name;
    const Token& unit = Peek(business ? 2 : 1);
    if (UnitOf(SliceOf(unit), business)) {
      EmitOperand(SymbolKind::DURATION, {token.begin, unit.end});
      return Take(business ? 2 : 1);
    }
  }
  EmitOperand(SymbolKind::NUMBER, token.span());
}

// The braces of a type stand in brackets, behind `returns` and behind `field:`; all others hold statements.
bool Classifier::OpensShape() const {
  if (!statement_level() || last() == SymbolKind::COLON) return true;
  return last() == SymbolKind::NAME && Slice(text_, out_.all.back().span()) == "returns";
}

void Classifier::Open(const Token& token) {
  Frame inner;
  inner.place = Place::Brackets;
  inner.condition = true;
  if (token.kind == TokenKind::LParen) {
    if (last() == SymbolKind::MEMBER && token.glued) {
      report_.Report(kind::MemberCall, out_.all.back().span(), {std::string(Slice(text_, out_.all.back().span()))});
      out_.all.back().kind = SymbolKind::CALLEE;  // fits nowhere behind a dot, so the rest is left out
    }
    inner.closer = SymbolKind::RPAREN;
    const bool attached = last() == SymbolKind::CALLEE || last() == SymbolKind::QUANTIFIER;
    attached ? void(Emit(SymbolKind::LPAREN, token.span())) : EmitOperand(SymbolKind::LPAREN, token.span());
  } else if (token.kind == TokenKind::LBrack) {
    inner.closer = SymbolKind::RBRACK;
    const bool attached = last() == SymbolKind::ONE_OF;
    attached ? void(Emit(SymbolKind::LBRACK, token.span())) : EmitOperand(SymbolKind::LBRACK, token.span());
  } else if (OpensShape()) {
    inner.closer = SymbolKind::SHAPE_CLOSE;
    EmitOperand(SymbolKind::SHAPE_OPEN, token.span());
  } else {
    inner = Frame{};
    inner.place = Place::Block;
    inner.closer = SymbolKind::RBRACE;
    Emit(SymbolKind::LBRACE, token.span());
  }
  frames_.push_back(inner);
}

void Classifier::Close(const Token& token) {
  if (frames_.size() == 1) return;                       // cannot be: brackets balance
  if (last() == SymbolKind::COMMA) out_.all.pop_back();  // one comma too many before a bracket is no mistake
  Emit(frame().closer, token.span());
  const bool block = frame().place == Place::Block;
  frames_.pop_back();
  frame().operand = !block;
  if (block) {
    frame().after_block = true;
    frame().condition = false;
  }
}

void Classifier::Comma(const Token& token) {
  if (frame().place == Place::Block && frame().form != Form::Row) {
    const bool name = Peek().kind == TokenKind::Name || Peek().text();
    const TokenKind after = Peek(2).kind;
    if (name && (after == TokenKind::Colon || (after == TokenKind::Assign && Peek().kind == TokenKind::Name))) {
      return EndStatement();
    }
  }
  Emit(SymbolKind::COMMA, token.span());
  frame().operand = false;
  frame().changed = frame().exists = false;
  if (statement_level()) {
    frame().condition = false;
  } else {
    frame().start = true;
  }
}

void Classifier::Colon(const Token& token) {
  Emit(SymbolKind::COLON, token.span());
  frame().condition = true;
  frame().operand = false;
}

void Classifier::Assign(const Token& token) {
  const auto instead = [&](const char* word) {
    report_.Report(kind::EqualsSign, token.span(), {word})
        .Fix(std::string("write `") + word + "`", Reporter::Place(token.span()), word);
  };
  const bool let = frame().form == Form::Let && !frame().condition;
  if (let || frame().expects_to) {
    instead(let ? "be" : "to");
    EmitOperator(let ? SymbolKind::BE : SymbolKind::TO, token.span());
    frame().condition = true;
    frame().expects_to = false;
    return;
  }
  const bool declares = frame().form == Form::Entry || (frame().place == Place::Top && frame().form == Form::Card);
  if (statement_level() && declares && (frame().form == Form::Entry || !frame().condition)) {
    EmitOperator(SymbolKind::ASSIGN, token.span());
    frame().condition = true;
    return;
  }
  instead("is");
  frame().condition = true;
  EmitOperator(SymbolKind::COMPARE, token.span());
  out_.all.back().op = syntax::BinaryOp::Is;
}

void Classifier::Pipe(const Token& token) {
  if (statement_level() && frame().start) frame().form = Form::Row;
  Emit(SymbolKind::PIPE, token.span());
  frame().start = frame().operand = frame().condition = false;
}

// A sign joins two operands or stands before one. In a phrase a word may come before a negative number: `by -1`.
void Classifier::Sign(const Token& token, SymbolKind binary) {
  const bool spaced = !token.glued && Peek().glued && Peek().kind == TokenKind::Number;
  const bool phrase_word = statement_level() && !frame().condition && spaced && last() == SymbolKind::NAME &&
                           (out_.all.size() < 2 || out_.all[out_.all.size() - 2].kind != SymbolKind::DOT);
  if (frame().operand && !phrase_word) return EmitOperator(binary, token.span());
  if (binary == SymbolKind::MINUS) {
    frame().start = false;
    Emit(SymbolKind::NEGATE, token.span());
    frame().operand = false;
    return;
  }
  // `+1d` is reported as a number of the wrong form; the sign itself says nothing.
  if (Peek().kind != TokenKind::Number || !Peek().glued) EmitOperator(binary, token.span());
}

void Classifier::Compare(const Token& token, syntax::BinaryOp op) {
  const bool cell = frame().form == Form::Row && statement_level() && last() == SymbolKind::PIPE;
  const bool wrong = !cell && statement_level() && !frame().condition && frame().operand;
  if (wrong) {
    report_.Report(kind::ComparisonInPhrase, token.span(), {std::string(SliceOf(token))});
  }
  frame().condition = true;
  EmitOperator(cell ? SymbolKind::CELL_TEST : SymbolKind::COMPARE, token.span());
  out_.all.back().wrong = wrong;
  out_.all.back().op = op;
}

void Classifier::Semicolon(const Token& token) {
  const Token& next = tokens_[at_ + 1];
  const bool ends = next.line_start || next.kind == TokenKind::End || IsCloser(next.kind) || next.comment();
  report_.Report(kind::Semicolon, token.span())
      .Fix(ends ? "remove it" : "start a new line", Reporter::Place(token.span()), ends ? "" : "\n");
  if (statement_level()) return EndStatement();
  Comma(token);
}

void Classifier::ForeignOperator(const Token& token) {
  const char* word = token.kind == TokenKind::AndAnd ? "and" : (token.kind == TokenKind::OrOr ? "or" : "not");
  report_.Report(kind::ForeignOperator, token.span(), {std::string(SliceOf(token)), word})
      .Fix(std::string("write `") + word + "`", Reporter::Place(token.span()),
           word + std::string(token.kind == TokenKind::Bang ? " " : ""));
  if (token.kind == TokenKind::Bang) return Not(token);
  frame().condition = true;
  EmitOperator(token.kind == TokenKind::AndAnd ? SymbolKind::AND : SymbolKind::OR, token.span());
}

// ---- helpers --------------------------------------------------------------------------------------------------------

const Token& Classifier::Peek(size_t ahead) const {
  static const Token kNothing;
  size_t i = at_;
  Token before = last_token_, last = tokens_[i];
  for (; ahead > 0; --ahead) {
    do {
      if (tokens_[i].kind == TokenKind::End) return kNothing;
      ++i;
    } while (tokens_[i].comment());
    const bool next_line = tokens_[i].line_start && statement_level();
    if (next_line && !GoesOn(before, last, i)) return kNothing;
    before = last;
    last = tokens_[i];
  }
  return tokens_[i];
}

bool Classifier::GoesOn(const Token& before, const Token& last, size_t next) const {
  size_t second = next;
  if (tokens_[second].kind != TokenKind::End) ++second;
  while (tokens_[second].comment()) ++second;
  return LineGoesOn(text_, {before, last, tokens_[next], tokens_[second]});
}

bool Classifier::PeekWord(size_t ahead, std::string_view word) const {
  const Token& token = Peek(ahead);
  return token.kind == TokenKind::Name && SliceOf(token) == word;
}

void Classifier::Take(size_t tokens) {
  for (; tokens > 0; --tokens) {
    before_last_ = last_token_;
    last_token_ = tokens_[at_];
    for (++at_; tokens_[at_].comment(); ++at_) Comment(tokens_[at_]);
  }
}

Symbol& Classifier::Emit(SymbolKind kind, Span span) {
  out_.all.push_back({kind, false, false, syntax::BinaryOp::Or, span.begin, span.end});
  return out_.all.back();
}

void Classifier::EmitOperator(SymbolKind kind, Span span) {
  frame().start = frame().operand = false;
  Emit(kind, span);
}

void Classifier::EmitOperand(SymbolKind kind, Span span) {
  NextItem();
  frame().start = false;
  Emit(kind, span);
  frame().operand = true;
}

// An operand behind an operand: in a phrase, a condition ends there.
void Classifier::NextItem() {
  if (!frame().operand) return;
  const Form form = frame().form;
  if (statement_level() && (form == Form::Card || form == Form::Entry || form == Form::Row)) {
    frame().condition = frame().changed = frame().exists = false;
    frame().between = frame().ifs = frame().thens = 0;
  }
}

bool Classifier::Nest(Span span) {
  if (++frame().tails <= limits::kNesting) return true;
  if (frame().tails == limits::kNesting + 1) {
    report_.Report(kind::NestingTooDeep, span, {std::to_string(limits::kNesting)});
    report_.GiveUp();
  }
  return false;
}

Symbols Classify(std::string_view text, const std::vector<Token>& tokens, Start start, Reporter& report) {
  return Classifier(text, tokens, start, report).Run();
}

}  // namespace lsq::parse
