// SPDX-License-Identifier: Apache-2.0
// Where an HTML comment ends, by the tokenizer of the HTML standard: `-->` and `--!>`, and at once `<!-->` and
// `<!--->`.
#pragma once

#include <cstdint>

namespace lsq::markup {

class CommentEnd {
 public:
  // Directly behind `<!--`.
  static CommentEnd Opened() { return CommentEnd(State::Opened); }
  // Somewhere inside a comment.
  CommentEnd() = default;

  // True when `c` is the byte that ends the comment.
  bool Read(char c) {
    const State before = state_;
    const bool dashed = before == State::TwoDashes || before == State::Opened;
    state_ = c == '-' ? AfterDash(before) : c == '!' && before == State::TwoDashes ? State::Bang : State::Inside;
    return c == '>' && (dashed || before == State::Bang);
  }

  bool operator==(const CommentEnd&) const = default;

 private:
  enum class State : uint8_t { Inside, Opened, OneDash, TwoDashes, Bang };
  explicit CommentEnd(State state) : state_(state) {}

  static State AfterDash(State before) {
    if (before == State::Opened) return State::Opened;
    return before == State::OneDash || before == State::TwoDashes ? State::TwoDashes : State::OneDash;
  }

  State state_ = State::Inside;
};

}  // namespace lsq::markup
