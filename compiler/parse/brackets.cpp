// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/brackets.h"

#include <algorithm>

#include "compiler/base/limits.h"
#include "compiler/parse/characters.h"

namespace lsq::parse {

namespace {

struct Open {
  size_t index;  // into the tokens read
  TokenKind kind;
};

struct Insertion {
  size_t before;  // index into the tokens read
  TokenKind closer;
};

const char* Sign(TokenKind kind) {
  switch (kind) {
    case TokenKind::LBrace:
      return "{";
    case TokenKind::RBrace:
      return "}";
    case TokenKind::LParen:
      return "(";
    case TokenKind::RParen:
      return ")";
    case TokenKind::LBrack:
      return "[";
    default:
      return "]";
  }
}

class Balancer {
 public:
  // `missing`: how many blocks are known to lack their closing brace, from a first run. Only then does indentation
  // decide which (language rule 1: it never changes what a correct program means).
  Balancer(std::string_view text, const std::vector<Token>& tokens, size_t missing, Reporter& report)
      : text_(text), tokens_(tokens), missing_(missing), report_(report), match_(tokens.size(), 0) {}

  void Run() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      const Token& token = tokens_[at_];
      if (IsOpener(token.kind)) {
        Opener(token);
      } else if (IsCloser(token.kind)) {
        Closer(token);
      } else if (token.kind == TokenKind::End) {
        break;
      } else if (token.issue == Issue::UnclosedBlockText) {
        silent_ = true;  // it took what would have closed the rest
      } else if (token.line_start && token.kind == TokenKind::Name) {
        Else(token);
      }
    }
    while (!stack_.empty()) LeaveOpen(at_);
  }

  size_t missing_braces() const { return unclosed_braces_; }

  std::vector<Token> Result() {
    std::stable_sort(insertions_.begin(), insertions_.end(),
                     [](const Insertion& a, const Insertion& b) { return a.before < b.before; });
    std::vector<Token> out;
    out.reserve(tokens_.size() + insertions_.size());
    size_t next = 0;
    for (size_t i = 0; i < tokens_.size(); ++i) {
      for (; next < insertions_.size() && insertions_[next].before == i; ++next) {
        const uint32_t place = i == 0 ? 0 : tokens_[i - 1].end;
        out.push_back({insertions_[next].closer, Issue::None, false, false, place, place});
      }
      if (!Dropped(i)) out.push_back(replaced_.empty() ? tokens_[i] : Replaced(i));
    }
    return out;
  }

 private:
  // `else` at the start of a line closes the block whose lines are indented deeper, when that was forgotten.
  void Else(const Token& token) {
    if (missing_ <= unclosed_braces_ || Slice(text_, token.span()) != "else") return;
    const auto ends = [&, indent = Indent(at_)](const Open& open) {
      const Token& first = tokens_[open.index + 1];
      return open.kind == TokenKind::LBrace && first.line_start && Indent(open.index + 1) > indent;
    };
    while (missing_ > unclosed_braces_ && !stack_.empty() && ends(stack_.back())) LeaveOpen(at_);
  }

  // `{ {` where a closing brace is missing; more than two are no slip of the hand.
  bool Doubled(const Token& token) {
    if (missing_ <= unclosed_braces_ || at_ == 0 || token.kind != TokenKind::LBrace || token.line_start) return false;
    const auto brace = [&](size_t i) { return tokens_[i].kind == TokenKind::LBrace; };
    if (!brace(at_ - 1) || brace(at_ + 1) || (at_ > 1 && brace(at_ - 2))) return false;
    dropped_.push_back({at_, at_ + 1});
    ++unclosed_braces_;
    report_.Report(kind::DoubledBrace, token.span()).Fix("remove one", Reporter::Place(token.span()), "");
    return true;
  }

  void Opener(const Token& token) {
    if (Doubled(token)) return;
    if (stack_.size() < limits::kNesting) return stack_.push_back({at_, token.kind});
    report_.Report(kind::NestingTooDeep, token.span(), {std::to_string(limits::kNesting)});
    report_.GiveUp();
    const size_t first = at_;
    size_t depth = 1;
    while (depth > 0 && tokens_[at_ + 1].kind != TokenKind::End) {
      ++at_;
      if (IsOpener(tokens_[at_].kind)) ++depth;
      if (IsCloser(tokens_[at_].kind)) --depth;
    }
    Token skipped = tokens_[first];
    skipped.kind = TokenKind::Skipped;
    skipped.end = tokens_[at_].end;
    replaced_.push_back({first, skipped});
    if (at_ > first) dropped_.push_back({first + 1, at_ + 1});
    if (depth > 0) silent_ = true;  // nothing is left to close the outer ones; that is not another mistake
  }

  void Closer(const Token& token) {
    if (token.kind == TokenKind::RBrace) return ClosingBrace(token);
    if (stack_.empty() || stack_.back().kind == TokenKind::LBrace) return Stray(token);
    if (CloserOf(stack_.back().kind) != token.kind) {
      if (!Belongs(token)) return Stray(token);
      Token mended = token;
      mended.kind = CloserOf(stack_.back().kind);
      const Token& opener = tokens_[stack_.back().index];
      report_.Report(kind::WrongBracket, token.span(), {Sign(opener.kind), Sign(mended.kind), Sign(token.kind)})
          .Label(Reporter::Place(opener.span()), "opened here")
          .Fix(std::string("write `") + Sign(mended.kind) + "`", Reporter::Place(token.span()), Sign(mended.kind));
      replaced_.push_back({at_, mended});
    }
    Close();
  }
  // A wrong closer is meant for the opener on its line, or closes several lines from the start of its own.
  bool Belongs(const Token& token) const {
    if (token.line_start) return true;
    for (size_t i = stack_.back().index + 1; i < at_; ++i) {
      if (tokens_[i].line_start) return false;
      if (match_[i] != 0) i = match_[i];
    }
    return true;
  }
  void Close() {
    match_[stack_.back().index] = static_cast<uint32_t>(at_);
    stack_.pop_back();
  }

  void ClosingBrace(const Token& token) {
    const bool in_block = std::any_of(stack_.begin(), stack_.end(), [](Open o) { return o.kind == TokenKind::LBrace; });
    if (!in_block) return Stray(token);
    while (stack_.back().kind != TokenKind::LBrace) LeaveOpen(at_);
    if (token.line_start && missing_ > unclosed_braces_) {
      const size_t indent = Indent(at_);
      while (missing_ > unclosed_braces_ && stack_.size() > 1 && Indent(stack_.back().index) > indent) LeaveOpen(at_);
      if (stack_.back().kind != TokenKind::LBrace) return ClosingBrace(token);
    }
    Close();
  }

  void Stray(const Token& token) {
    dropped_.push_back({at_, at_ + 1});
    report_.Report(kind::StrayBracket, token.span(), {Sign(token.kind)})
        .Fix("remove it", Reporter::Place(token.span()), "");
  }

  // The innermost opener has no closer; one is put where it was probably meant, at `limit` at the latest.
  void LeaveOpen(size_t limit) {
    const Open open = stack_.back();
    stack_.pop_back();
    const bool brace = open.kind == TokenKind::LBrace;
    insertions_.push_back({brace ? BlockEndOf(open.index, limit) : LineEndOf(open.index, limit), CloserOf(open.kind)});
    match_[open.index] = static_cast<uint32_t>(insertions_.back().before - 1);  // so that outer ones do not cross it
    if (brace) ++unclosed_braces_;
    if (silent_) return;
    const size_t before = insertions_.back().before;
    const uint32_t place = tokens_[before == 0 ? 0 : before - 1].end;
    auto report =
        report_.Report(kind::UnclosedBracket, tokens_[open.index].span(), {Sign(open.kind), Sign(CloserOf(open.kind))});
    report.Primary("opened here");
    if (brace) {
      report.Label(Reporter::Place({place, place}), "the block goes on to here");
    } else {
      report.Fix(std::string("close it with `") + Sign(CloserOf(open.kind)) + "`", Reporter::Place({place, place}),
                 Sign(CloserOf(open.kind)));
    }
  }

  // The first token at or after `open` + 1, outside inner brackets, that starts a line, a block or closes one.
  size_t LineEndOf(size_t open, size_t limit) const {
    for (size_t i = open + 1; i < limit; ++i) {
      if (tokens_[i].line_start || tokens_[i].comment() || OpensBlock(i)) return i;
      if (match_[i] != 0) i = match_[i];
    }
    return limit;
  }
  // The first line that is indented no deeper than the one that opens the block.
  size_t BlockEndOf(size_t open, size_t limit) const {
    const size_t indent = Indent(open);
    for (size_t i = open + 1; i < limit; ++i) {
      if (tokens_[i].line_start && !tokens_[i].comment() && Indent(i) <= indent) return i;
      if (match_[i] != 0) i = match_[i];
    }
    return limit;
  }
  bool OpensBlock(size_t i) const { return tokens_[i].kind == TokenKind::LBrace && tokens_[i + 1].line_start; }

  size_t Indent(size_t index) const {
    const size_t start = LineStartBefore(text_, tokens_[index].begin);
    size_t at = start;
    while (at < text_.size() && IsBlank(text_[at])) ++at;
    return at - start;
  }

  struct Range {
    size_t begin, end;
  };
  struct Replacement {
    size_t index;
    Token token;
  };

  // Both are asked for ever larger `i`.
  bool Dropped(size_t i) {
    while (next_dropped_ < dropped_.size() && dropped_[next_dropped_].end <= i) ++next_dropped_;
    return next_dropped_ < dropped_.size() && dropped_[next_dropped_].begin <= i;
  }
  Token Replaced(size_t i) {
    while (next_replaced_ < replaced_.size() && replaced_[next_replaced_].index < i) ++next_replaced_;
    const bool found = next_replaced_ < replaced_.size() && replaced_[next_replaced_].index == i;
    return found ? replaced_[next_replaced_].token : tokens_[i];
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  size_t missing_;
  Reporter& report_;
  size_t at_ = 0;
  bool silent_ = false;
  size_t unclosed_braces_ = 0;
  std::vector<Open> stack_;
  std::vector<uint32_t> match_;  // of an opener that was closed: its closer's index, or the one before it
  std::vector<Insertion> insertions_;
  std::vector<Range> dropped_;
  std::vector<Replacement> replaced_;
  size_t next_dropped_ = 0;
  size_t next_replaced_ = 0;
};

size_t CountMissingBraces(std::string_view text, const std::vector<Token>& tokens) {
  Reporter ignored;
  Balancer first(text, tokens, 0, ignored);
  first.Run();
  return first.missing_braces();
}

}  // namespace

std::vector<Token> BalanceBrackets(std::string_view text, const std::vector<Token>& tokens, Reporter& report) {
  Balancer balancer(text, tokens, CountMissingBraces(text, tokens), report);
  balancer.Run();
  return balancer.Result();
}

std::vector<bool> FindClosed(const std::vector<Token>& tokens) {
  std::vector<bool> closed(tokens.size(), false);
  std::vector<size_t> open;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const TokenKind kind = tokens[i].kind;
    if (IsOpener(kind)) {
      open.push_back(i);
    } else if (kind == TokenKind::RBrace) {
      while (!open.empty() && tokens[open.back()].kind != TokenKind::LBrace) open.pop_back();
    }
    if (!IsCloser(kind) || open.empty()) continue;
    if (kind != TokenKind::RBrace && tokens[open.back()].kind == TokenKind::LBrace) continue;
    closed[open.back()] = closed[i] = true;
    open.pop_back();
  }
  return closed;
}

}  // namespace lsq::parse
