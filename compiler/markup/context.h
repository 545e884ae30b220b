// SPDX-License-Identifier: Apache-2.0
// Decides, while a template is compiled, how each hole of it must be escaped (architecture decision 20).
//
// A Context reads a template from its start: Feed the literal text, ask Hole() where a value goes, Finish() at the end.
// It is an automaton over bytes, so how the text is cut into chunks makes no difference. It is a value: copy it before
// a condition, run each branch on its copy and require that the results are equal, else a hole behind the branches
// would need two escapers. Text comes from the author of the program and is trusted not to attack; values are not.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "compiler/markup/escape.h"
#include "compiler/markup/html_context.h"
#include "compiler/markup/json_context.h"
#include "compiler/markup/refusal.h"
#include "compiler/markup/url_context.h"

namespace lsq::markup {

// What the whole text of a template is.
enum class Medium : uint8_t {
  Plain,   // SMS, notes, notifications, plain-text mails
  Header,  // subject, names of senders
  Html,    // mail bodies
  Url,     // one address
  Json,    // webhook bodies of application/json
  Form,    // webhook bodies of application/x-www-form-urlencoded
  Csv,     // one cell
};

class Context {
 public:
  explicit Context(Medium medium);

  // Reads literal text. The result says where in `literal` (offset in bytes) the text itself goes wrong, such as broken
  // JSON; from then on every hole and Finish are refused for the same reason.
  std::optional<Problem> Feed(std::string_view literal);

  // The escaper for a value at this place, or why no value may stand here. Moves on as if a value had been read.
  Decision Hole();

  // Why the text may not end here ("inside a tag"), if so.
  std::optional<Refusal> Finish() const;

  bool operator==(const Context&) const = default;

 private:
  // Media without structure have one escaper for all holes.
  std::variant<Escaper, HtmlContext, UrlContext, JsonContext> state_;
};

}  // namespace lsq::markup
