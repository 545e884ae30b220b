// SPDX-License-Identifier: Apache-2.0
// The state of classify.cpp and classify_words.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/parse/classify.h"

namespace lsq::parse {

enum class Place : uint8_t { Top, Block, Brackets };  // Brackets: ( [ and the braces of a type
enum class Form : uint8_t { None, Card, If, Let, Set, Entry, Row };

// What is known within one bracket pair, or outside all.
struct Frame {
  Place place = Place::Top;
  SymbolKind closer = SymbolKind::End;
  Form form = Form::None;       // of the statement being read; None before its first word
  bool condition = false;       // reading a condition, else a phrase
  bool operand = false;         // an operand has just ended
  bool start = true;            // nothing of this statement, element or cell was read yet
  bool expects_to = false;      // `set x` still lacks its `to`
  bool separate = false;        // a statement ended; a NEWLINE goes before the next one
  bool after_block = false;     // the statement's block was closed
  bool changed = false;         // `changed` may be followed by from and to
  bool exists = false;          // `x exists` may be followed by `as` and `where`
  uint32_t between = 0;         // so many `between` lack their `and`
  uint32_t ifs = 0, thens = 0;  // so many `if` lack their `then`, so many `then` their `else`
  size_t tails = 0;             // forms of this statement that nest to the right without brackets
};

class Classifier {
 public:
  Classifier(std::string_view text, const std::vector<Token>& tokens, Start start, Reporter& report);
  Symbols Run();

 private:
  // classify.cpp: statements, brackets, signs
  void Comment(const Token& token);
  void LineStart(const Token& token);
  void EndStatement();
  void BeginStatement();
  void One(const Token& token);
  void Punctuation(const Token& token);
  void Text(const Token& token);
  void Number(const Token& token);
  void Open(const Token& token);
  void Close(const Token& token);
  void Comma(const Token& token);
  void Colon(const Token& token);
  void Assign(const Token& token);
  void Pipe(const Token& token);
  void Sign(const Token& token, SymbolKind binary);
  void Compare(const Token& token, syntax::BinaryOp op);
  void Semicolon(const Token& token);
  void ForeignOperator(const Token& token);
  bool OpensShape() const;

  // classify_words.cpp
  void Name(const Token& token);
  bool StatementWord(const Token& token);
  bool OperatorWord(const Token& token);
  bool JoiningWord(const Token& token, std::string_view word);
  bool ChangeWord(const Token& token, std::string_view word);
  bool Comparison(const Token& token);
  bool PairWord(const Token& token);
  bool PrefixWord(const Token& token);
  bool ElseWord(const Token& token);
  void Operand(const Token& token);
  bool WrongCase(const Token& token, std::string_view keyword);
  bool Window(const Token& token);
  void Not(const Token& token);
  void NextItem();

  // helpers
  std::string_view SliceOf(const Token& token) const { return Slice(text_, token.span()); }
  // The token `ahead` places behind the current one, comments left out.
  const Token& Peek(size_t ahead = 1) const;
  bool PeekWord(size_t ahead, std::string_view word) const;
  // Whether the line that ends with `last` goes on with the token at index `next`.
  bool GoesOn(const Token& before, const Token& last, size_t next) const;
  SymbolKind last() const { return out_.all.empty() ? SymbolKind::End : out_.all.back().kind; }
  Frame& frame() { return frames_.back(); }
  const Frame& frame() const { return frames_.back(); }
  bool statement_level() const { return frame().place != Place::Brackets; }
  Symbol& Emit(SymbolKind kind, Span span);
  void EmitOperator(SymbolKind kind, Span span);  // an operand follows
  void EmitOperand(SymbolKind kind, Span span);
  bool Nest(Span span);      // false, after a report, when too many tails are open
  void Take(size_t tokens);  // consumes that many tokens behind the current one

  std::string_view text_;
  const std::vector<Token>& tokens_;  // with comments
  Reporter& report_;
  size_t at_ = 0;
  Token before_last_, last_token_;  // without comments
  std::vector<Frame> frames_;
  Symbols out_;
  std::vector<Span> doc_lines_;
  bool stopped_ = false;
};

}  // namespace lsq::parse
