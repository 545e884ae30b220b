// SPDX-License-Identifier: Apache-2.0
// Phrases: what stands in a card or a clause, compared with a pattern of the library. Only words and forms are compared
// here; whether a value fits its hole is checked once the pattern is known (phrase_argument.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/schema/library.h"

namespace lsq::check {

// One step of a phrase. `list "Fresh"`, which the parser keeps as one, is a word and a text here; a hole that comes at
// the word takes both.
struct Atom {
  std::string_view word;  // empty for what is no bare word
  syntax::ExprId expr;    // what a hole takes here
  size_t width = 1;       // atoms that `expr` covers
  source::Span span;      // of this atom alone
};

// `send email "Welcome" to Lead as welcome`, taken apart.
struct Phrase {
  std::vector<Atom> atoms;
  const syntax::Word* binding = nullptr;  // `welcome`; null without `as`
  source::Span span;                      // of all atoms

  std::string_view FirstWord() const { return atoms.empty() ? std::string_view() : atoms.front().word; }
  // Whether these words begin it.
  bool Starts(std::initializer_list<std::string_view> words) const;
};
Phrase ReadPhrase(const syntax::Tree& tree, const std::vector<syntax::ExprId>& items);

// A hole and what stands in it. `notify User "Good morning"` has a name and a text where the parser saw one thing: then
// `name` is the value, and `value` only says where it stands.
struct Filled {
  uint32_t param;
  syntax::ExprId value;
  const syntax::Word* name = nullptr;
};

// One pattern and its parameters.
struct Candidate {
  const schema::Pattern* pattern;
  const std::vector<schema::Param>* params;
};
struct PhraseMatch {
  size_t candidate = 0;  // index
  std::vector<Filled> filled;
};

// The candidate that fits best: all of it must fit; of several the one with most fixed words, then the first.
std::optional<PhraseMatch> MatchPhrase(const Context& context, const Phrase& phrase,
                                       std::span<const Candidate> candidates);

// Reports a phrase that begins like `candidates`, none of which it is: where it leaves the nearest of them, and how
// that one is written.
void ReportPhrase(Context& context, const Phrase& phrase, std::span<const Candidate> candidates);

// "`send email (template) to (who)`".
std::string Shown(const Candidate& candidate);
// The words of the phrase as far as they are words: "send email".
std::string HeadOf(const Phrase& phrase);

}  // namespace lsq::check
