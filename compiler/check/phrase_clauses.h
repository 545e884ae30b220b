// SPDX-License-Identifier: Apache-2.0
// Clauses behind commas and lines of a card's block, against what a declaration of the library allows.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/check/phrase_argument.h"

namespace lsq::check {

// The clauses of one card; knows which were said already.
class ClauseReader {
 public:
  // `owner` is what messages call the card: "send email".
  ClauseReader(Context& context, std::string owner, const std::vector<schema::Param>& params)
      : context_(context), owner_(std::move(owner)), params_(params), reader_(context, params) {}

  ArgumentReader& arguments() { return reader_; }
  // Appends what the clause says to `arguments`, or reports it. `in_block`: a line of the block. `elsewhere` are the
  // clauses that are allowed in the other of the two places.
  void Read(const Phrase& phrase, const std::vector<schema::ClauseDecl>& declared,
            const std::vector<schema::ClauseDecl>& elsewhere, bool in_block, std::vector<program::Argument>& arguments);

 private:
  void ReportUnknown(const Phrase& phrase, const std::vector<schema::ClauseDecl>& declared,
                     const std::vector<schema::ClauseDecl>& elsewhere, bool in_block);

  void ReportFeature(const schema::ClauseDecl& clause, source::Span said);

  Context& context_;
  std::string owner_;
  const std::vector<schema::Param>& params_;
  ArgumentReader reader_;
  std::vector<std::pair<const schema::ClauseDecl*, source::Span>> said_;
};

}  // namespace lsq::check
