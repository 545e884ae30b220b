// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/function.h"

#include <algorithm>

#include "compiler/check/declare_phrase.h"
#include "compiler/check/function_internal.h"

namespace lsq::check {

using program::FunctionId;
using program::Op;

bool FunctionTable::Add(FunctionSignature signature) {
  LSQ_CHECK(signature.id.index == signatures_.size(), "functions are added in order");
  if (!by_name_.emplace(signature.name, signatures_.size()).second) return false;
  signatures_.push_back(std::move(signature));
  return true;
}

const FunctionSignature* FunctionTable::Find(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? nullptr : &signatures_[found->second];
}

std::vector<std::string_view> FunctionTable::Names() const {
  std::vector<std::string_view> names;
  for (const FunctionSignature& each : signatures_) names.push_back(each.name);
  return names;
}

namespace {

const syntax::Card* CardOf(const syntax::Tree& tree) {
  return tree.root.valid() ? std::get_if<syntax::Card>(&tree[tree.root].node) : nullptr;
}

bool StartsWith(const syntax::Tree& tree, std::string_view word) {
  const syntax::Card* card = CardOf(tree);
  return card != nullptr && !card->items.empty() && syntax::WordOf(tree, card->items[0]) == word;
}

void ReportForm(const declare::Target& target, Location at) {
  target.sink.Report(kind::FunctionForm, at)
      .Note("a function is written `function discount(amount: Number) returns Number = amount * 10%`");
}

// `function name(a: Type) returns Type = …`.
std::optional<FunctionSignature> ReadSignature(declare::Target& target, const declare::Source& source) {
  declare::ItemReader items(source.tree, source.card().items);
  items.Take({"function"});
  FunctionSignature signature;
  signature.declared = source.At(items.Here());
  std::vector<schema::Param> params;
  const auto pattern = declare::ReadPattern(target, source, items, params, {"returns"});
  if (!pattern) return std::nullopt;
  if (!pattern->call || !items.Take({"returns"})) {
    ReportForm(target, signature.declared);
    return std::nullopt;
  }
  signature.name = pattern->first_word();
  const auto result = declare::ReadType(target, source, items);
  if (!result) return std::nullopt;
  signature.result = *result;
  declare::ExpectEnd(target, source, items, "a function", "behind the result type stands `= …`");
  for (const schema::Param& param : params) {
    if (param.type.form != schema::ParamForm::Value) {
      ReportForm(target, param.declared);
      return std::nullopt;
    }
    signature.params.push_back({param.name, param.type.type, param.declared});
  }
  return signature;
}

// The name that a declaration gives, however wrong the rest of it is.
std::string NameIn(const syntax::Tree& tree) {
  const syntax::Card* card = CardOf(tree);
  if (card == nullptr || card->items.size() < 2) return {};
  if (const auto* call = std::get_if<syntax::CallExpr>(&tree[card->items[1]].node)) return call->callee.text;
  return std::string(syntax::WordOf(tree, card->items[1]));
}

// Adds the signature, unless a function of that name is there: of the project or of the library.
bool AddSignature(const declare::Target& target, FunctionSignature signature, FunctionTable& table) {
  const FunctionSignature* other = table.Find(signature.name);
  const auto native = target.library.FindFunctions(signature.name);
  if (other == nullptr && native.empty()) return table.Add(std::move(signature));
  target.sink.Report(kind::FunctionTwice, signature.declared, {signature.name})
      .Label(other != nullptr ? other->declared : native.front()->declared, "also declared here");
  return false;
}

program::Function CheckBody(const FunctionSource& source, const FunctionTable& table, program::Program& program,
                            const schema::Library& library, const source::Files& files, Sink& sink) {
  const FunctionSignature& signature = table[source.id];
  program::Function function{.name = signature.name, .at = signature.declared, .result = signature.result};
  Context context{.catalog = program.catalog,
                  .library = library,
                  .files = files,
                  .sink = sink,
                  .tree = *source.unit.tree,
                  .file = source.unit.file,
                  .offset = source.unit.offset,
                  .scope = function.scope,
                  .functions = &table};
  for (const FunctionSignature::Param& param : signature.params) {
    function.params.push_back(Declare(context, param.name, param.type, param.declared));
  }
  if (IsTable(context.tree)) {
    function.body = CheckTableBody(context, signature);
  } else {
    const std::string what = "the result of `" + signature.name + "`";
    function.body = CheckExpr(context, CardOf(context.tree)->init, Expected::Of(signature.result, what));
  }
  return function;
}

// Functions are not recursive, so that every expression has a bound (language rule 3). Finds the first way back.
class CycleFinder {
 public:
  CycleFinder(const program::Program& program, const FunctionTable& table, Sink& sink)
      : program_(program), table_(table), sink_(sink), state_(table.size(), State::New) {}

  void Visit(FunctionId id) {
    if (state_[id.index] != State::New) return;
    state_[id.index] = State::Open;
    path_.push_back(id);
    for (const program::Expr& expr : program_.functions[id].scope.exprs) {
      if (expr.op != Op::CallFunction) continue;
      const FunctionId callee = std::get<FunctionId>(expr.payload);
      if (state_[callee.index] == State::Open) {
        Report(callee, expr.at);
      } else {
        Visit(callee);
      }
    }
    path_.pop_back();
    state_[id.index] = State::Done;
  }

 private:
  enum class State : uint8_t { New, Open, Done };

  void Report(FunctionId callee, Location at) {
    std::string way;
    for (auto it = std::find(path_.begin(), path_.end(), callee); it != path_.end(); ++it) {
      way += "`" + table_[*it].name + "` calls ";
    }
    sink_.Report(kind::FunctionRecursive, at, {table_[callee].name})
        .Label(table_[callee].declared, "declared here")
        .Note(way + "`" + table_[callee].name + "`");
  }

  const program::Program& program_;
  const FunctionTable& table_;
  Sink& sink_;
  std::vector<State> state_;
  std::vector<FunctionId> path_;
};

}  // namespace

bool IsFunctionDeclaration(const syntax::Tree& tree) {
  const syntax::Card* card = CardOf(tree);
  return card != nullptr && ((StartsWith(tree, "function") && card->init.valid()) || IsTable(tree));
}

FunctionTable CheckFunctions(std::span<const DeclarationUnit> units, program::Program& program,
                             schema::Library& library, const source::Files& files, Sink& sink) {
  FunctionTable table;
  std::vector<FunctionSource> sources;
  // Near a syntax error most of what could be said is about what the parser skipped.
  Sink unheard;
  declare::Target whole{.catalog = program.catalog, .library = library, .sink = sink};
  declare::Target broken{.catalog = program.catalog, .library = library, .sink = unheard};
  for (const DeclarationUnit& unit : units) {
    if (!IsFunctionDeclaration(*unit.tree)) {
      if (unit.tree->has_errors && StartsWith(*unit.tree, "function")) table.AddBroken(NameIn(*unit.tree));
      continue;
    }
    const declare::Source source{*unit.tree, unit.file, unit.offset};
    declare::Target& target = unit.tree->has_errors ? broken : whole;
    auto signature = IsTable(*unit.tree) ? ReadTableSignature(target, source) : ReadSignature(target, source);
    if (!signature) {
      table.AddBroken(NameIn(*unit.tree));
      continue;
    }
    const FunctionId id{static_cast<uint32_t>(table.size())};
    signature->id = id;
    if (AddSignature(target, std::move(*signature), table)) sources.push_back({unit, id});
  }
  for (const FunctionSource& source : sources) {
    Sink& heard = source.unit.tree->has_errors ? unheard : sink;
    program.functions.Add(CheckBody(source, table, program, library, files, heard));
  }
  CycleFinder cycles(program, table, sink);
  for (const FunctionSource& source : sources) cycles.Visit(source.id);
  return table;
}

}  // namespace lsq::check
