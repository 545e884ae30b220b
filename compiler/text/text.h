// SPDX-License-Identifier: Apache-2.0
// What text means in the language: validity, blanks, the fold that decides equality, case, emoji, near names.
//
// Every text is UTF-8; data are validated where they enter. All functions are total and thread-safe: a byte that does
// not belong to valid UTF-8 is read as one U+FFFD of size 1. Offsets are bytes unless a name says otherwise. Nothing
// depends on a locale. All tables come from one Unicode version, UnicodeVersion(), because stored folded keys are only
// comparable within one.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::text {

// "15.0": recorded by a store beside its folded keys.
std::string UnicodeVersion();

// ---- UTF-8 ----------------------------------------------------------------------------------------------------------

struct CodePoint {
  char32_t value = 0;
  uint32_t size = 0;  // bytes taken in the text
  bool operator==(const CodePoint&) const = default;
};

inline constexpr char32_t kReplacement = 0xFFFD;

// Offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and values above U+10FFFF are not).
std::optional<size_t> ValidateUtf8(std::string_view text);
bool IsAscii(std::string_view text);

// The code point at `offset`, which is less than text.size(). A bad byte gives {kReplacement, 1}.
CodePoint DecodeAt(std::string_view text, size_t offset);
// The code point that ends at `offset`, which is more than 0 and at most text.size().
CodePoint DecodeBefore(std::string_view text, size_t offset);
// A value that is not a scalar (surrogate, above U+10FFFF) is appended as U+FFFD.
void AppendUtf8(char32_t code_point, std::string& out);

// E-EXPR-2: the length of a text is its number of code points.
size_t Length(std::string_view text);
// Code points [begin, begin + count), cut to what there is; a view into `text`.
std::string_view SubstringCodePoints(std::string_view text, size_t begin, size_t count);

// UTF-16 code units, the unit of columns in the Language Server Protocol.
size_t Utf16Length(std::string_view text);
// Byte offset of the code point that holds UTF-16 unit `units`; text.size() when `units` is past the end.
size_t OffsetOfUtf16(std::string_view text, size_t units);

// ---- characters that are refused in sources and data ----------------------------------------------------------------

struct FoundCodePoint {
  size_t offset = 0;
  char32_t code_point = 0;
  bool operator==(const FoundCodePoint&) const = default;
};

std::optional<FoundCodePoint> FindNul(std::string_view text);  // E-MM-5
std::optional<FoundCodePoint> FindBom(std::string_view text);  // U+FEFF anywhere
// The invisible characters that reorder what a reviewer sees: U+202A..E, U+2066..9, U+200E, U+200F, U+061C.
std::optional<FoundCodePoint> FindBidiControl(std::string_view text);

// ---- blanks ---------------------------------------------------------------------------------------------------------

// Unicode White_Space (which has the no-break spaces), and the invisible ones that pasted data bring along although
// Unicode calls them format characters: zero width space U+200B, word joiner U+2060, byte order mark U+FEFF.
bool IsBlankCodePoint(char32_t code_point);
// C-MM-3, E-MM-6: empty, or blanks only.
bool IsBlank(std::string_view text);
// Views into `text`.
std::string_view Trim(std::string_view text);
std::string_view TrimStart(std::string_view text);
std::string_view TrimEnd(std::string_view text);

// ---- equality, order, search ----------------------------------------------------------------------------------------

// C-CON-4: two texts are equal in the language when their folds are equal bytes. Trim of NFC of full case folding of
// NFC; idempotent.
std::string Fold(std::string_view text);
// E-EXPR-1: the same without the trim, for contains, starts with and ends with.
std::string FoldNoTrim(std::string_view text);

// The functions below fold both sides themselves; they do not allocate when both are ASCII and short.
bool EqualsFolded(std::string_view a, std::string_view b);                   // Fold
std::strong_ordering CompareFolded(std::string_view a, std::string_view b);  // Fold, then by code points
bool ContainsFolded(std::string_view text, std::string_view part);           // FoldNoTrim, as the next two
bool StartsWithFolded(std::string_view text, std::string_view prefix);
bool EndsWithFolded(std::string_view text, std::string_view suffix);

// `contains … exactly`: bytes, linear in the worst case (string_view::find is not). For the other strict forms use
// operator==, starts_with and ends_with of string_view.
bool Contains(std::string_view text, std::string_view part);

// ---- normal form and case -------------------------------------------------------------------------------------------

std::string NormalizeNfc(std::string_view text);
std::string Upper(std::string_view text);      // "straße" -> "STRASSE"
std::string Lower(std::string_view text);      // final sigma is honoured
std::string TitleCase(std::string_view text);  // "new DELHI" -> "New Delhi", by Unicode word boundaries

// ---- emoji ----------------------------------------------------------------------------------------------------------

struct ByteSpan {
  size_t begin = 0;
  size_t end = 0;
  bool operator==(const ByteSpan&) const = default;
};

// C-EMO-1: the first emoji at or after `from`, as one whole sequence: a code point with Emoji_Presentation, one asked
// to be shown so by U+FE0F, a keycap, a flag, and what modifiers, tags and ZWJ join to it. Digits, ©, ®, ™ and ₹ alone
// are text. A U+FE0F behind something that is never an emoji is found by itself.
std::optional<ByteSpan> FindEmoji(std::string_view text, size_t from = 0);

struct StrippedText {
  std::string text;
  bool stripped = false;
  bool operator==(const StrippedText&) const = default;
};

// C-MM-20, E-MM-7: without emoji. Of two blanks that meet where an emoji was, one stays; others are left alone.
StrippedText StripEmoji(std::string_view text);

struct DecodedText {
  std::string text;
  std::vector<uint32_t> origins;  // for each byte of `text` and its end: the byte of the input it came from
  bool operator==(const DecodedText&) const = default;
};

// EMO-1: HTML with its numeric character references (`&#x1F389;`, `&#127881;`) replaced by what they stand for, so that
// an emoji cannot hide in one. Named references stay; none of them is an emoji.
DecodedText DecodeNumericReferences(std::string_view html);

// ---- near names -----------------------------------------------------------------------------------------------------

// Damerau–Levenshtein distance (insert, delete, replace, swap of neighbours; no edit inside a swapped pair) on the code
// points of the folded texts. `limit` + 1 when it is more than `limit`.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit);

// The candidate that `name` was probably meant to be, a view into the candidates; for "did you mean". Blanks, `_`, `-`
// and the prefix `mx_` of custom fields count for nothing, so "city" finds "mx_City". At most a third of the letters
// may differ (1 to 3). Ties go to the first in code point order, so the order of the candidates does not matter.
std::optional<std::string_view> Nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace lsq::text
