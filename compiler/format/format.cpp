// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/format.h"

#include <algorithm>

#include "compiler/format/statements.h"

namespace lsq::format {

namespace {

// A declaration with the comments above it. Blank lines: one around every declaration of several lines; between others,
// and around comments, as they stood.
class FileWriter {
 public:
  FileWriter(const source::File& file, const syntax::FileTree& tree)
      : file_(file), tree_(tree), comments_(file, tree) {}

  std::string Write() {
    for (const syntax::Declaration& declaration : tree_.declarations) Write(declaration);
    const auto end = static_cast<uint32_t>(file_.text().size());
    if (const PlacedComment* comment = comments_.NextBefore(end)) {
      Separate(comment->span.begin, false);
      out_ += LeadingComments(comments_, end, 0, previous_);
    }
    return std::move(out_);
  }

 private:
  void Write(const syntax::Declaration& declaration) {
    const SourceText source{file_, *declaration.tree, declaration.offset};
    const source::Span span = source.tree[source.tree.root].span.Shifted(declaration.offset);
    const PlacedComment* comment = comments_.NextBefore(span.begin);
    const uint32_t top = comment != nullptr ? comment->span.begin : span.begin;
    uint32_t above_end = previous_;
    std::string above = LeadingComments(comments_, span.begin, 0, above_end);
    if (!above.empty() && comments_.BlankLine({above_end, span.begin})) above += "\n";
    const std::string text = DeclarationText(source, comments_);
    const bool several_lines = std::count(text.begin(), text.end(), '\n') > 1;
    Separate(top, several_lines);
    out_ += above + text;
    previous_ = comments_.EndOfTaken(span.end);
    after_several_lines_ = several_lines;
  }

  void Separate(uint32_t next, bool several_lines) {
    const bool always = several_lines || after_several_lines_;
    if (!out_.empty() && (always || comments_.BlankLine({previous_, next}))) out_ += "\n";
    after_several_lines_ = false;
  }

  const source::File& file_;
  const syntax::FileTree& tree_;
  Comments comments_;
  std::string out_;
  uint32_t previous_ = 0;  // the end of what was written last
  bool after_several_lines_ = false;
};

}  // namespace

Result<std::string> Format(const source::File& file, const syntax::FileTree& tree) {
  const bool broken = std::any_of(tree.declarations.begin(), tree.declarations.end(),
                                  [](const syntax::Declaration& d) { return d.tree->has_errors; });
  if (broken) return Error{"syntax", file.path() + " has syntax errors, so it is left as it is"};
  return FileWriter(file, tree).Write();
}

}  // namespace lsq::format
