// SPDX-License-Identifier: Apache-2.0
// A phrase of a declaration as a row of items that is read from left to right, and what all readers of declarations
// share. Internal to declare_*.cpp.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/declare.h"

namespace lsq::check::declare {

namespace kind = diagnostics::kind;
using diagnostics::Sink;
using schema::Catalog;
using schema::Library;
using source::Location;
using source::Span;
using syntax::ExprId;

// What is read into what.
struct Target {
  Catalog& catalog;
  Library& library;
  Sink& sink;
  // What stood in the catalogue and the library before this layer.
  size_t first_entity = 0;
  size_t first_field = 0;
  // Where this layer's groups say what they are part of, by the group's name.
  std::map<std::string, Location> part_of_places = {};
};

// The declaration being read.
struct Source {
  const syntax::Tree& tree;
  source::FileId file;
  uint32_t offset = 0;

  const syntax::Card& card() const { return std::get<syntax::Card>(tree[tree.root].node); }
  const std::string& doc() const { return tree[tree.root].doc; }
  Location At(Span span) const { return {file, span.Shifted(offset)}; }
};

struct Item {
  enum class Form : uint8_t { Word, Text, Other } form = Form::Other;
  std::string word;  // of Word
  ExprId expr;       // of Text and Other
  Span span;
};

// `label "City"`, which the parser keeps as one, is a word and a text here; `empty`, `no` … are words.
class ItemReader {
 public:
  ItemReader(const syntax::Tree& tree, const std::vector<ExprId>& exprs);

  bool AtEnd() const { return next_ == items_.size(); }
  const Item* Peek() const { return AtEnd() ? nullptr : &items_[next_]; }
  Span Here() const;  // of the next item, or of what follows the last
  Span Whole() const;

  // Each takes the next items if they are what it is about, and else none.
  bool Take(std::initializer_list<std::string_view> words);
  std::optional<Item> TakeWord();
  std::optional<std::string> TakeText();  // a text without tags
  std::optional<std::string> TakeRaw();   // the digits of a number without unit, suffix or percent
  template <typename Node>
  const Node* TakeNode() {
    if (AtEnd() || items_[next_].form == Item::Form::Word) return nullptr;
    const Node* node = std::get_if<Node>(&tree_[items_[next_].expr].node);
    if (node != nullptr) ++next_;
    return node;
  }
  void Skip() { ++next_; }

  const syntax::Tree& tree() const { return tree_; }

 private:
  void Add(ExprId id);

  const syntax::Tree& tree_;
  std::vector<Item> items_;
  size_t next_ = 0;
};

// The text of a TextExpr without tags.
std::optional<std::string> PlainText(const syntax::Tree& tree, ExprId id);

// Reports the next item as something a declaration like this cannot have; `what` is "a field", `help` says what it can.
void ReportPart(const Target& target, const Source& source, Span span, std::string what, std::string help);
// Reports what is left over, if anything is.
void ExpectEnd(const Target& target, const Source& source, const ItemReader& items, std::string what, std::string help);

std::string Quoted(std::string_view name);  // `Lead`, between back-quotes
// ` did you mean …` as a fix, when there is a near name.
void SuggestName(Sink::Builder& report, Location at, std::string_view name, const std::vector<std::string_view>& names,
                 bool quote = false);

}  // namespace lsq::check::declare
