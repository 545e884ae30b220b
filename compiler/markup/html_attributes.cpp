// SPDX-License-Identifier: Apache-2.0
#include "compiler/markup/html_attributes.h"

#include <algorithm>
#include <array>

namespace lsq::markup {
namespace {

template <size_t N>
bool IsAmong(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 16> kUrlAttributes = {
    "href",     "src",    "action",   "formaction", "background", "cite",   "poster", "data",
    "longdesc", "usemap", "manifest", "codebase",   "dynsrc",     "lowsrc", "icon",   "profile"};
constexpr std::array<std::string_view, 5> kUrlListAttributes = {"srcset", "imagesrcset", "ping", "archive",
                                                                "attributionsrc"};
constexpr std::array<std::string_view, 17> kBehaviourAttributes = {
    "type",   "rel",   "http-equiv",  "charset",    "sandbox",     "integrity",      "nonce", "language", "enctype",
    "method", "allow", "crossorigin", "formmethod", "formenctype", "referrerpolicy", "is",    "xmlns"};
constexpr std::array<std::string_view, 9> kLoadingElements = {"script", "iframe", "frame", "embed", "object",
                                                              "applet", "link",   "base",  "use"};

// SVG animations can set another element's attributes, links among them.
constexpr std::array<std::string_view, 4> kAnimatingElements = {"set", "animate", "animatemotion", "animatetransform"};

}  // namespace

AttributeKind ClassifyAttribute(std::string_view element, std::string_view attribute) {
  if (attribute.starts_with("xmlns:")) return AttributeKind::Behaviour;
  // A prefix does not change what a client does with the attribute (xlink:href, v:src).
  const std::string_view name = attribute.substr(attribute.rfind(':') + 1);
  if (name.starts_with("on")) return AttributeKind::Code;
  if (name == "style") return AttributeKind::Css;
  if (name == "srcdoc") return AttributeKind::Document;
  if (IsAmong(name, kUrlListAttributes)) return AttributeKind::UrlList;
  if (IsAmong(name, kBehaviourAttributes)) return AttributeKind::Behaviour;
  // `content` is prose in some <meta> and an address to go to in others.
  if (element == "meta" && name == "content") return AttributeKind::Behaviour;
  if (IsAmong(element, kAnimatingElements)) return AttributeKind::Behaviour;
  if (!IsAmong(name, kUrlAttributes)) return AttributeKind::Text;
  return IsAmong(element, kLoadingElements) ? AttributeKind::Loader : AttributeKind::Url;
}

std::optional<Refusal> RefusalOf(AttributeKind kind) {
  switch (kind) {
    case AttributeKind::Text:
    case AttributeKind::Url:
      break;
    case AttributeKind::UrlList:
      return Refusal{"inside a list of addresses", "a value could add addresses; use an attribute with one address"};
    case AttributeKind::Code:
      return Refusal{"inside an event handler", "data may not become part of a script"};
    case AttributeKind::Css:
      return Refusal{"inside a style", "data could change how the page looks; choose the style by a condition"};
    case AttributeKind::Document:
      return Refusal{"inside a document within an attribute", "write the content as HTML of its own"};
    case AttributeKind::Loader:
      return Refusal{"inside the address of something that is loaded", "what is loaded may not depend on data"};
    case AttributeKind::Behaviour:
      return Refusal{"inside an attribute that steers the client", "what a page does may not depend on data"};
  }
  return std::nullopt;
}

}  // namespace lsq::markup
