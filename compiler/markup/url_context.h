// SPDX-License-Identifier: Apache-2.0
// The part of an address that is being read: decides between a whole address and a component of one. It must know
// whether the scheme is still open, because whoever controls the scheme controls what a click does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/markup/refusal.h"

namespace lsq::markup {

class UrlContext {
 public:
  std::optional<Problem> Feed(std::string_view literal);
  // Reads one byte of literal text; a refusal when the text makes the address unsafe, which then stays so.
  std::optional<Refusal> Read(char c);
  // `whole` is the escaper for a value that begins the address: UrlWhole, or HtmlUrl in an attribute.
  Decision Hole(Escaper whole);
  std::optional<Refusal> Finish() const;
  bool operator==(const UrlContext&) const = default;

 private:
  enum class Part : uint8_t {
    Start,     // nothing yet, or blanks
    Scheme,    // literal characters that may turn out to be a scheme
    Data,      // a value stands where a scheme could be, and nothing has ended that yet
    Opaque,    // behind mailto:, tel: or sms:
    Scripted,  // behind a scheme that executes what follows
    Rest,      // authority, path, query, fragment
    Broken,    // data have become the scheme
  };
  static Part PartBehind(const std::string& scheme);

  Part part_ = Part::Start;
  std::string scheme_;  // in lower case, only while part_ is Scheme
};

}  // namespace lsq::markup
