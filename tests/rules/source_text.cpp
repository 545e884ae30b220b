// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/source_text.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <regex>

namespace lsq::rules {
namespace {

bool IsWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Writes blanks over what is not code.
class Blanker {
 public:
  Blanker(std::string_view text, Directives directives) : text_(text), code_(text), directives_(directives) {}

  std::string Run() {
    while (at_ < text_.size()) Step();
    return std::move(code_);
  }

 private:
  bool Sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void Step() {
    if (Sees("//")) return Blank(text_.find('\n', at_));
    if (Sees("/*")) return Blank(EndAfter("*/", at_ + 2));
    if (Sees("R\"") && (at_ == 0 || !IsWordChar(text_[at_ - 1]))) return RawString();
    if (text_[at_] == '"') return Quoted('"');
    if (text_[at_] == '\'' && (at_ == 0 || !IsWordChar(text_[at_ - 1]))) return Quoted('\'');  // not a digit separator
    if (text_[at_] == '#' && line_is_blank_ && directives_ == Directives::kDrop) return Directive();
    if (text_[at_] == '\n') {
      line_is_blank_ = true;
    } else if (text_[at_] != ' ' && text_[at_] != '\t') {
      line_is_blank_ = false;
    }
    ++at_;
  }

  size_t EndAfter(std::string_view what, size_t from) const {
    const size_t found = text_.find(what, from);
    return found == std::string_view::npos ? text_.size() : found + what.size();
  }

  void Blank(size_t end) {
    for (end = std::min(end, text_.size()); at_ < end; ++at_) {
      if (text_[at_] != '\n') code_[at_] = ' ';
    }
  }

  void RawString() {
    const size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return Blank(text_.size());
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    Blank(EndAfter(close, open));
  }

  // Keeps the quotes, so that `= "{"` still reads as a value.
  void Quoted(char quote) {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    ++at_;
    Blank(end);
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
    line_is_blank_ = false;
  }

  // A directive and the lines that its trailing backslashes add.
  void Directive() {
    size_t end = at_;
    do {
      end = EndAfter("\n", end);
    } while (end < text_.size() && end >= 2 && text_[end - 2] == '\\');
    Blank(end);
  }

  std::string_view text_;
  std::string code_;
  Directives directives_;
  size_t at_ = 0;
  bool line_is_blank_ = true;
};

enum class Brace { kScope, kFunction, kOther, kMemberInit };

// What `{` opens, from the text since the last `;`, `{` or `}` outside functions.
Brace KindOf(const std::string& head) {
  static const std::regex type_or_namespace(R"((^|[\s>])(namespace|class|struct|union|enum|extern)\b)");
  static const std::regex function_end(
      R"((\)|\b(const|noexcept|override|final|mutable|try)|&|\}|->\s*[\w:<>,&*\s]+)\s*$)");
  static const std::regex init_list(R"(\)[\s\w]*:[^:])");
  if (head.find('(') == std::string::npos) {
    return std::regex_search(head, type_or_namespace) ? Brace::kScope : Brace::kOther;
  }
  if (std::regex_search(head, function_end)) return Brace::kFunction;
  if (std::regex_search(head, init_list)) return Brace::kMemberInit;
  return std::regex_search(head, type_or_namespace) ? Brace::kScope : Brace::kOther;
}

std::string NameOf(const std::string& head) {
  static const std::regex name(R"(([\w:~]+|operator[^\w\s(]+)\s*\()");
  static const std::regex test_macro(R"(\b(TEST|TEST_F|TEST_P)\s*\([^)]*\))");
  std::smatch match;
  if (std::regex_search(head, match, test_macro)) return match.str();
  if (std::regex_search(head, match, name)) return match[1].str();
  return head;
}

class FunctionFinder {
 public:
  explicit FunctionFinder(std::string code) : code_(std::move(code)) {}

  std::vector<Function> Run() {
    for (const char c : code_) {
      if (c == '\n') ++line_;
      if (c == '{') {
        Open();
      } else if (c == '}') {
        Close();
      } else if (c == ';' && !function_) {
        head_.clear();
      } else if (!function_) {
        head_ += c == '\n' ? ' ' : c;
      }
    }
    return std::move(found_);
  }

 private:
  void Open() {
    const Brace kind = function_ ? Brace::kOther : KindOf(head_);
    open_.push_back(kind);
    if (kind == Brace::kFunction) function_ = Function{NameOf(head_), line_, 0};
    if (kind == Brace::kMemberInit) head_ += '{';
    if (kind == Brace::kScope) head_.clear();
  }

  void Close() {
    if (open_.empty()) return;
    const Brace kind = open_.back();
    open_.pop_back();
    if (kind == Brace::kMemberInit) head_ += '}';
    if (kind == Brace::kScope || kind == Brace::kFunction) head_.clear();
    if (kind != Brace::kFunction) return;
    function_->lines = line_ - function_->line + 1;
    found_.push_back(*std::move(function_));
    function_.reset();
  }

  std::string code_;
  std::string head_;
  std::vector<Brace> open_;
  std::optional<Function> function_;
  std::vector<Function> found_;
  size_t line_ = 1;
};

}  // namespace

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string_view> Words(std::string_view line) {
  std::vector<std::string_view> words;
  constexpr std::string_view kBlanks = " \t\r";
  for (size_t begin = line.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
    const size_t end = line.find_first_of(kBlanks, begin);
    words.push_back(line.substr(begin, end == std::string_view::npos ? end : end - begin));
    begin = end == std::string_view::npos ? end : line.find_first_not_of(kBlanks, end);
  }
  return words;
}

std::string CodeOnly(std::string_view text, Directives directives) {
  return Blanker(text, directives).Run();
}

std::vector<Include> Includes(std::string_view text) {
  static const std::regex include(R"re(^\s*#\s*include\s*(<([^>]+)>|"([^"]+)").*)re");
  std::vector<Include> includes;
  size_t number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (!std::regex_match(line.begin(), line.end(), match, include)) continue;
    const bool angled = match[2].matched;
    includes.push_back({match[angled ? 2 : 3].str(), angled, number});
  }
  return includes;
}

std::vector<Function> Functions(std::string_view text) {
  return FunctionFinder(CodeOnly(text, Directives::kDrop)).Run();
}

}  // namespace lsq::rules
