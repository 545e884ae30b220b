// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/scan_text.h"

#include "compiler/base/limits.h"
#include "compiler/parse/characters.h"

namespace lsq::parse {

namespace {

size_t SkipBlanks(std::string_view text, size_t at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
  return at;
}

// `@@{` and `@@<` stand for themselves without the first sign.
bool IsEscapedTag(std::string_view text, size_t at) {
  return at + 2 < text.size() && text[at] == '@' && text[at + 1] == '@' && (text[at + 2] == '{' || text[at + 2] == '<');
}

}  // namespace

bool OpensTag(std::string_view text, size_t at) {
  if (at + 1 >= text.size() || text[at] != '@') return false;
  if (text[at + 1] == '{') return true;
  if (text[at + 1] != '<') return false;
  size_t word = SkipBlanks(text, at + 2);
  if (word >= text.size() || !IsNameStart(text[word])) return false;
  while (word < text.size() && IsNamePart(text[word])) ++word;
  word = SkipBlanks(text, word);
  return word < text.size() && text[word] == ':';
}

TagEnd FindTagEnd(std::string_view text, size_t at, bool quoted) {
  const char closer = text[at + 1] == '{' ? '}' : '>';
  size_t quote = std::string_view::npos;
  size_t nested = 0;  // a tag in a tag is a mistake, but one: it is taken whole if it can be
  size_t first_end = 0;
  size_t i = at + 2;
  for (; i < text.size() && !IsLineEnd(text[i]); ++i) {
    if (text[i] == closer) {
      if (first_end == 0) first_end = i + 1;
      if (nested == 0) return {i + 1, true};
      if (nested > limits::kNesting) return {first_end, true};  // keeps `@{@{}@{@{}…` linear
      --nested;
    } else if (text[i] == '\\' && i + 1 < text.size() && !IsLineEnd(text[i + 1])) {
      ++i;
    } else if (text[i] == '"' && quoted && quote == std::string_view::npos) {
      quote = i;
    } else if (quote != std::string_view::npos && OpensTag(text, i)) {
      if (first_end == 0) return {quote, false};
      break;
    } else if (OpensTag(text, i)) {
      ++nested;
    }
  }
  if (first_end != 0) return {first_end, true};
  return {quote != std::string_view::npos ? quote : i, false};
}

std::optional<size_t> FindTextEnd(std::string_view text, size_t at) {
  for (size_t i = at + 1; i < text.size() && !IsLineEnd(text[i]);) {
    if (text[i] == '"') return i + 1;
    if (IsEscapedTag(text, i)) {
      i += 3;
    } else if (OpensTag(text, i)) {
      i = FindTagEnd(text, i, true).end;
    } else {
      i += text[i] == '\\' && i + 1 < text.size() && !IsLineEnd(text[i + 1]) ? 2 : 1;
    }
  }
  return std::nullopt;
}

std::optional<size_t> FindBlockTextEnd(std::string_view text, size_t at) {
  size_t no_tag_before = 0;  // a tag was not closed up to here, so none is: keeps `@{@{@{…` linear
  for (size_t i = at + 3; i < text.size();) {
    if (text.substr(i, 3) == "\"\"\"") return i + 3;
    if (IsEscapedTag(text, i)) {
      i += 3;
    } else if (i >= no_tag_before && OpensTag(text, i)) {
      const TagEnd tag = FindTagEnd(text, i, false);
      i = tag.closed ? tag.end : i + 2;
      if (!tag.closed) no_tag_before = tag.end;
    } else {
      i += text[i] == '\\' && i + 1 < text.size() ? 2 : 1;
    }
  }
  return std::nullopt;
}

}  // namespace lsq::parse
