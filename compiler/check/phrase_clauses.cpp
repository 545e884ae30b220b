// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/phrase_clauses.h"

#include <algorithm>

#include "compiler/check/expr_internal.h"

namespace lsq::check {

namespace {

std::vector<Candidate> CandidatesOf(const std::vector<schema::ClauseDecl>& clauses,
                                    const std::vector<schema::Param>& params) {
  std::vector<Candidate> candidates;
  for (const schema::ClauseDecl& clause : clauses) candidates.push_back({&clause.pattern, &params});
  return candidates;
}

}  // namespace

void ClauseReader::ReportUnknown(const Phrase& phrase, const std::vector<schema::ClauseDecl>& declared,
                                 const std::vector<schema::ClauseDecl>& elsewhere, bool in_block) {
  std::vector<Candidate> begun;
  std::vector<std::string_view> words;
  std::string list;
  for (const schema::ClauseDecl& clause : declared) {
    const std::string first = clause.pattern.first_word();
    if (!first.empty() && first == phrase.FirstWord()) begun.push_back({&clause.pattern, &params_});
    if (!first.empty()) words.push_back(clause.pattern.parts.front().word);
    list += (list.empty() ? "" : ", ") + Shown({&clause.pattern, &params_});
  }
  if (!begun.empty()) return ReportPhrase(context_, phrase, begun);
  const std::string said = HeadOf(phrase).empty() ? std::string(context_.Source(phrase.span)) : HeadOf(phrase);
  auto report = context_.sink.Report(in_block ? kind::UnknownLine : kind::UnknownClause, context_.At(phrase.span),
                                     {owner_, said});
  const bool misplaced = std::any_of(elsewhere.begin(), elsewhere.end(), [&](const schema::ClauseDecl& clause) {
    return clause.pattern.first_word() == phrase.FirstWord();
  });
  if (misplaced) {
    report.Note(in_block ? "it stands behind a comma" : "it is a line of the block in braces");
    return;
  }
  if (list.empty()) {
    report.Note(in_block ? "it has no such lines" : "it has no clauses");
  } else {
    report.Note("there is " + list);
  }
  if (!phrase.FirstWord().empty()) {
    SuggestNearest(report, context_.At(phrase.atoms[0].span), phrase.FirstWord(), words);
  }
}

// What only some accounts have (QEM-7).
void ClauseReader::ReportFeature(const schema::ClauseDecl& clause, source::Span said) {
  const auto& features = context_.catalog.features;
  if (clause.feature.empty() || std::find(features.begin(), features.end(), clause.feature) != features.end()) return;
  context_.sink.Report(kind::FeatureOff, context_.At(said), {owner_, clause.pattern.Head(), clause.feature})
      .Note("when the account has it, say so: `account feature \"" + clause.feature + "\"`");
}

void ClauseReader::Read(const Phrase& phrase, const std::vector<schema::ClauseDecl>& declared,
                        const std::vector<schema::ClauseDecl>& elsewhere, bool in_block,
                        std::vector<program::Argument>& arguments) {
  if (phrase.atoms.empty()) return;
  const std::vector<Candidate> candidates = CandidatesOf(declared, params_);
  const auto match = MatchPhrase(context_, phrase, candidates);
  if (!match) return ReportUnknown(phrase, declared, elsewhere, in_block);
  const schema::ClauseDecl& clause = declared[match->candidate];
  if (clause.later) {
    context_.sink.Report(kind::NotSupportedYet, context_.At(phrase.span), {"`" + clause.pattern.Head() + "`"});
    return;
  }
  const auto before = std::find_if(said_.begin(), said_.end(), [&](const auto& each) { return each.first == &clause; });
  if (before != said_.end() && !clause.repeated) {
    context_.sink.Report(kind::ClauseTwice, context_.At(phrase.span), {std::string(context_.Source(phrase.span))})
        .Label(context_.At(before->second), "first here");
    return;
  }
  const auto other = std::find_if(said_.begin(), said_.end(), [&](const auto& each) {
    return clause.alternative && each.first->alternative && each.first != &clause;
  });
  if (other != said_.end()) {
    context_.sink
        .Report(kind::ClauseConflict, context_.At(phrase.span),
                {std::string(context_.Source(phrase.span)), std::string(context_.Source(other->second))})
        .Label(context_.At(other->second), "one of them is enough");
    return;
  }
  ReportFeature(clause, phrase.span);
  said_.push_back({&clause, phrase.span});
  // A flag, also where it has holes, so that `3 days before` is told from `3 days after`.
  const bool shared = std::any_of(clause.params.begin(), clause.params.end(),
                                  [&](uint32_t param) { return params_[param].name == clause.name; });
  if (!shared) {
    arguments.push_back({clause.name, MakeConstant(context_, true, types::kBool, context_.At(phrase.span)), {}});
  }
  for (const Filled& filled : match->filled) reader_.Add(filled, arguments);
}

}  // namespace lsq::check
