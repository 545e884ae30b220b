// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/phrase.h"

#include <algorithm>
#include <array>

#include "compiler/check/expr_describe.h"
#include "compiler/syntax/words.h"
#include "compiler/text/text.h"

namespace lsq::check {

using schema::ParamForm;
using schema::PatternPart;

namespace {

std::string_view BareWord(const syntax::Expr& expr) {
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) {
    return name->word.quoted ? std::string_view() : std::string_view(name->word.text);
  }
  if (const auto* constant = std::get_if<syntax::ConstantExpr>(&expr.node)) return syntax::SpellingOf(constant->value);
  return {};
}

void AddAtoms(const syntax::Tree& tree, syntax::ExprId id, std::vector<Atom>& atoms) {
  const syntax::Expr& expr = tree[id];
  if (const auto* ref = std::get_if<syntax::RefExpr>(&expr.node)) {
    atoms.push_back({ref->kind.text, id, 2, ref->kind.span});
    atoms.push_back({{}, ref->name, 1, tree[ref->name].span});
  } else {
    atoms.push_back({BareWord(expr), id, 1, expr.span});
  }
}

template <typename Node>
bool Is(const Context& context, syntax::ExprId id) {
  return std::holds_alternative<Node>(context.tree[Unwrap(context.tree, id)].node);
}

// `secret("crm")`.
bool CallsForSecret(const Context& context, syntax::ExprId id) {
  const auto* call = std::get_if<syntax::CallExpr>(&context.tree[Unwrap(context.tree, id)].node);
  if (call == nullptr) return false;
  const auto found = context.library.FindFunctions(call->callee.text);
  return !found.empty() && found.front()->result.type == types::Text(types::TextKind::Secret);
}

// Whether something written like this can stand in a hole of that kind at all.
bool FormFits(const Context& context, syntax::ExprId id, const schema::ParamType& type) {
  const std::string_view word = BareWord(context.tree[id]);
  switch (type.form) {
    case ParamForm::Field:
      return Is<syntax::MemberExpr>(context, id);
    case ParamForm::Fields:
    case ParamForm::FieldNames:
      return Is<syntax::ListExpr>(context, id);
    case ParamForm::Record:
      return word.empty() || context.names.Find(word) || context.catalog.FindEntity(word);
    case ParamForm::Entity:
      return !word.empty() && context.catalog.FindEntity(word).has_value();
    case ParamForm::Word:
      return std::find(type.words.begin(), type.words.end(), word) != type.words.end();
    case ParamForm::Value:
      return type.type != types::Text(types::TextKind::Secret) || CallsForSecret(context, id);
    default:
      return true;
  }
}

// The name of a record in scope that the parser took for the kind of the text behind it.
const syntax::Word* NameBeforeText(const Context& context, const Atom& atom) {
  if (atom.width != 2 || !context.names.Find(atom.word)) return nullptr;
  return &std::get<syntax::RefExpr>(context.tree[atom.expr].node).kind;
}

// How far a phrase follows a pattern.
struct Progress {
  size_t atoms = 0;  // understood
  size_t parts = 0;  // of the pattern
  bool complete = false;
  std::vector<Filled> filled;
};

Progress FollowCall(const Context& context, const Phrase& phrase, const Candidate& candidate) {
  Progress progress;
  if (phrase.atoms.empty()) return progress;
  const auto* call = std::get_if<syntax::CallExpr>(&context.tree[phrase.atoms[0].expr].node);
  const auto& parts = candidate.pattern->parts;
  if (call == nullptr || call->callee.text != parts[0].word) return progress;
  progress.atoms = progress.parts = 1;
  if (call->arguments.size() + 1 != parts.size() || phrase.atoms.size() != 1) return progress;
  for (size_t i = 0; i < call->arguments.size(); ++i) {
    progress.filled.push_back({parts[i + 1].param, call->arguments[i].value, nullptr});
  }
  progress.complete = true;
  return progress;
}

Progress Follow(const Context& context, const Phrase& phrase, const Candidate& candidate) {
  if (candidate.pattern->call) return FollowCall(context, phrase, candidate);
  Progress progress;
  for (const PatternPart& part : candidate.pattern->parts) {
    if (progress.atoms >= phrase.atoms.size()) return progress;
    const Atom& atom = phrase.atoms[progress.atoms];
    if (!part.is_hole()) {
      if (atom.word != part.word) return progress;
      progress.atoms += 1;
    } else {
      if (!FormFits(context, atom.expr, (*candidate.params)[part.param].type)) return progress;
      const syntax::Word* name = NameBeforeText(context, atom);
      progress.filled.push_back({part.param, atom.expr, name});
      progress.atoms += name != nullptr ? 1 : atom.width;
    }
    ++progress.parts;
  }
  progress.complete = progress.atoms == phrase.atoms.size();
  return progress;
}

}  // namespace

bool Phrase::Starts(std::initializer_list<std::string_view> words) const {
  return atoms.size() >= words.size() &&
         std::equal(words.begin(), words.end(), atoms.begin(),
                    [](std::string_view w, const Atom& atom) { return w == atom.word; });
}

Phrase ReadPhrase(const syntax::Tree& tree, const std::vector<syntax::ExprId>& items) {
  Phrase phrase;
  for (const syntax::ExprId item : items) AddAtoms(tree, item, phrase.atoms);
  auto& atoms = phrase.atoms;
  if (atoms.size() > 2 && atoms[atoms.size() - 2].word == "as") {
    if (const auto* name = std::get_if<syntax::NameExpr>(&tree[atoms.back().expr].node)) {
      phrase.binding = &name->word;
      atoms.resize(atoms.size() - 2);
    }
  }
  if (!atoms.empty()) phrase.span = source::Span::Join(atoms.front().span, atoms.back().span);
  return phrase;
}

std::optional<PhraseMatch> MatchPhrase(const Context& context, const Phrase& phrase,
                                       std::span<const Candidate> candidates) {
  std::optional<PhraseMatch> best;
  size_t most = 0;
  for (size_t i = 0; i < candidates.size(); ++i) {
    Progress progress = Follow(context, phrase, candidates[i]);
    const size_t words = candidates[i].pattern->fixed_words();
    if (!progress.complete || (best && words <= most)) continue;
    best = PhraseMatch{i, std::move(progress.filled)};
    most = words;
  }
  return best;
}

std::string Shown(const Candidate& candidate) {
  return "`" + candidate.pattern->ToString(*candidate.params) + "`";
}

std::string HeadOf(const Phrase& phrase) {
  std::string head;
  for (const Atom& atom : phrase.atoms) {
    if (atom.word.empty()) break;
    head += (head.empty() ? "" : " ") + std::string(atom.word);
  }
  return head;
}

// Whether the word at which a phrase leaves a pattern is nearly the one that the pattern has there.
static bool IsMisspelt(const Phrase& phrase, const std::vector<PatternPart>& parts, const Progress& progress) {
  if (progress.atoms >= phrase.atoms.size() || progress.parts >= parts.size()) return false;
  const std::string_view word = phrase.atoms[progress.atoms].word;
  const PatternPart& part = parts[progress.parts];
  if (word.empty() || part.is_hole()) return false;
  const std::array<std::string_view, 1> wanted = {part.word};
  return text::Nearest(word, wanted).has_value();
}

void ReportPhrase(Context& context, const Phrase& phrase, std::span<const Candidate> candidates) {
  const bool broken = std::any_of(phrase.atoms.begin(), phrase.atoms.end(),
                                  [&](const Atom& atom) { return Is<syntax::ErrorExpr>(context, atom.expr); });
  if (broken) return;  // the parser said what is wrong
  size_t nearest = 0;
  Progress best;
  bool best_misspelt = false;
  std::vector<std::string_view> expected;  // words that could follow where it leaves
  for (size_t i = 0; i < candidates.size(); ++i) {
    Progress progress = Follow(context, phrase, candidates[i]);
    const auto& parts = candidates[i].pattern->parts;
    // `send mail` is a misspelt `send email`, however far a hole of another phrase would have taken it.
    const bool misspelt = IsMisspelt(phrase, parts, progress);
    const auto rank = std::pair(misspelt, progress.atoms);
    const auto best_rank = std::pair(best_misspelt, best.atoms);
    if (i > 0 && rank < best_rank) continue;
    if (i == 0 || rank > best_rank) {
      nearest = i;
      best = progress;
      best_misspelt = misspelt;
      expected.clear();
    }
    if (progress.parts < parts.size() && !parts[progress.parts].is_hole())
      expected.push_back(parts[progress.parts].word);
  }
  const bool at_end = best.atoms >= phrase.atoms.size();
  const source::Span here = at_end ? source::Span{phrase.span.end, phrase.span.end} : phrase.atoms[best.atoms].span;
  const auto& parts = candidates[nearest].pattern->parts;
  auto report = context.sink.Report(kind::CardShape, context.At(at_end ? phrase.span : here),
                                    {candidates[nearest].pattern->Head()});
  if (best.parts == parts.size()) {
    report.Primary("nothing is expected here");
  } else {
    const PatternPart& part = parts[best.parts];
    const std::string what =
        part.is_hole() ? "`" + (*candidates[nearest].params)[part.param].name + "`" : "`" + part.word + "`";
    report.Primary(at_end ? what + " is missing behind this" : what + " is expected here");
  }
  report.Note("it is written " + Shown(candidates[nearest]));
  const std::string_view rest = at_end ? "" : phrase.atoms[best.atoms].word;
  if (rest == "do" || rest == "when") {
    const source::Span before{here.begin, here.begin};
    report.Fix("`" + std::string(rest) + "` begins a line", context.At(before), "\n  ");
    return;
  }
  if (at_end || phrase.atoms[best.atoms].word.empty()) return;
  SuggestNearest(report, context.At(here), phrase.atoms[best.atoms].word, expected);
}

}  // namespace lsq::check
