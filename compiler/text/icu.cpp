// SPDX-License-Identifier: Apache-2.0
#include "compiler/text/icu.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "compiler/base/check.h"
#include "compiler/text/text.h"

namespace lsq::text {
namespace {

constexpr const char* kNoLocale = "";  // the root locale
constexpr uint32_t kNoOptions = 0;

icu::StringPiece Piece(std::string_view text) {
  LSQ_CHECK(text.size() <= INT32_MAX, "a text beyond what ICU can address");
  return {text.data(), static_cast<int32_t>(text.size())};
}

// Runs `convert(input, sink, error)`; ICU only fails here when its data or the memory are missing.
template <typename Convert>
std::string Converted(std::string_view text, Convert convert) {
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode error = U_ZERO_ERROR;
  convert(Piece(text), sink, error);
  LSQ_CHECK(U_SUCCESS(error), u_errorName(error));
  return out;
}

const icu::Normalizer2& Nfc() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  LSQ_CHECK(U_SUCCESS(error), u_errorName(error));
  return *nfc;
}

}  // namespace

std::string ToNfc(std::string_view text) {
  return Converted(text, [](icu::StringPiece in, icu::ByteSink& out, UErrorCode& error) {
    Nfc().normalizeUTF8(kNoOptions, in, out, nullptr, error);
  });
}

std::string CaseFold(std::string_view text) {
  return Converted(text, [](icu::StringPiece in, icu::ByteSink& out, UErrorCode& error) {
    icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT, in, out, nullptr, error);
  });
}

std::string Upper(std::string_view text) {
  return Converted(text, [](icu::StringPiece in, icu::ByteSink& out, UErrorCode& error) {
    icu::CaseMap::utf8ToUpper(kNoLocale, kNoOptions, in, out, nullptr, error);
  });
}

std::string Lower(std::string_view text) {
  return Converted(text, [](icu::StringPiece in, icu::ByteSink& out, UErrorCode& error) {
    icu::CaseMap::utf8ToLower(kNoLocale, kNoOptions, in, out, nullptr, error);
  });
}

std::string TitleCase(std::string_view text) {
  return Converted(text, [](icu::StringPiece in, icu::ByteSink& out, UErrorCode& error) {
    icu::CaseMap::utf8ToTitle(kNoLocale, kNoOptions, nullptr, in, out, nullptr, error);
  });
}

std::string UnicodeVersion() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

}  // namespace lsq::text
