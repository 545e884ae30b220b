// SPDX-License-Identifier: Apache-2.0
#include "compiler/markup/html_context.h"

#include <algorithm>
#include <array>

#include "compiler/markup/ascii.h"

namespace lsq::markup {
namespace {

constexpr Refusal kTwoReadings = {
    "inside a conditional comment",
    "it ends within a tag, so Outlook and other programs would read the rest differently"};
constexpr Refusal kTagName = {"inside a tag name", "what a tag is may not depend on data"};
constexpr Refusal kInTag = {"inside a tag", "attributes may not depend on data; put the value into a quoted attribute"};
constexpr Refusal kUnquoted = {"in an attribute value without quotes", "put the value in double quotes"};
constexpr Refusal kComment = {"inside a comment", "nobody would see it, and it could end the comment"};
constexpr Refusal kDeclaration = {"inside a declaration", "declarations may not depend on data"};
constexpr Refusal kContent = {"inside a script, style or raw text", "data may not become part of a script or style"};
constexpr Refusal kOpenQuotes = {"inside an attribute value", "its closing quote is missing"};
constexpr Refusal kOpenTag = {"inside a tag", "its > is missing"};
constexpr Refusal kOpenComment = {"inside a comment", "its --> is missing"};
constexpr Refusal kOpenElement = {"inside a title, text area, script or style", "its end tag is missing"};
constexpr Refusal kOpenConditional = {"inside a conditional comment", "its <![endif]--> is missing"};

constexpr std::string_view kConditionalStart = "[if";
constexpr uint32_t kNoMatch = UINT32_MAX;

// Elements whose content is text with character references, and those whose content is not even that.
constexpr std::array<std::string_view, 2> kEscapableElements = {"title", "textarea"};
constexpr std::array<std::string_view, 8> kRawElements = {"script",  "style",    "xmp",       "iframe",
                                                          "noembed", "noframes", "plaintext", "noscript"};

template <size_t N>
bool IsAmong(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsBlank(char c) {
  return IsOneOf(c, " \t\n\r\f");
}

}  // namespace

std::optional<Problem> HtmlContext::Feed(std::string_view literal) {
  if (state_ == State::Broken) return std::nullopt;  // said once
  for (size_t at = 0; at < literal.size(); ++at) {
    const bool is_comment_to_others = conditional_;
    Read(literal[at]);
    if (is_comment_to_others) ReadForOthers(literal[at]);
    if (state_ == State::Broken) return Problem{at, problem_};
  }
  return std::nullopt;
}

void HtmlContext::Read(char c) {
  switch (state_) {
    case State::Text:
      if (c == '<') state_ = State::TagOpen;
      return;
    case State::TagOpen:
    case State::EndTagOpen:
      return ReadTagOpen(c);
    case State::TagName:
    case State::InTag:
      return ReadInTag(c);
    case State::AttributeName:
    case State::AfterAttributeName:
      return ReadAttributeName(c);
    case State::BeforeValue:
      return ReadBeforeValue(c);
    case State::DoubleQuoted:
      return ReadValue(c, c == '"');
    case State::SingleQuoted:
      return ReadValue(c, c == '\'');
    case State::Unquoted:
      return ReadValue(c, c == '>' || IsBlank(c));
    case State::MarkupStart:
    case State::MarkupDash:
      return ReadMarkupStart(c);
    case State::Declaration:
      if (c == '>') state_ = State::Text;
      return;
    case State::Comment:
      return ReadComment(c);
    case State::ConditionalHead:
      return ReadConditionalHead(c);
    case State::Content:
      return ReadContent(c);
    case State::Broken:
      return;
  }
}

void HtmlContext::ReadTagOpen(char c) {
  const bool closing = state_ == State::EndTagOpen;
  if (IsLetter(c)) return BeginTag(c, closing);
  if (closing) {
    state_ = c == '>' ? State::Text : State::Declaration;  // `</ x>` is a comment to the standard
  } else if (c == '/') {
    state_ = State::EndTagOpen;
  } else if (c == '!') {
    state_ = State::MarkupStart;
  } else if (c == '?') {
    state_ = State::Declaration;
  } else {
    state_ = State::Text;  // a lone < is text
    Read(c);
  }
}

void HtmlContext::ReadMarkupStart(char c) {
  if (c == '-' && state_ == State::MarkupStart) {
    state_ = State::MarkupDash;
  } else if (c == '-') {
    state_ = State::Comment;
    comment_ = CommentEnd::Opened();
    matched_ = 0;
  } else {
    state_ = c == '>' ? State::Text : State::Declaration;
  }
}

void HtmlContext::ReadComment(char c) {
  if (comment_.Read(c)) {
    comment_ = {};
    matched_ = 0;
    state_ = State::Text;
    return;
  }
  if (matched_ == kNoMatch) return;
  matched_ = Lower(c) == kConditionalStart[matched_] ? matched_ + 1 : kNoMatch;
  if (matched_ < kConditionalStart.size() || matched_ == kNoMatch) return;
  matched_ = 0;
  state_ = State::ConditionalHead;
}

void HtmlContext::ReadConditionalHead(char c) {
  const bool is_comment_end = comment_.Read(c);
  const bool is_head_end = c == '>' && matched_ == 1;
  matched_ = c == ']' ? 1 : 0;
  if (!is_comment_end && !is_head_end) return;
  // A condition within a condition is a comment to Outlook too when the outer one is false; either way it is HTML here.
  if (is_head_end && !conditional_) {
    conditional_ = true;
    for_others_ = {};
  }
  comment_ = {};
  state_ = State::Text;
}

// Everybody but Outlook sees a comment here; where it ends for them, Outlook must have arrived in plain text.
void HtmlContext::ReadForOthers(char c) {
  if (!for_others_.Read(c)) return;
  conditional_ = false;
  for_others_ = {};
  if (state_ != State::Text) Break(kTwoReadings);
}

void HtmlContext::ReadContent(char c) {
  const auto wanted = [this](uint32_t i) { return i < 2 ? "</"[i] : content_[i - 2]; };
  if (matched_ == content_.size() + 2) {
    if (IsBlank(c) || c == '/' || c == '>') {
      closing_ = true;
      element_ = content_;
      content_.clear();
      matched_ = 0;
      state_ = State::InTag;
      return Read(c);
    }
    matched_ = 0;
  }
  if (Lower(c) == wanted(matched_)) {
    ++matched_;
  } else {
    matched_ = c == '<' ? 1 : 0;
  }
}

void HtmlContext::BeginTag(char first_letter, bool closing) {
  state_ = State::TagName;
  closing_ = closing;
  element_ = Lower(first_letter);
}

void HtmlContext::ReadInTag(char c) {
  if (c == '>') return EndTag();
  if (IsBlank(c) || c == '/') {
    state_ = State::InTag;
  } else if (state_ == State::TagName) {
    element_ += Lower(c);
  } else {
    state_ = State::AttributeName;
    attribute_ = Lower(c);
  }
}

void HtmlContext::EndTag() {
  const bool has_content = !closing_ && (IsAmong(element_, kEscapableElements) || IsAmong(element_, kRawElements));
  if (has_content) content_ = element_;
  state_ = has_content ? State::Content : State::Text;
  closing_ = false;
  element_.clear();
  attribute_.clear();
}

void HtmlContext::ReadAttributeName(char c) {
  if (c == '>') return EndTag();
  if (c == '=') {
    state_ = State::BeforeValue;
  } else if (c == '/') {
    EndAttribute(State::InTag);
  } else if (IsBlank(c)) {
    state_ = State::AfterAttributeName;
  } else if (state_ == State::AfterAttributeName) {  // the one before had no value
    state_ = State::AttributeName;
    attribute_ = Lower(c);
  } else {
    attribute_ += Lower(c);
  }
}

void HtmlContext::ReadBeforeValue(char c) {
  if (IsBlank(c)) return;
  if (c == '>') return EndTag();
  BeginValue(c == '"' ? State::DoubleQuoted : c == '\'' ? State::SingleQuoted : State::Unquoted);
  if (state_ == State::Unquoted) ReadValue(c, false);
}

void HtmlContext::BeginValue(State state) {
  state_ = state;
  kind_ = ClassifyAttribute(element_, attribute_);
}

void HtmlContext::ReadValue(char c, bool is_end) {
  if (is_end) {
    const bool ends_tag = c == '>' && state_ == State::Unquoted;
    EndAttribute(State::InTag);
    if (ends_tag) EndTag();
  } else if (kind_ == AttributeKind::Url) {
    if (const auto refusal = url_.Read(c)) Break(*refusal);
  }
}

void HtmlContext::EndAttribute(State state) {
  state_ = state;
  attribute_.clear();
  kind_ = AttributeKind::Text;
  url_ = {};
}

void HtmlContext::Break(Refusal refusal) {
  state_ = State::Broken;
  problem_ = refusal;
}

Decision HtmlContext::Hole() {
  if (state_ == State::DoubleQuoted || state_ == State::SingleQuoted) return HoleInValue();
  if (state_ == State::Text) return Escaper::Html;
  // Where an end tag has begun, data could complete it.
  const bool is_escapable = state_ == State::Content && matched_ == 0 && IsAmong(content_, kEscapableElements);
  if (is_escapable) return Escaper::Html;
  return RefusalHere();
}

Decision HtmlContext::HoleInValue() {
  if (const auto refusal = RefusalOf(kind_)) return *refusal;
  return kind_ == AttributeKind::Url ? url_.Hole(Escaper::HtmlUrl) : Escaper::Html;
}

Refusal HtmlContext::RefusalHere() const {
  switch (state_) {
    case State::TagOpen:
    case State::EndTagOpen:
    case State::TagName:
      return kTagName;
    case State::InTag:
    case State::AttributeName:
    case State::AfterAttributeName:
      return kInTag;
    case State::BeforeValue:
    case State::Unquoted:
      return kUnquoted;
    case State::MarkupStart:
    case State::MarkupDash:
    case State::Declaration:
      return kDeclaration;
    case State::Comment:
    case State::ConditionalHead:
      return kComment;
    case State::Content:
      return IsAmong(content_, kEscapableElements) ? kTagName : kContent;
    case State::Broken:
      return problem_;
    case State::Text:
    case State::DoubleQuoted:
    case State::SingleQuoted:
      break;
  }
  return kInTag;
}

std::optional<Refusal> HtmlContext::Finish() const {
  switch (state_) {
    case State::Text:
    case State::TagOpen:  // a lone < is text
      if (conditional_) return kOpenConditional;
      return std::nullopt;
    case State::DoubleQuoted:
    case State::SingleQuoted:
      return kOpenQuotes;
    case State::Comment:
    case State::ConditionalHead:
      return kOpenComment;
    case State::Content:
      return kOpenElement;
    case State::Broken:
      return problem_;
    default:
      return kOpenTag;
  }
}

}  // namespace lsq::markup
