// SPDX-License-Identifier: Apache-2.0
// Statements, blocks and the comments around them as text.
#pragma once

#include <string>

#include "compiler/format/comments.h"
#include "compiler/format/texts.h"

namespace lsq::format {

// One declaration: its statement with everything in it and the comments that stand behind it, not those above it.
// Ends in \n.
std::string DeclarationText(const SourceText& source, Comments& comments);

// Takes the comments before `offset`, one a line, with the single blank lines that stood between them; `previous` is
// the end of what stands before and becomes the end of the last comment. A blank line before the first is not written.
std::string LeadingComments(Comments& comments, uint32_t offset, size_t indent, uint32_t& previous);

}  // namespace lsq::format
