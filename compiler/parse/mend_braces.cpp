// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/mend_braces.h"

#include <algorithm>
#include <utility>

#include "compiler/parse/brackets.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/layout.h"

namespace lsq::parse {

namespace {

class Mender {
 public:
  Mender(std::string_view text, const std::vector<Token>& tokens, size_t excess)
      : text_(text), tokens_(tokens), excess_(excess) {}

  MendedBraces Run() {
    for (at_ = 0; tokens_[at_].kind != TokenKind::End; ++at_) {
      const Token& token = tokens_[at_];
      if (token.comment()) continue;
      if (token.line_start) indent_ = Indent(token);
      if (token.line_start && !GoesOn()) NewLine();
      if (token.kind == TokenKind::LBrace) open_.push_back(indent_of_statement());
      if (token.kind == TokenKind::RBrace) ClosingBrace(token);
      before_last_ = last_;
      last_ = at_;
      if (token.kind != TokenKind::RBrace && !lines_.empty()) lines_.back().holds_more = true;
      if (!lines_.empty()) lines_.back().last = at_;
    }
    return Result();
  }

 private:
  // A statement, or the first of several on its line; those deeper than the next one are forgotten.
  struct Line {
    size_t indent;
    size_t last;              // its last token so far
    bool holds_more = false;  // than closing braces
    bool has_deeper = false;  // lines below it
  };
  struct Insertion {
    size_t behind;  // a token
  };

  size_t indent_of_statement() const { return lines_.empty() ? 0 : lines_.back().indent; }

  size_t Indent(const Token& token) const { return token.begin - LineStartBefore(text_, token.begin); }

  bool GoesOn() const {
    if (at_ == 0 || IsCloser(tokens_[at_].kind)) return false;
    size_t second = at_ + 1;
    while (tokens_[second].comment()) ++second;
    return LineGoesOn(text_, {tokens_[before_last_], tokens_[last_], tokens_[at_], tokens_[second]});
  }

  // A brace that closes belongs to the line that is indented as it is, so that one is kept for it.
  void NewLine() {
    const bool closes = tokens_[at_].kind == TokenKind::RBrace;
    while (!lines_.empty() && lines_.back().indent > indent_) lines_.pop_back();
    if (!closes && !lines_.empty() && lines_.back().indent == indent_) lines_.pop_back();
    if (closes && !lines_.empty() && lines_.back().indent == indent_) return;
    if (!lines_.empty()) lines_.back().has_deeper = true;
    lines_.push_back({indent_, at_});
  }

  void ClosingBrace(const Token& token) {
    const bool deeper_than_opener = open_.empty() || open_.back() < indent_;
    if (excess_ > 0 && deeper_than_opener) {
      --excess_;
      const Line* head = lines_.empty() ? nullptr : &lines_.back();
      const bool forgotten = token.line_start && head != nullptr && head->indent == indent_ && head->holds_more &&
                             head->has_deeper && tokens_[head->last].kind != TokenKind::LBrace;
      if (forgotten) {
        insertions_.push_back({head->last});
      } else {
        stray_.push_back(at_);
      }
    } else if (!open_.empty()) {
      open_.pop_back();
    }
    if (token.line_start) lines_.back() = {indent_, at_};
  }

  MendedBraces Result() {
    std::sort(insertions_.begin(), insertions_.end(),
              [](const Insertion& a, const Insertion& b) { return a.behind < b.behind; });
    MendedBraces result;
    size_t insertion = 0;
    size_t stray = 0;
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (stray < stray_.size() && stray_[stray] == i) {
        result.stray.push_back(tokens_[i].span());
        ++stray;
      } else {
        result.tokens.push_back(tokens_[i]);
      }
      for (; insertion < insertions_.size() && insertions_[insertion].behind == i; ++insertion) {
        const uint32_t place = tokens_[i].end;
        result.tokens.push_back({TokenKind::LBrace, Issue::None, false, false, place, place});
        result.missing.push_back({place, place});
      }
    }
    return result;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  size_t excess_;  // closing braces that close nothing
  size_t at_ = 0;
  size_t last_ = 0;  // the tokens before, without comments
  size_t before_last_ = 0;
  size_t indent_ = 0;         // of the line
  std::vector<Line> lines_;   // each deeper than the one before
  std::vector<size_t> open_;  // the indentation of what opened each block
  std::vector<Insertion> insertions_;
  std::vector<size_t> stray_;
};

}  // namespace

MendedBraces MendBraces(std::string_view text, std::vector<Token> tokens) {
  const std::vector<bool> closed = FindClosed(tokens);
  size_t excess = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::RBrace && !closed[i]) ++excess;
  }
  if (excess == 0) return {std::move(tokens), {}, {}};
  return Mender(text, tokens, excess).Run();
}

}  // namespace lsq::parse
