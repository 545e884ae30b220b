// SPDX-License-Identifier: Apache-2.0
#include "compiler/schema/library_index.h"

#include <optional>
#include <unordered_map>

namespace lsq::schema {

namespace {

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool IsWordPart(char c) {
  return IsLetter(c) || (c >= '0' && c <= '9');
}

std::string Lower(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// Calls `visit` with each word of a text, also those inside quotes and comments.
template <typename Visit>
void ForEachWord(std::string_view text, Visit visit) {
  for (size_t at = 0; at < text.size();) {
    if (!IsLetter(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && IsWordPart(text[end])) ++end;
    visit(text.substr(at, end - at));
    at = end;
  }
}

size_t LineEnd(std::string_view text, size_t at) {
  const size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end;
}

// The words at the beginning of a declaration, up to a bracket, comma, quote or line end.
std::vector<std::string_view> LeadingWords(std::string_view line) {
  std::vector<std::string_view> words;
  size_t at = 0;
  while (at < line.size()) {
    const size_t end_of_blanks = line.find_first_not_of(' ', at);
    if (end_of_blanks == std::string_view::npos || !IsLetter(line[end_of_blanks])) break;
    size_t end = end_of_blanks;
    while (end < line.size() && IsWordPart(line[end])) ++end;
    words.push_back(line.substr(end_of_blanks, end - end_of_blanks));
    at = end;
  }
  return words;
}

std::optional<DeclKind> KindOf(std::string_view word) {
  static const std::unordered_map<std::string_view, DeclKind> kinds = {
      {"entity", DeclKind::Entity},       {"enum", DeclKind::Enum},         {"function", DeclKind::Function},
      {"action", DeclKind::Action},       {"trigger", DeclKind::Trigger},   {"policy", DeclKind::Policy},
      {"statement", DeclKind::Statement}, {"merge", DeclKind::MergePrefix}, {"limits", DeclKind::Limits}};
  const auto found = kinds.find(word);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

// The words behind each `also` of an entity's head and fields' are field aliases; only the head's line counts.
void AddAliases(std::string_view head_line, std::vector<std::string>& keys) {
  bool next = false;
  ForEachWord(head_line, [&](std::string_view word) {
    if (next) keys.push_back(Lower(word));
    next = word == "also";
  });
}

// The declaration whose first line of code is at `at`; nothing for `language 2026`.
std::optional<LibrarySlice> MakeSlice(std::string_view declaration, size_t code) {
  const std::string_view line = declaration.substr(code, LineEnd(declaration, code) - code);
  std::vector<std::string_view> words = LeadingWords(line);
  const auto kind = words.empty() ? std::nullopt : KindOf(words.front());
  if (!kind) return std::nullopt;
  words.erase(words.begin());
  if (*kind == DeclKind::MergePrefix && !words.empty()) words.erase(words.begin());
  if (*kind == DeclKind::Entity || *kind == DeclKind::Enum) words.resize(words.empty() ? 0 : 1);
  LibrarySlice slice{{}, {}, *kind, {}, {}, declaration};
  for (const std::string_view word : words) slice.head += (slice.head.empty() ? "" : " ") + std::string(word);
  const bool always = *kind == DeclKind::Statement || *kind == DeclKind::Limits || words.empty();
  if (!always) slice.keys.push_back(Lower(words.front()));
  if (*kind == DeclKind::Entity) AddAliases(line, slice.keys);
  return slice;
}

// Without its `//` lines, which speak of many things.
void ForEachWordOfCode(std::string_view declaration, const auto& visit) {
  for (size_t at = 0; at < declaration.size();) {
    const size_t end = LineEnd(declaration, at);
    const std::string_view line = declaration.substr(at, end - at);
    const size_t first = line.find_first_not_of(' ');
    const bool comment = first != std::string_view::npos && line.substr(first, 2) == "//";
    if (!comment) ForEachWord(line, visit);
    at = end + 1;
  }
}

// Which slices are needed, and what those need in turn.
class Demand {
 public:
  explicit Demand(const std::vector<LibrarySlice>& slices) : slices_(slices), needed_(slices.size()) {
    for (size_t i = 0; i < slices.size(); ++i) {
      const LibrarySlice& slice = slices[i];
      for (const std::string& key : slice.keys) by_key_[key].push_back(i);
      if (slice.kind == DeclKind::Entity || slice.kind == DeclKind::Enum) types_.emplace(slice.head, i);
      if (slice.keys.empty()) Need(i);
    }
  }

  void AddText(std::string_view text) {
    ForEachWord(text, [this](std::string_view word) {
      const auto found = by_key_.find(Lower(word));
      if (found == by_key_.end()) return;
      for (const size_t i : found->second) Need(i);
    });
  }

  // Declarations speak of entities and enums, by their exact names.
  void Close() {
    while (!open_.empty()) {
      const std::string_view declaration = slices_[open_.back()].text;
      open_.pop_back();
      ForEachWordOfCode(declaration, [this](std::string_view word) {
        if (const auto found = types_.find(word); found != types_.end()) Need(found->second);
      });
    }
  }

  std::vector<const LibrarySlice*> Result() const {
    std::vector<const LibrarySlice*> result;
    for (size_t i = 0; i < slices_.size(); ++i) {
      if (needed_[i]) result.push_back(&slices_[i]);
    }
    return result;
  }

 private:
  void Need(size_t i) {
    if (!needed_[i]) open_.push_back(i);
    needed_[i] = true;
  }

  const std::vector<LibrarySlice>& slices_;
  std::vector<bool> needed_;
  std::vector<size_t> open_;  // needed, but not yet looked into
  std::unordered_map<std::string, std::vector<size_t>> by_key_;
  std::unordered_map<std::string_view, size_t> types_;
};

}  // namespace

void LibraryIndex::Add(source::FileId file, std::string_view text) {
  std::optional<size_t> begin;  // of the declaration whose lines are being read
  std::optional<size_t> code;   // its first line that is no comment
  bool in_block = false;
  const auto finish = [&](size_t end) {
    auto slice = code ? MakeSlice(text.substr(*begin, end - *begin), *code - *begin) : std::nullopt;
    if (slice) {
      slice->file = file;
      slice->span = {static_cast<uint32_t>(*begin), static_cast<uint32_t>(end)};
      slices_.push_back(std::move(*slice));
    }
    begin.reset();
    code.reset();
    in_block = false;
  };
  for (size_t at = 0; at < text.size(); at = LineEnd(text, at) + 1) {
    const size_t end = LineEnd(text, at);
    const std::string_view line = text.substr(at, end - at);
    const bool doc = line.starts_with("///");
    const bool first = doc || (!line.empty() && IsLetter(line.front()));
    if (in_block) {
      if (line == "}") finish(end);
      continue;
    }
    if (code && (first || line.empty() || line.starts_with("//"))) finish(at == 0 ? 0 : at - 1);
    if (first && !begin) begin = at;
    if (first && !doc) code = at;
    in_block = code && line.ends_with("{");  // the head may take several lines
  }
  finish(text.ends_with("\n") ? text.size() - 1 : text.size());
}

std::vector<const LibrarySlice*> LibraryIndex::Needed(std::span<const std::string_view> texts) const {
  Demand demand(slices_);
  for (const std::string_view text : texts) demand.AddText(text);
  demand.Close();
  return demand.Result();
}

void LibraryIndex::Describe(Library& library) const {
  for (const LibrarySlice& slice : slices_) {
    if (!slice.head.empty()) library.Know(slice.kind, slice.head);  // a statement's name is no phrase
  }
}

}  // namespace lsq::schema
