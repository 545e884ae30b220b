// SPDX-License-Identifier: Apache-2.0
// Random source text, piece by piece, with blanks, line ends and comments wherever the language allows them.
#pragma once

#include <string>
#include <string_view>

#include "tests/harness/generate.h"

namespace lsq::harness {

class SourceWriter {
 public:
  SourceWriter(Random& random, const GenerateOptions& options) : random_(random), options_(options) {}

  void Raw(std::string_view text) { out_ += text; }

  // Between two tokens of a line.
  void Blank() { out_ += options_.messy && random_.OneIn(8) ? random_.Pick(kBlanks) : " "; }

  // Where a line end is swallowed: after a comma, an operator, within brackets.
  void SoftBlank() {
    if (options_.messy && random_.OneIn(6)) {
      LineEnd("      ");
    } else {
      Blank();
    }
  }
  // The same where nothing is needed between the tokens.
  void MaybeNewline() {
    if (options_.messy && random_.OneIn(8)) {
      LineEnd("    ");
    } else {
      out_ += ' ';
    }
  }

  // Ends a statement's line; what follows is indented by `indent`.
  void EndStatement(size_t indent) {
    if (options_.comments && random_.OneIn(8)) Comment(random_.OneIn(2) ? " " : "");
    out_ += '\n';
    if (options_.messy && random_.OneIn(8)) out_ += random_.OneIn(2) ? "\n" : "\n  \n\n";
    if (options_.comments && random_.OneIn(10)) OwnLineComment(indent);
    out_.append(options_.messy && random_.OneIn(8) ? indent + 3 : indent, ' ');
  }

  void OwnLineComment(size_t indent) {
    out_.append(indent, ' ');
    Comment("");
    out_ += '\n';
    if (options_.messy && random_.OneIn(4)) out_ += '\n';
  }

  bool AtLineStart() const {
    const size_t last = out_.find_last_not_of(" \t");
    return last == std::string::npos || out_[last] == '\n';
  }

  std::string Take() { return std::move(out_); }

 private:
  static constexpr const char* kBlanks[] = {"  ", "\t", " \t "};

  void Comment(std::string_view before) {
    out_.append(before).append("// c").append(std::to_string(++comments_));
    if (options_.messy && random_.OneIn(4)) out_ += " { \" é  ";
  }

  void LineEnd(std::string_view indentation) {
    if (options_.comments && random_.OneIn(3)) Comment(" ");
    out_ += '\n';
    if (options_.comments && random_.OneIn(6)) OwnLineComment(3);
    out_ += indentation;
  }

  Random& random_;
  const GenerateOptions& options_;
  std::string out_;
  size_t comments_ = 0;
};

}  // namespace lsq::harness
