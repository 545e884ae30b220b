// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/uses.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "compiler/driver/standard_library.h"
#include "compiler/text/text.h"

namespace lsq::driver {

namespace kind = diagnostics::kind;
using check::DeclarationUnit;
using source::Location;

namespace {

struct Use {
  enum class Form { File, Schema, Standard } form;
  std::string name;
  Location at;
  uint32_t file = 0;  // which uses it
};

std::string_view Folder(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

std::string_view Stem(std::string_view path) {
  path.remove_prefix(Folder(path).size());
  return path.substr(0, path.rfind('.'));
}

bool IsSource(std::string_view path) {
  return path.ends_with(".lsq");
}

std::optional<std::string> PlainText(const syntax::Tree& tree, syntax::ExprId id) {
  const auto* text = std::get_if<syntax::TextExpr>(&tree[id].node);
  if (text == nullptr || text->parts.size() > 1) return std::nullopt;
  if (text->parts.empty()) return std::string();
  if (text->parts[0].hole.valid()) return std::nullopt;
  return text->parts[0].literal;
}

// `std.crm` -> "crm".
std::optional<std::string> StandardName(const syntax::Tree& tree, syntax::ExprId id) {
  const auto* member = std::get_if<syntax::MemberExpr>(&tree[id].node);
  if (member == nullptr || syntax::WordOf(tree, member->object) != "std") return std::nullopt;
  return member->member.text;
}

// `use "other.lsq"` is one item: a word with a text behind it is read as a reference.
const syntax::RefExpr* UseOfFile(const syntax::Tree& tree, const syntax::Card& card) {
  const auto* ref = std::get_if<syntax::RefExpr>(&tree[card.items[0]].node);
  return ref != nullptr && ref->kind.text == "use" ? ref : nullptr;
}

const syntax::Card* UseCard(const syntax::Tree& tree) {
  const auto* card = std::get_if<syntax::Card>(&tree[tree.root].node);
  if (card == nullptr || card->items.empty()) return nullptr;
  if (syntax::WordOf(tree, card->items[0]) != "use" && UseOfFile(tree, *card) == nullptr) return nullptr;
  return card;
}

// What a `use` says; nothing for another declaration, or one that says it wrongly.
std::optional<Use> ReadUse(const DeclarationUnit& unit) {
  const syntax::Tree& tree = *unit.tree;
  const syntax::Card* card = UseCard(tree);
  if (card == nullptr) return std::nullopt;
  const syntax::RefExpr* file = UseOfFile(tree, *card);
  if (card->items.size() != (file != nullptr ? 1 : 2)) return std::nullopt;
  const syntax::ExprId what = file != nullptr ? file->name : card->items[1];
  const Location at{unit.file, tree[what].span.Shifted(unit.offset)};
  if (auto name = StandardName(tree, what)) return Use{Use::Form::Standard, *name, at, unit.file.index};
  if (auto path = PlainText(tree, what)) return Use{Use::Form::File, *path, at, unit.file.index};
  const auto* ref = std::get_if<syntax::RefExpr>(&tree[what].node);
  if (ref == nullptr || ref->kind.text != "schema") return std::nullopt;
  if (auto name = PlainText(tree, ref->name)) return Use{Use::Form::Schema, *name, at, unit.file.index};
  return std::nullopt;
}

class UseChecker {
 public:
  UseChecker(const source::Files& files, std::span<const Input> inputs, const Input* schema, diagnostics::Sink& sink)
      : files_(files), inputs_(inputs), schema_(schema), sink_(sink), uses_(inputs.size()) {
    for (uint32_t i = 0; i < inputs.size(); ++i) by_path_.emplace(NormalPath(inputs[i].path), i);
  }

  void Add(const DeclarationUnit& unit) {
    if (UseCard(*unit.tree) == nullptr || unit.tree->has_errors) return;
    const auto use = ReadUse(unit);
    if (!use) {
      const Location at{unit.file, (*unit.tree)[unit.tree->root].span.Shifted(unit.offset)};
      sink_.Report(kind::UseForm, at).Note("`use std.crm`, `use schema \"acme\"` or `use \"other.lsq\"`");
    } else if (use->form == Use::Form::Standard) {
      if (!IsStandardModule(use->name)) ReportUnknown(*use, "std." + use->name, "the library has `std.crm`");
    } else if (use->form == Use::Form::Schema) {
      CheckSchema(*use);
    } else {
      AddFile(*use);
    }
  }

  void ReportCircles() {
    std::vector<State> states(inputs_.size(), State::New);
    for (uint32_t i = 0; i < inputs_.size(); ++i) Walk(i, states);
  }

 private:
  enum class State : uint8_t { New, Open, Done };
  struct Edge {
    uint32_t to;
    Location at;
  };

  diagnostics::Sink::Builder ReportUnknown(const Use& use, std::string what, std::string note) {
    return sink_.Report(kind::UnknownUse, use.at, {std::move(what)}).Note(std::move(note));
  }

  void CheckSchema(const Use& use) {
    if (schema_ != nullptr && (schema_->path == kUnnamedSchema || Stem(schema_->path) == use.name)) return;
    const auto found =
        std::any_of(inputs_.begin(), inputs_.end(), [&](const Input& input) { return Stem(input.path) == use.name; });
    if (found) return;
    ReportUnknown(
        use, "schema \"" + use.name + "\"",
        "a schema is a file `" + use.name + ".lsq` of the project, or `" + use.name + ".json` given with `--schema`");
  }

  void AddFile(const Use& use) {
    const std::string path = NormalPath(std::string(Folder(files_[use.at.file].path())) + use.name);
    if (const auto found = by_path_.find(path); found != by_path_.end()) {
      uses_[use.file].push_back({found->second, use.at});
      return;
    }
    auto report = ReportUnknown(use, "\"" + use.name + "\"",
                                IsSource(use.name) ? "there is no file `" + path + "` in the project"
                                                   : "what can be used is a file whose name ends in `.lsq`");
    std::vector<std::string_view> stems;
    for (uint32_t i = 0; i < inputs_.size(); ++i) {
      if (i != use.file) stems.push_back(Stem(inputs_[i].path));
    }
    if (const auto near = text::Nearest(Stem(use.name), stems)) {
      const std::string better = std::string(Folder(use.name)) + std::string(*near) + ".lsq";
      report.Fix("did you mean \"" + better + "\"?", use.at, "\"" + better + "\"");
    }
  }

  // Depth first, without recursion: a project may have thousands of files in a row.
  void Walk(uint32_t start, std::vector<State>& states) {
    struct Frame {
      uint32_t file;
      size_t next = 0;
    };
    if (states[start] != State::New) return;
    std::vector<Frame> path{{start}};
    states[start] = State::Open;
    while (!path.empty()) {
      Frame& top = path.back();
      if (top.next == uses_[top.file].size()) {
        states[top.file] = State::Done;
        path.pop_back();
        continue;
      }
      const Edge& edge = uses_[top.file][top.next++];
      if (states[edge.to] == State::Open) {
        ReportCircle(edge, top.file);
      } else if (states[edge.to] == State::New) {
        states[edge.to] = State::Open;
        path.push_back({edge.to});
      }
    }
  }

  void ReportCircle(const Edge& edge, uint32_t from) {
    auto report = sink_.Report(kind::UseCircle, edge.at, {inputs_[from].path, inputs_[edge.to].path});
    report.Note("files of one project see each other anyway: one of the uses can go");
  }

  const source::Files& files_;
  std::span<const Input> inputs_;
  const Input* schema_;
  diagnostics::Sink& sink_;
  std::vector<std::vector<Edge>> uses_;  // by file
  std::unordered_map<std::string, uint32_t> by_path_;
};

}  // namespace

std::string NormalPath(std::string_view path) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at <= path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    at = end + 1;
  }
  std::string normal = path.starts_with('/') ? "/" : "";
  for (size_t i = 0; i < parts.size(); ++i) normal.append(i == 0 ? "" : "/").append(parts[i]);
  return normal;
}

void CheckUses(std::span<const DeclarationUnit> units, const source::Files& files, std::span<const Input> inputs,
               const Input* schema, diagnostics::Sink& sink) {
  UseChecker checker(files, inputs, schema, sink);
  for (const DeclarationUnit& unit : units) checker.Add(unit);
  checker.ReportCircles();
}

std::vector<std::string> UsedFiles(const syntax::FileTree& tree, std::string_view path) {
  std::vector<std::string> used;
  for (const syntax::Declaration& declaration : tree.declarations) {
    const auto use = ReadUse({declaration.tree.get(), tree.file, declaration.offset});
    if (use && use->form == Use::Form::File && IsSource(use->name))
      used.push_back(NormalPath(std::string(Folder(path)) + use->name));
    if (use && use->form == Use::Form::Schema)
      used.push_back(NormalPath(std::string(Folder(path)) + use->name + ".lsq"));
  }
  return used;
}

}  // namespace lsq::driver
