// SPDX-License-Identifier: Apache-2.0
// A piece of HTML that is being read: the tokenizer of the HTML standard, as far as it matters to what a value may be.
//
// Mails address Outlook by conditional comments: `<!--[if mso]> … <![endif]-->` is HTML to Outlook and a comment to
// everybody else. It is read as HTML, since values may stand in it, and the escapers used never write the `>` that
// would end it as a comment; where it does end, both readings must be in plain text again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/markup/html_attributes.h"
#include "compiler/markup/html_comment.h"
#include "compiler/markup/refusal.h"
#include "compiler/markup/url_context.h"

namespace lsq::markup {

class HtmlContext {
 public:
  std::optional<Problem> Feed(std::string_view literal);
  Decision Hole();
  std::optional<Refusal> Finish() const;
  bool operator==(const HtmlContext&) const = default;

 private:
  enum class State : uint8_t {
    Text,
    TagOpen,     // behind <
    EndTagOpen,  // behind </
    TagName,
    InTag,  // between attributes
    AttributeName,
    AfterAttributeName,  // blanks behind a name
    BeforeValue,         // behind =
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
    MarkupStart,  // behind <!
    MarkupDash,   // behind <!-
    Declaration,  // <!doctype …>, <![endif]>, <?xml …>: up to the next >
    Comment,
    ConditionalHead,  // behind <!--[if, up to ]>
    Content,          // of an element whose content is not markup: <title>, <style>, …
    Broken,
  };

  void Read(char c);
  void ReadTagOpen(char c);
  void ReadMarkupStart(char c);
  void ReadComment(char c);
  void ReadConditionalHead(char c);
  void ReadContent(char c);
  void ReadInTag(char c);
  void ReadAttributeName(char c);
  void ReadBeforeValue(char c);
  void ReadValue(char c, bool is_end);
  void BeginTag(char first_letter, bool closing);
  void EndTag();
  void BeginValue(State state);
  void EndAttribute(State state);
  void ReadForOthers(char c);
  void Break(Refusal refusal);
  Decision HoleInValue();
  Refusal RefusalHere() const;

  State state_ = State::Text;
  bool closing_ = false;   // the tag being read is an end tag
  std::string element_;    // name of the tag being read, lower case
  std::string attribute_;  // name of the attribute being read, lower case
  AttributeKind kind_ = AttributeKind::Text;
  UrlContext url_;            // when kind_ is Url
  std::string content_;       // the element whose Content is being read
  uint32_t matched_ = 0;      // bytes matched of `</` + content_, of `[if`, or of the ] in a conditional head
  CommentEnd comment_;        // in Comment and ConditionalHead
  bool conditional_ = false;  // this is a comment to others than Outlook
  CommentEnd for_others_;     // when conditional_
  Refusal problem_;           // once Broken
};

}  // namespace lsq::markup
