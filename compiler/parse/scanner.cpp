// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/scanner.h"

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/parse/characters.h"
#include "compiler/parse/scan_number.h"
#include "compiler/parse/scan_text.h"
#include "compiler/text/text.h"

namespace lsq::parse {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Foreign {
  std::string_view characters;
  TokenKind kind;
};
// What people paste from word processors, and what it was before.
constexpr std::array kLookAlikes = {
    Foreign{"–", TokenKind::Minus},        Foreign{"—", TokenKind::Minus},      Foreign{"−", TokenKind::Minus},
    Foreign{"×", TokenKind::Star},         Foreign{"÷", TokenKind::Slash},      Foreign{"≤", TokenKind::LessEqual},
    Foreign{"≥", TokenKind::GreaterEqual}, Foreign{"≠", TokenKind::NotEqual},   Foreign{"，", TokenKind::Comma},
    Foreign{"：", TokenKind::Colon},       Foreign{"（", TokenKind::LParen},    Foreign{"）", TokenKind::RParen},
    Foreign{"｛", TokenKind::LBrace},      Foreign{"｝", TokenKind::RBrace},    Foreign{"［", TokenKind::LBrack},
    Foreign{"］", TokenKind::RBrack},      Foreign{"；", TokenKind::Semicolon},
};

struct Punctuation {
  std::string_view characters;
  TokenKind kind;
};
// Longer ones first.
constexpr std::array kPunctuation = {
    Punctuation{"==", TokenKind::Equal},     Punctuation{"!=", TokenKind::NotEqual},
    Punctuation{"<=", TokenKind::LessEqual}, Punctuation{">=", TokenKind::GreaterEqual},
    Punctuation{"&&", TokenKind::AndAnd},    Punctuation{"||", TokenKind::OrOr},
    Punctuation{"{", TokenKind::LBrace},     Punctuation{"}", TokenKind::RBrace},
    Punctuation{"(", TokenKind::LParen},     Punctuation{")", TokenKind::RParen},
    Punctuation{"[", TokenKind::LBrack},     Punctuation{"]", TokenKind::RBrack},
    Punctuation{",", TokenKind::Comma},      Punctuation{":", TokenKind::Colon},
    Punctuation{".", TokenKind::Dot},        Punctuation{"|", TokenKind::Pipe},
    Punctuation{"=", TokenKind::Assign},     Punctuation{"<", TokenKind::Less},
    Punctuation{">", TokenKind::Greater},    Punctuation{"+", TokenKind::Plus},
    Punctuation{"-", TokenKind::Minus},      Punctuation{"*", TokenKind::Star},
    Punctuation{"/", TokenKind::Slash},      Punctuation{"%", TokenKind::Percent},
    Punctuation{";", TokenKind::Semicolon},  Punctuation{"!", TokenKind::Bang},
};

constexpr std::string_view kOpeningQuotes[] = {"“", "”", "„", "«", "‘", "’"};
constexpr std::string_view kClosingQuotes[] = {"”", "“", "»", "’", "\""};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Token> Run() {
    tokens_.reserve(text_.size() / 5 + 2);
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    while (SkipSpace()) ScanToken();
    Add(TokenKind::End, at_);
    return std::move(tokens_);
  }

 private:
  bool SkipSpace() {
    glued_ = true;
    for (; at_ < text_.size() && (IsBlank(text_[at_]) || IsLineEnd(text_[at_])); ++at_) {
      glued_ = false;
      if (IsLineEnd(text_[at_])) line_start_ = true;
    }
    return at_ < text_.size();
  }

  void Add(TokenKind kind, size_t end, Issue issue = Issue::None) {
    tokens_.push_back({kind, issue, line_start_, glued_, static_cast<uint32_t>(at_), static_cast<uint32_t>(end)});
    at_ = end;
    line_start_ = false;
  }

  bool At(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  void ScanToken() {
    const char c = text_[at_];
    if (IsNameStart(c)) return ScanName();
    if (IsDigit(c)) return ScanDigits();
    if (c == '"') return ScanQuoted();
    if (c == '/' && At("//")) return ScanComment();
    if (c == '@' && OpensTag(text_, at_)) {
      const TagEnd tag = FindTagEnd(text_, at_, false);
      return Add(TokenKind::Merge, tag.end, tag.closed ? Issue::None : Issue::UnclosedMerge);
    }
    if (c == '/' && At("/*")) return ScanBlockComment();
    if (c == '#') return Add(TokenKind::Comment, LineEndAfter(text_, at_), Issue::HashComment);
    if (c == '\'') return ScanForeignText(Issue::SingleQuotes);
    for (const Punctuation& p : kPunctuation) {
      if (c == p.characters[0] && At(p.characters)) return Add(p.kind, at_ + p.characters.size());
    }
    ScanForeign();
  }

  void ScanName() {
    size_t end = NameEnd(at_);
    if (end + 1 < text_.size() && text_[end] == '~' && IsNameStart(text_[end + 1])) end = NameEnd(end + 1);
    if (end < text_.size() && !IsAscii(text_[end]) && IsForeignLetter(end)) return ScanForeignName();
    Add(TokenKind::Name, end);
  }
  size_t NameEnd(size_t i) const {
    while (i < text_.size() && IsNamePart(text_[i])) ++i;
    return i;
  }

  void ScanDigits() {
    const ScannedNumber number = ScanNumber(text_, at_);
    Add(number.kind, number.end, number.malformed ? Issue::MalformedNumber : Issue::None);
  }

  void ScanComment() {
    const size_t end = LineEndAfter(text_, at_);
    const bool doc = At("///") && !At("////");
    Add(doc ? TokenKind::DocComment : TokenKind::Comment, end);
  }
  void ScanBlockComment() {
    const size_t close = never_closes_ ? std::string_view::npos : text_.find("*/", at_ + 2);
    never_closes_ = close == std::string_view::npos;
    const size_t end = never_closes_ ? LineEndAfter(text_, at_) : close + 2;
    Add(TokenKind::Comment, end, Issue::BlockComment);
  }

  void ScanQuoted() {
    if (At("\"\"\"")) {
      if (const auto end = FindBlockTextEnd(text_, at_)) return Add(TokenKind::BlockText, *end);
      return Add(TokenKind::BlockText, EndOfUnclosedBlock(), Issue::UnclosedBlockText);
    }
    if (const auto end = FindTextEnd(text_, at_)) return Add(TokenKind::Text, *end);
    Add(TokenKind::Text, EndOfUnclosedText(), Issue::UnclosedText);
  }

  // The line, without the brackets at its end that were surely not meant as text: `automation "Welcome {`.
  size_t EndOfUnclosedText() const {
    const size_t line_end = LineEndAfter(text_, at_);
    size_t end = line_end;
    for (size_t i = line_end; i > at_ + 1; --i) {
      const char c = text_[i - 1];
      const bool opens_block = c == '{' && text_[i - 2] != '@';
      if (opens_block || ((c == '}' || c == ')' || c == ']') && OpenedOnLine(c))) {
        end = i - 1;
      } else if (!IsBlank(c)) {
        break;
      }
    }
    while (end > at_ + 1 && IsBlank(text_[end - 1])) --end;
    return end;
  }
  bool OpenedOnLine(char closer) const {
    const char opener = closer == '}' ? '{' : (closer == ')' ? '(' : '[');
    const std::string_view before = text_.substr(LineStartBefore(text_, at_), at_ - LineStartBefore(text_, at_));
    return std::count(before.begin(), before.end(), opener) > std::count(before.begin(), before.end(), closer);
  }

  // Up to the line before the next declaration, so that it is not swallowed.
  size_t EndOfUnclosedBlock() const {
    for (size_t end = LineEndAfter(text_, at_); end < text_.size(); end = LineEndAfter(text_, end + 1)) {
      if (StartsDeclaration(text_, static_cast<uint32_t>(end + 1))) return end;
    }
    return text_.size();
  }

  void ScanForeignText(Issue issue) {
    const bool single = issue == Issue::SingleQuotes;
    size_t i = at_ + 1;
    for (; at_ >= no_quote_before_ && i < text_.size() && !IsLineEnd(text_[i]); ++i) {
      if (const size_t length = ClosingQuote(i, single)) return Add(TokenKind::Text, i + length, issue);
    }
    if (at_ >= no_quote_before_ && !single) no_quote_before_ = i;
    Add(TokenKind::Skipped, at_ + text::DecodeAt(text_, at_).size, Issue::BadCharacter);
  }
  // The length of the closing quote at `i`, or 0.
  size_t ClosingQuote(size_t i, bool single) const {
    if (single) return text_[i] == '\'' ? 1 : 0;
    for (const std::string_view quote : kClosingQuotes) {
      if (text_.substr(i, quote.size()) == quote) return quote.size();
    }
    return 0;
  }

  bool IsForeignLetter(size_t at) const {
    const text::CodePoint c = text::DecodeAt(text_, at);
    if (c.value == text::kReplacement || text::IsBlankCodePoint(c.value)) return false;
    if (c.value >= 0x2000 && c.value < 0x2C00) return false;  // punctuation, symbols, arrows
    if (c.value >= 0x3000 && c.value < 0x3040) return false;
    if (c.value >= 0xFF00 && c.value < 0xFF21) return false;
    return c.value >= 0xC0 && c.value != 0xD7 && c.value != 0xF7 && c.value < 0x1F000;
  }

  void ScanForeignName() {
    size_t end = at_;
    while (end < text_.size() && (IsNamePart(text_[end]) || (!IsAscii(text_[end]) && IsForeignLetter(end)))) {
      end += text::DecodeAt(text_, end).size;
    }
    Add(TokenKind::Name, end, Issue::NonAsciiName);
  }

  // A character outside ASCII, a control character, or one that means nothing here.
  void ScanForeign() {
    for (const std::string_view quote : kOpeningQuotes) {
      if (At(quote)) return ScanForeignText(Issue::CurlyQuotes);
    }
    for (const Foreign& f : kLookAlikes) {
      if (At(f.characters)) return Add(f.kind, at_ + f.characters.size(), Issue::LookAlike);
    }
    if (!IsAscii(text_[at_]) && IsForeignLetter(at_)) return ScanForeignName();
    ScanRun(IssueAt(at_));
  }

  // Bytes with one and the same fault are one token, so that a binary file is one mistake and not a thousand.
  void ScanRun(Issue issue) {
    size_t end = at_;
    while (end < text_.size() && !Known(text_[end]) && IssueAt(end) == issue) end += text::DecodeAt(text_, end).size;
    Add(TokenKind::Skipped, std::max(end, at_ + 1), issue);
  }
  static bool Known(char c) {
    return IsNamePart(c) || IsBlank(c) || IsLineEnd(c) || c == '"' ||
           std::any_of(kPunctuation.begin(), kPunctuation.end(),
                       [c](const Punctuation& p) { return p.characters[0] == c; });
  }
  Issue IssueAt(size_t at) const {
    const text::CodePoint c = text::DecodeAt(text_, at);
    if (c.value == 0) return Issue::Nul;
    if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) return Issue::Control;
    if (c.value == text::kReplacement && c.size == 1) return Issue::InvalidUtf8;
    if (c.value == 0xFEFF) return Issue::ByteOrderMark;
    const auto bidi = text::FindBidiControl(text_.substr(at, c.size));
    return bidi ? Issue::Bidi : Issue::BadCharacter;
  }

  std::string_view text_;
  size_t at_ = 0;
  bool line_start_ = true;
  bool glued_ = true;
  // What a search did not find need not be searched again: keeps hostile texts linear.
  size_t no_quote_before_ = 0;  // closing curly quotes
  bool never_closes_ = false;   // block comments
  std::vector<Token> tokens_;
};

constexpr std::array<std::string_view, 22> kDeclarationWords = {
    "language", "use",    "automation", "template", "permission", "calendar", "sla",  "retention",
    "test",     "extern", "prove",      "campaign", "list",       "import",   "form", "machine",
    "settings", "enum",   "function",   "table",    "entity",     "policy"};

}  // namespace

std::vector<Token> Scan(std::string_view text) {
  return Scanner(text).Run();
}

bool StartsDeclaration(std::string_view text, uint32_t line_start) {
  size_t end = line_start;
  while (end < text.size() && IsNamePart(text[end])) ++end;
  const std::string_view word = text.substr(line_start, end - line_start);
  if (std::find(kDeclarationWords.begin(), kDeclarationWords.end(), word) == kDeclarationWords.end()) return false;
  while (end < text.size() && IsBlank(text[end])) ++end;
  // A declaration goes on with a name, a quoted one or a block; a field of the same name with a colon or dot.
  return end < text.size() && (IsNameStart(text[end]) || IsDigit(text[end]) || text[end] == '"' || text[end] == '{');
}

}  // namespace lsq::parse
