// SPDX-License-Identifier: Apache-2.0
// Emoji sequences by the properties of Unicode (UTS #51), read as C-EMO-1 says.
#include <unicode/uchar.h>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

constexpr char32_t kTextStyle = 0xFE0E;
constexpr char32_t kEmojiStyle = 0xFE0F;
constexpr char32_t kZeroWidthJoiner = 0x200D;
constexpr char32_t kKeycap = 0x20E3;

bool Has(UProperty property, char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), property);
}
bool IsKeycapBase(char32_t c) {
  return (c >= '0' && c <= '9') || c == '#' || c == '*';
}
bool IsTag(char32_t c) {
  return c >= 0xE0020 && c <= 0xE007F;
}
bool IsRegionalIndicator(char32_t c) {
  return Has(UCHAR_REGIONAL_INDICATOR, c);
}

// Reads on from a place in a text; Peek() is 0 at the end (a NUL is never part of an emoji).
class Cursor {
 public:
  Cursor(std::string_view text, size_t offset) : text_(text), offset_(offset) {}
  size_t offset() const { return offset_; }
  char32_t Peek() const { return offset_ < text_.size() ? DecodeAt(text_, offset_).value : 0; }
  void Skip() { offset_ += DecodeAt(text_, offset_).size; }
  bool SkipIf(bool wanted) {
    if (wanted) Skip();
    return wanted;
  }

 private:
  std::string_view text_;
  size_t offset_;
};

bool IsJoinable(char32_t c) {
  return Has(UCHAR_EXTENDED_PICTOGRAPHIC, c) || Has(UCHAR_EMOJI_PRESENTATION, c);
}

// A style, a skin tone, a tag of a flag, the box of a keycap.
bool IsTrailer(char32_t c) {
  return c == kEmojiStyle || c == kTextStyle || c == kKeycap || IsTag(c) || Has(UCHAR_EMOJI_MODIFIER, c);
}

// All that modifies or is joined to the emoji just read, well formed or not: a trailer or joiner left behind would be
// invisible, or make a new emoji with what stands before.
void SkipTail(Cursor& at) {
  while (true) {
    if (at.SkipIf(IsTrailer(at.Peek()))) continue;
    if (!at.SkipIf(at.Peek() == kZeroWidthJoiner)) return;
    at.SkipIf(IsJoinable(at.Peek()));
  }
}

// Whether the code point just before `at` is shown as an emoji because of itself or of what follows it.
bool ShownAsEmoji(char32_t base, Cursor at) {
  if (Has(UCHAR_EMOJI_PRESENTATION, base)) return true;
  if (!Has(UCHAR_EMOJI, base)) return false;
  const char32_t next = at.Peek();
  if (next == kEmojiStyle) return true;
  if (next == kKeycap) return IsKeycapBase(base);
  if (Has(UCHAR_EMOJI_MODIFIER, next)) return Has(UCHAR_EMOJI_MODIFIER_BASE, base);
  if (next != kZeroWidthJoiner) return false;
  at.Skip();
  return Has(UCHAR_EXTENDED_PICTOGRAPHIC, base) && IsJoinable(at.Peek());
}

// The end of the emoji that begins at `begin`, or `begin` when there is none.
size_t EmojiEnd(std::string_view text, size_t begin) {
  Cursor at(text, begin);
  const char32_t base = at.Peek();
  at.Skip();
  if (base != kEmojiStyle && !ShownAsEmoji(base, at)) return begin;
  if (IsRegionalIndicator(base)) at.SkipIf(IsRegionalIndicator(at.Peek()));
  SkipTail(at);
  return at.offset();
}

bool IsSpace(char c) {
  return c == ' ' || c == '\t';
}

// A joiner that led to a removed emoji must not join the next character instead.
void DropTrailingJoiners(std::string& text) {
  constexpr std::string_view kJoiner = "\u200D";
  while (text.ends_with(kJoiner)) text.resize(text.size() - kJoiner.size());
}

}  // namespace

std::optional<ByteSpan> FindEmoji(std::string_view text, size_t from) {
  const auto is_ascii = [text](size_t at) { return at >= text.size() || static_cast<uint8_t>(text[at]) < 0x80; };
  for (size_t at = from; at < text.size();) {
    // Of ASCII only what stands before U+FE0F or U+20E3 can begin an emoji.
    if (is_ascii(at) && is_ascii(at + 1)) {
      ++at;
      continue;
    }
    const size_t end = EmojiEnd(text, at);
    if (end != at) return ByteSpan{at, end};
    at += DecodeAt(text, at).size;
  }
  return std::nullopt;
}

StrippedText StripEmoji(std::string_view text) {
  StrippedText result;
  size_t kept = 0;
  for (auto emoji = FindEmoji(text); emoji; emoji = FindEmoji(text, kept)) {
    result.stripped = true;
    result.text += text.substr(kept, emoji->begin - kept);
    DropTrailingJoiners(result.text);
    kept = emoji->end;
    const bool blanks_meet =
        !result.text.empty() && IsSpace(result.text.back()) && kept < text.size() && IsSpace(text[kept]);
    if (blanks_meet) ++kept;
  }
  result.text += text.substr(kept);
  return result;
}

}  // namespace lsq::text
