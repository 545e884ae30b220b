// SPDX-License-Identifier: Apache-2.0
// What the value of an HTML attribute is, as far as escaping goes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "compiler/markup/refusal.h"

namespace lsq::markup {

enum class AttributeKind : uint8_t {
  Text,
  Url,
  UrlList,    // several addresses with separators of their own (srcset, ping)
  Code,       // event handlers
  Css,        // style
  Document,   // srcdoc: HTML inside an attribute
  Loader,     // the address of something that is executed or embedded, or from which others are resolved
  Behaviour,  // tells a client how to treat the page: type, rel, http-equiv, …
};

// `element` and `attribute` in lower case.
AttributeKind ClassifyAttribute(std::string_view element, std::string_view attribute);

// Why an attribute of this kind may hold no data; nothing for Text and Url.
std::optional<Refusal> RefusalOf(AttributeKind kind);

}  // namespace lsq::markup
