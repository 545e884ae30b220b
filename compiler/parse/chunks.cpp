// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/chunks.h"

#include <algorithm>

#include "compiler/parse/brackets.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/layout.h"
#include "compiler/parse/scanner.h"

namespace lsq::parse {

namespace {

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens), closed_(FindClosed(tokens)) {}

  Chunks Run() {
    while (true) {
      const size_t docs = SkipToDeclaration();
      if (tokens_[at_].kind == TokenKind::End) return std::move(result_);
      Chunk chunk{docs, 0, false};
      chunk.cut_short = SkipDeclaration();
      if (tokens_[at_].comment() && !tokens_[at_].line_start) ++at_;
      chunk.last = at_;
      result_.declarations.push_back(chunk);
    }
  }

 private:
  // Past loose comments; gives the index of the first of the doc comments that touch the declaration.
  size_t SkipToDeclaration() {
    size_t docs = at_;
    for (; tokens_[at_].comment(); ++at_) {
      const bool doc = tokens_[at_].kind == TokenKind::DocComment && TouchesNextLine(at_);
      if (doc) continue;
      for (; docs <= at_; ++docs) result_.loose_comments.push_back(tokens_[docs].span());
    }
    if (tokens_[at_].kind == TokenKind::End) {
      for (; docs < at_; ++docs) result_.loose_comments.push_back(tokens_[docs].span());
    }
    return docs;
  }
  // No empty line between this comment and what follows it.
  bool TouchesNextLine(size_t i) const {
    const std::string_view gap = text_.substr(tokens_[i].end, tokens_[i + 1].begin - tokens_[i].end);
    return std::count(gap.begin(), gap.end(), '\n') <= 1 && tokens_[i + 1].kind != TokenKind::End;
  }

  // Leaves `at_` behind the declaration; true when it was cut at the next one's first word.
  bool SkipDeclaration() {
    const size_t first = at_;
    size_t depth = 0;
    bool unclosed = false;
    Token before, last;
    for (; tokens_[at_].kind != TokenKind::End; ++at_) {
      const Token& token = tokens_[at_];
      if (token.comment()) {
        // A comment ends no statement, but the next declaration's doc comments are not ours.
        const size_t next = EndOfComments();
        if (depth == 0 && !unclosed && at_ > first && token.line_start && Ends(before, last, next)) return false;
        at_ = next - 1;
        continue;
      }
      if (at_ > first && token.line_start) {
        if (unclosed && StartsOtherDeclaration(token)) return BackToItsDocs(first);
        if (depth == 0 && !unclosed && Ends(before, last, at_)) return false;
      } else if (depth == 0 && !unclosed && at_ > first && EndedOnThisLine(last, token)) {
        return false;
      }
      if (IsOpener(token.kind) && closed_[at_]) ++depth;
      if (IsOpener(token.kind) && !closed_[at_] && depth == 0) unclosed = true;
      if (IsCloser(token.kind) && closed_[at_] && depth > 0) --depth;
      before = last;
      last = token;
    }
    return false;
  }

  // Past the comments from `at_` on that start a line, or past the one that does not.
  size_t EndOfComments() const {
    size_t next = at_ + 1;
    while (tokens_[at_].line_start && tokens_[next].comment()) ++next;
    return next;
  }
  // Whether the statement ends before the line that `next` starts.
  bool Ends(const Token& before, const Token& last, size_t next) const {
    if (tokens_[next].kind == TokenKind::End) return true;
    size_t second = next + 1;
    while (tokens_[second].comment()) ++second;
    return tokens_[next].kind != TokenKind::LBrace &&
           !LineGoesOn(text_, {before, last, tokens_[next], tokens_[second]});
  }

  // `automation "A" { } automation "B" { }` and `language 2026; use std.crm`.
  bool EndedOnThisLine(const Token& last, const Token& token) const {
    if (last.kind == TokenKind::Semicolon) return true;
    return last.kind == TokenKind::RBrace && token.kind == TokenKind::Name && Slice(text_, token.span()) != "else" &&
           StartsDeclaration(text_, token.begin);
  }
  bool StartsOtherDeclaration(const Token& token) const {
    const bool column0 = token.begin == 0 || IsLineEnd(text_[token.begin - 1]);
    return column0 && token.kind == TokenKind::Name && StartsDeclaration(text_, token.begin);
  }
  bool BackToItsDocs(size_t first) {
    while (at_ > first + 1 && tokens_[at_ - 1].kind == TokenKind::DocComment && tokens_[at_ - 1].line_start) --at_;
    return true;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<bool> closed_;
  size_t at_ = 0;
  Chunks result_;
};

}  // namespace

Chunks CutIntoDeclarations(std::string_view text, const std::vector<Token>& tokens) {
  return Cutter(text, tokens).Run();
}

}  // namespace lsq::parse
