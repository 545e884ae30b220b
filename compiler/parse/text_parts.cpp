// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/text_parts.h"

#include <algorithm>
#include <string>

#include "compiler/parse/characters.h"
#include "compiler/parse/scan_text.h"
#include "compiler/parse/token.h"
#include "compiler/text/text.h"

namespace lsq::parse {

namespace {

using syntax::ExprId;

class TextReader {
 public:
  TextReader(std::string_view text, Span span, TextForm form, syntax::Tree& tree, Reporter& report)
      : text_(text.substr(0, span.end)), form_(form), tree_(tree), report_(report), at_(span.begin), end_(span.end) {}

  ExprId Read() {
    const Span span{static_cast<uint32_t>(at_), static_cast<uint32_t>(end_)};
    TakeQuotes();
    begin_ = at_;
    while (at_ < end_) One();
    Flush();
    return tree_.exprs.Add({span, std::move(result_)});
  }

 private:
  void TakeQuotes() {
    if (form_ == TextForm::Raw) return;
    const std::string_view quotes = form_ == TextForm::Block ? "\"\"\"" : "\"";
    result_.block = form_ == TextForm::Block;
    at_ += quotes.size();
    closed_ = end_ >= at_ + quotes.size() && text_.substr(end_ - quotes.size()) == quotes;
    if (closed_) end_ -= quotes.size();
    if (form_ == TextForm::Block) TakeBlockLayout();
  }

  // The line end behind the opening quotes and the one before the closing quotes are no part of the text.
  void TakeBlockLayout() {
    size_t first = at_;
    while (first < end_ && IsBlank(text_[first])) ++first;
    if (first < end_ && IsLineEnd(text_[first])) at_ = AfterLineEnd(first), line_start_ = true;
    size_t last = end_;
    while (last > at_ && IsBlank(text_[last - 1])) --last;
    if (last == at_ && line_start_) indent_ = end_ - last, end_ = last;
    if (last == at_ || !IsLineEnd(text_[last - 1])) return;
    indent_ = end_ - last;
    end_ = last - 1;
    if (end_ > at_ && text_[end_] == '\n' && text_[end_ - 1] == '\r') --end_;
  }
  size_t AfterLineEnd(size_t at) const { return at + (text_.substr(at, 2) == "\r\n" ? 2 : 1); }

  void One() {
    if (line_start_) {
      line_start_ = false;
      for (size_t i = 0; i < indent_ && at_ < end_ && IsBlank(text_[at_]); ++i) ++at_;
      return;
    }
    const char c = text_[at_];
    if (IsLineEnd(c) && form_ == TextForm::Block) {
      literal_ += '\n';
      at_ = AfterLineEnd(at_);
      line_start_ = true;
    } else if (c == '@') {
      AtSign();
    } else if (c == '\\' && form_ != TextForm::Raw && at_ + 1 < end_) {
      Escape();
    } else {
      literal_ += c;
      ++at_;
    }
  }

  void AtSign() {
    const std::string_view three = text_.substr(at_, 3);
    if (three == "@@{" || three == "@@<") {
      literal_ += three.substr(1);
      at_ += 3;
      return;
    }
    if (at_ >= no_tag_before_ && OpensTag(text_.substr(0, end_), at_)) return Tag();
    literal_ += '@';
    ++at_;
  }

  void Tag() {
    const TagEnd tag = FindTagEnd(text_.substr(0, end_), at_, form_ == TextForm::Quoted);
    const Span span{static_cast<uint32_t>(at_), static_cast<uint32_t>(tag.end)};
    if (!tag.closed) {
      // In a text that was never closed either, that is one mistake.
      if (closed_) {
        report_.Report(kind::MergeUnclosed, {span.begin, span.begin + 2}, {text_[at_ + 1] == '{' ? "}" : ">"});
      }
      no_tag_before_ = tag.end;
      literal_ += '@';
      ++at_;
      return;
    }
    Flush();
    const ExprId hole = ReadMerge(text_, span, tree_, report_);
    result_.parts.push_back({span, "", hole});
    at_ = begin_ = tag.end;
  }

  void Escape() {
    const char c = text_[at_ + 1];
    if (c == '"' || c == '\\') {
      literal_ += c;
    } else if (c == 'n') {
      literal_ += '\n';
    } else if (c == 't') {
      literal_ += '\t';
    } else if (c == 'u' && at_ + 2 < end_ && text_[at_ + 2] == '{') {
      return CodePointEscape();
    } else {
      const Span span{static_cast<uint32_t>(at_), static_cast<uint32_t>(at_ + 1 + text::DecodeAt(text_, at_ + 1).size)};
      report_.Report(kind::UnknownEscape, span, {std::string(Slice(text_, span))})
          .Fix("write the backslash twice", Reporter::Place({span.begin, span.begin}), "\\");
      literal_ += '\\';
      ++at_;
      return;
    }
    at_ += 2;
  }

  // \u{20B9}: one to six hexadecimal digits, a Unicode scalar.
  void CodePointEscape() {
    const size_t digits = at_ + 3;
    char32_t value = 0;
    size_t i = digits;
    for (; i < end_ && i - digits < 7; ++i) {
      const char c = ToLower(text_[i]);
      if (!IsDigit(c) && (c < 'a' || c > 'f')) break;
      value = value * 16 + static_cast<char32_t>(IsDigit(c) ? c - '0' : c - 'a' + 10);
    }
    const bool closed = i < end_ && text_[i] == '}';
    const bool scalar = value <= 0x10FFFF && value != 0 && (value < 0xD800 || value > 0xDFFF);
    const Span span{static_cast<uint32_t>(at_), static_cast<uint32_t>(closed ? i + 1 : i)};
    if (closed && i > digits && i - digits <= 6 && scalar) {
      text::AppendUtf8(value, literal_);
    } else {
      report_.Report(kind::NoSuchCharacter, span, {std::string(Slice(text_, span))})
          .Note("`\\u{20B9}` is the character with that number: one to six hexadecimal digits in braces");
    }
    at_ = span.end;
  }

  void Flush() {
    const size_t end = std::min(at_, end_);
    if (!literal_.empty()) {
      result_.parts.push_back({{static_cast<uint32_t>(begin_), static_cast<uint32_t>(end)}, literal_, {}});
    }
    literal_.clear();
  }

  std::string_view text_;
  TextForm form_;
  syntax::Tree& tree_;
  Reporter& report_;
  size_t at_;
  size_t end_;
  size_t begin_ = 0;   // of the literal being read
  size_t indent_ = 0;  // blanks taken off each line
  bool line_start_ = false;
  bool closed_ = true;
  size_t no_tag_before_ = 0;  // tags up to here were given up
  std::string literal_;
  syntax::TextExpr result_;
};

// What stands between `@{` and `}`.
class MergeReader {
 public:
  MergeReader(std::string_view text, Span span, Reporter& report)
      : text_(text), span_(span), report_(report), at_(span.begin + 2), end_(span.end - 1) {}

  std::optional<syntax::MergeExpr> Read() {
    merge_.angle = text_[span_.begin + 1] == '<';
    if (const auto nested = FindNested()) {
      report_.Report(kind::MergeNested, {*nested, *nested + 2})
          .Label(Reporter::Place({span_.begin, span_.begin + 2}), "inside this tag");
      return std::nullopt;
    }
    SkipBlanks();
    merge_.prefix = {{at_, at_}, "", false};
    if (!ReadWord(merge_.field)) return Malformed("a field's name is missing");
    SkipBlanks();
    if (at_ < end_ && text_[at_] == ':') {
      ++at_;
      merge_.prefix = merge_.field;
      SkipBlanks();
      if (!ReadWord(merge_.field)) return Malformed("a field's name is missing behind the colon");
      SkipBlanks();
    }
    if (at_ == end_) return merge_;
    if (text_[at_] != ',') return Malformed("a comma stands between the field and its default");
    ++at_;
    merge_.fallback_span = {at_, end_};
    merge_.fallback = Unescape();
    return merge_;
  }

 private:
  std::optional<uint32_t> FindNested() const {
    for (uint32_t i = at_; i < end_; ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (OpensTag(text_.substr(0, end_), i)) {
        return i;
      }
    }
    return std::nullopt;
  }
  void SkipBlanks() {
    while (at_ < end_ && IsBlank(text_[at_])) ++at_;
  }
  // Lead   mx_Address~City   reply.id
  bool ReadWord(syntax::Word& word) {
    const uint32_t begin = at_;
    while (at_ < end_ && IsNameStart(text_[at_])) {
      while (at_ < end_ && IsNamePart(text_[at_])) ++at_;
      const bool more = at_ + 1 < end_ && (text_[at_] == '~' || text_[at_] == '.') && IsNameStart(text_[at_ + 1]);
      if (!more) break;
      ++at_;
    }
    word = {{begin, at_}, std::string(Slice(text_, {begin, at_})), false};
    return at_ > begin;
  }
  std::optional<syntax::MergeExpr> Malformed(const char* why) {
    report_.Report(kind::MergeMalformed, span_, {std::string(Slice(text_, span_)), why});
    return std::nullopt;
  }
  // `\} \, \\ \"` (and `\>` in the other form); other backslashes stay as written (E-MM-4).
  std::string Unescape() const {
    std::string out;
    const std::string_view escaped = merge_.angle ? ">,\\\"" : "},\\\"";
    for (uint32_t i = at_; i < end_; ++i) {
      const bool escape = text_[i] == '\\' && i + 1 < end_ && escaped.find(text_[i + 1]) != std::string_view::npos;
      out += text_[escape ? ++i : i];
    }
    return out;
  }

  std::string_view text_;
  Span span_;
  Reporter& report_;
  uint32_t at_;
  uint32_t end_;
  syntax::MergeExpr merge_;
};

}  // namespace

ExprId ReadText(std::string_view text, Span span, TextForm form, syntax::Tree& tree, Reporter& report) {
  return TextReader(text, span, form, tree, report).Read();
}

ExprId ReadForeignText(std::string_view text, Span span, syntax::Tree& tree) {
  const uint32_t open = text::DecodeAt(text, span.begin).size;
  const uint32_t close = text::DecodeBefore(text, span.end).size;
  const Span inner{span.begin + open, std::max(span.begin + open, span.end - close)};
  syntax::TextExpr result;
  if (inner.end > inner.begin) result.parts.push_back({inner, std::string(Slice(text, inner)), {}});
  return tree.exprs.Add({span, std::move(result)});
}

ExprId ReadMerge(std::string_view text, Span span, syntax::Tree& tree, Reporter& report) {
  const char closer = text[span.begin + 1] == '{' ? '}' : '>';
  if (span.size() < 3 || text[span.end - 1] != closer) return tree.exprs.Add({span, syntax::ErrorExpr{}});
  auto merge = MergeReader(text, span, report).Read();
  if (!merge) return tree.exprs.Add({span, syntax::ErrorExpr{}});
  return tree.exprs.Add({span, std::move(*merge)});
}

}  // namespace lsq::parse
