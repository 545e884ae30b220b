// SPDX-License-Identifier: Apache-2.0
#include "compiler/markup/url_context.h"

#include "compiler/markup/ascii.h"

namespace lsq::markup {
namespace {

constexpr Refusal kSchemeFromData = {"before the colon of an address",
                                     "what a link does may not depend on data; begin it with https://"};
constexpr Refusal kScriptedAddress = {"inside an address that is executed",
                                      "data may not become part of a script; link to a page instead"};
constexpr size_t kLongestScheme = 32;  // no longer one is told apart from others

bool IsIgnored(char c) {
  return c == ' ' || IsControl(c);  // browsers drop them, so they separate nothing
}

bool IsSchemeByte(char c) {
  return IsLetter(c) || IsDigit(c) || IsOneOf(c, "+-.");
}

}  // namespace

UrlContext::Part UrlContext::PartBehind(const std::string& scheme) {
  if (scheme == "javascript" || scheme == "vbscript" || scheme == "data") return Part::Scripted;
  if (scheme == "mailto" || scheme == "tel" || scheme == "sms") return Part::Opaque;
  return Part::Rest;
}

std::optional<Problem> UrlContext::Feed(std::string_view literal) {
  for (size_t at = 0; at < literal.size(); ++at) {
    if (const auto refusal = Read(literal[at])) return Problem{at, *refusal};
  }
  return std::nullopt;
}

std::optional<Refusal> UrlContext::Read(char c) {
  if (part_ == Part::Opaque && c == '?') part_ = Part::Rest;
  const bool scheme_is_open = part_ == Part::Start || part_ == Part::Scheme || part_ == Part::Data;
  if (!scheme_is_open || IsIgnored(c)) return std::nullopt;
  if (IsSchemeByte(c)) {
    if (part_ == Part::Data) return std::nullopt;
    part_ = Part::Scheme;
    if (scheme_.size() < kLongestScheme) scheme_ += Lower(c);
    return std::nullopt;
  }
  if (c == ':' && part_ == Part::Data) {
    part_ = Part::Broken;
    return kSchemeFromData;
  }
  part_ = c == ':' ? PartBehind(scheme_) : Part::Rest;
  scheme_.clear();
  return std::nullopt;
}

Decision UrlContext::Hole(Escaper whole) {
  switch (part_) {
    case Part::Start:
      part_ = Part::Data;
      return whole;
    case Part::Scheme:
      part_ = Part::Data;
      scheme_.clear();
      return Escaper::UrlComponent;
    case Part::Opaque:
      return Escaper::UrlOpaque;
    case Part::Scripted:
      return kScriptedAddress;
    case Part::Broken:
      return kSchemeFromData;
    case Part::Data:
    case Part::Rest:
      break;
  }
  return Escaper::UrlComponent;
}

std::optional<Refusal> UrlContext::Finish() const {
  if (part_ == Part::Broken) return kSchemeFromData;
  return std::nullopt;
}

}  // namespace lsq::markup
