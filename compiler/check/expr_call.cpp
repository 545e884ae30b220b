// SPDX-License-Identifier: Apache-2.0
// Calls: functions of the library, which may be overloaded, and functions written in lsq. Arguments need a value unless
// the parameter may be empty (language rule 4).
#include <algorithm>

#include "compiler/check/expr_internal.h"
#include "compiler/check/function.h"
#include "compiler/schema/library.h"

namespace lsq::check {

using program::Op;
using schema::FunctionDecl;
using schema::Param;
using schema::ParamForm;
using schema::ParamType;
using types::Kind;

namespace {

constexpr size_t kCandidatesShown = 4;

// What the type variables of a declaration stand for in one call: `first(values: list of T) returns T or empty`.
class Bindings {
 public:
  Type Get(char variable) const {
    const auto found = std::find_if(bound_.begin(), bound_.end(), [&](const auto& b) { return b.first == variable; });
    return found == bound_.end() ? types::kError : found->second;
  }
  void Bind(char variable, Type type) {
    if (Get(variable).IsError()) bound_.emplace_back(variable, type.Required());
  }

 private:
  std::vector<std::pair<char, Type>> bound_;
};

// The type a parameter has, as far as the variables are known; Error where anything fits.
Type Resolve(Context& context, const ParamType& param, const Bindings& bindings) {
  if (param.form == ParamForm::Value) return param.type;
  const Type bound = bindings.Get(param.variable);
  if (bound.IsError()) return types::kError;
  const Type type = param.form == ParamForm::VariableList ? context.catalog.type_store().List(bound) : bound;
  return param.optional ? type.Optional() : type;
}

void Learn(const Context& context, const ParamType& param, Type argument, Bindings& bindings) {
  if (param.form == ParamForm::Variable) bindings.Bind(param.variable, argument);
  if (param.form == ParamForm::VariableList && argument.Is(Kind::List)) {
    bindings.Bind(param.variable, context.catalog.type_store().Element(argument.Required()));
  }
}

std::string ParamTypeName(const Context& context, const ParamType& type) {
  if (type.form == ParamForm::Value) return context.catalog.TypeName(type.type);
  const std::string variable(1, type.variable);
  return (type.form == ParamForm::VariableList ? "list of " + variable : variable) + (type.optional ? " or empty" : "");
}

std::string Signature(const Context& context, const FunctionDecl& decl) {
  std::string text = decl.name + "(";
  for (const Param& param : decl.params) {
    if (text.back() != '(') text += ", ";
    text += param.name + ": " + ParamTypeName(context, param.type);
  }
  return text + ")";
}

// The arguments in the order of the parameters. Names may be written; those without come first.
struct Arguments {
  std::vector<syntax::ExprId> sources;  // invalid where none was given
  const syntax::Argument* stray = nullptr;
  bool twice = false;
};
template <typename Params>
Arguments Arrange(const syntax::CallExpr& call, const Params& params) {
  Arguments arranged;
  arranged.sources.resize(params.size());
  size_t next = 0;
  for (const syntax::Argument& argument : call.arguments) {
    size_t at = next;
    if (argument.name) {
      const auto found = std::find_if(params.begin(), params.end(),
                                      [&](const auto& param) { return param.name == argument.name->text; });
      at = static_cast<size_t>(found - params.begin());
    } else {
      ++next;
    }
    if (at >= params.size()) {
      arranged.stray = &argument;
      return arranged;
    }
    arranged.twice = arranged.twice || arranged.sources[at].valid();
    arranged.sources[at] = argument.value;
  }
  return arranged;
}

bool TakesArguments(const syntax::CallExpr& call, const FunctionDecl& decl) {
  const Arguments arranged = Arrange(call, decl.params);
  if (arranged.stray != nullptr || arranged.twice) return false;
  for (size_t i = 0; i < decl.params.size(); ++i) {
    if (decl.params[i].required && !arranged.sources[i].valid()) return false;
  }
  return true;
}

// Arguments that were checked without a wanted type, in order to choose an overload.
using Checked = std::vector<Operand>;

ExprId Find(const Checked& checked, syntax::ExprId source) {
  for (const Operand& each : checked) {
    if (each.source == source) return each.expr;
  }
  return {};
}

// How well they fit: -1 not at all, else the conversions it takes. A value that may be empty fits; that it needs a
// default is said once the overload is known.
int Distance(Context& context, const FunctionDecl& decl, const syntax::CallExpr& call, const Checked& checked) {
  const Arguments arranged = Arrange(call, decl.params);
  Bindings bindings;
  int distance = 0;
  for (size_t i = 0; i < decl.params.size(); ++i) {
    if (!arranged.sources[i].valid()) continue;
    const ParamType& param = decl.params[i].type;
    const Type type = TypeOf(context, Find(checked, arranged.sources[i]));
    Learn(context, param, type, bindings);
    const Type wanted = Resolve(context, param, bindings);
    if (wanted.IsError() && param.form == ParamForm::VariableList) return -1;
    if (wanted.IsError()) continue;
    if (!IsAssignable(context, type, wanted.Optional())) return -1;
    if (type.kind != wanted.kind) ++distance;
  }
  return distance;
}

void ReportNoOverload(Context& context, syntax::ExprId id, const syntax::CallExpr& node,
                      const std::vector<const FunctionDecl*>& candidates, const Checked& arguments) {
  std::string found;
  for (const Operand& each : arguments) {
    found += (found.empty() ? "" : ", ") + DescribeExpr(context, each.expr, each.source);
  }
  auto report =
      context.sink.Report(kind::NoOverload, context.At(id), {node.callee.text, found.empty() ? "no arguments" : found});
  std::string list = "there is";
  for (size_t i = 0; i < candidates.size() && i < kCandidatesShown; ++i) {
    list += (i == 0 ? " `" : ", `") + Signature(context, *candidates[i]) + "`";
  }
  report.Note(list + (candidates.size() > kCandidatesShown ? ", …" : ""));
}

// The overload that is meant; with several of the right count, the one whose types fit with the fewest conversions.
// Null when there is none, which was reported.
const FunctionDecl* Choose(Context& context, syntax::ExprId id, const syntax::CallExpr& node,
                           const std::vector<const FunctionDecl*>& candidates, Checked& checked) {
  std::vector<const FunctionDecl*> fitting;
  for (const FunctionDecl* each : candidates) {
    if (TakesArguments(node, *each)) fitting.push_back(each);
  }
  if (fitting.size() == 1) return fitting.front();
  bool poisoned = false;
  for (const syntax::Argument& argument : node.arguments) {
    checked.push_back({CheckNode(context, argument.value, Expected::Anything()), argument.value});
    poisoned = poisoned || TypeOf(context, checked.back().expr).IsError();
  }
  if (poisoned) return nullptr;
  const FunctionDecl* best = nullptr;
  int least = 0;
  for (const FunctionDecl* each : fitting) {
    const int distance = Distance(context, *each, node, checked);
    if (distance >= 0 && (best == nullptr || distance < least)) {
      best = each;
      least = distance;
    }
  }
  if (best == nullptr) ReportNoOverload(context, id, node, candidates, checked);
  return best;
}

std::string ParamName(std::string_view function, std::string_view param) {
  return "the parameter `" + std::string(param) + "` of `" + std::string(function) + "`";
}

// One argument of a library function, converted to what is known of its parameter's type.
ExprId CheckArgument(Context& context, const FunctionDecl& decl, const Param& param, syntax::ExprId source,
                     ExprId checked, Bindings& bindings) {
  const Type wanted = Resolve(context, param.type, bindings);
  const Expected expected = Expected::Of(wanted, ParamName(decl.name, param.name), param.declared);
  const ExprId value =
      checked.valid() ? Convert(context, checked, source, expected) : CheckExpr(context, source, expected);
  const Type type = TypeOf(context, value);
  Learn(context, param.type, type, bindings);
  if (!wanted.IsError() || type.IsError()) return value;
  if (type.optional && !param.type.optional) {
    ReportMaybeEmpty(context, {value, source}, expected.what);
    return Poison(context, context.At(source));
  }
  if (param.type.form == ParamForm::VariableList && !type.Is(Kind::List)) {
    const Type list = context.catalog.type_store().List(type.Required());
    ReportWrongType(context, {value, source}, Expected::Of(list, expected.what, param.declared));
    return Poison(context, context.At(source));
  }
  return value;
}

ExprId CallLibrary(Context& context, syntax::ExprId id, const syntax::CallExpr& node, const FunctionDecl& decl,
                   const Checked& checked) {
  const Arguments arranged = Arrange(node, decl.params);
  Bindings bindings;
  std::vector<ExprId> args;
  bool poisoned = false;
  for (size_t i = 0; i < decl.params.size(); ++i) {
    const syntax::ExprId source = arranged.sources[i];
    if (!source.valid()) {
      const Type absent = Resolve(context, decl.params[i].type, bindings).Optional();
      args.push_back(MakeConstant(context, program::Missing{}, absent, context.At(id)));
      continue;
    }
    args.push_back(CheckArgument(context, decl, decl.params[i], source, Find(checked, source), bindings));
    poisoned = poisoned || TypeOf(context, args.back()).IsError();
  }
  if (poisoned) return Poison(context, context.At(id));
  const Type result = Resolve(context, decl.result, bindings);
  return Make(context, Op::Call, result, context.At(id), std::move(args), program::NativeCall{decl.native});
}

ExprId ReportArguments(Context& context, syntax::ExprId id, const syntax::CallExpr& node, const Arguments& arranged,
                       size_t wanted) {
  if (arranged.stray != nullptr && arranged.stray->name) {
    const Location at = context.At(arranged.stray->name->span);
    context.sink.Report(kind::UnknownArgument, at, {node.callee.text, arranged.stray->name->text});
    return Poison(context, context.At(id));
  }
  const std::string count = wanted == 1 ? "one argument" : std::to_string(wanted) + " arguments";
  context.sink.Report(kind::ArgumentCount, context.At(id),
                      {node.callee.text, count, std::to_string(node.arguments.size())});
  return Poison(context, context.At(id));
}

ExprId CallWritten(Context& context, syntax::ExprId id, const syntax::CallExpr& node,
                   const FunctionSignature& function) {
  const Arguments arranged = Arrange(node, function.params);
  const bool complete = std::all_of(arranged.sources.begin(), arranged.sources.end(),
                                    [](syntax::ExprId source) { return source.valid(); });
  if (arranged.stray != nullptr || arranged.twice || !complete) {
    return ReportArguments(context, id, node, arranged, function.params.size());
  }
  std::vector<ExprId> args;
  bool poisoned = false;
  for (size_t i = 0; i < function.params.size(); ++i) {
    const FunctionSignature::Param& param = function.params[i];
    const Expected expected = Expected::Of(param.type, ParamName(function.name, param.name), param.declared);
    args.push_back(CheckExpr(context, arranged.sources[i], expected));
    poisoned = poisoned || TypeOf(context, args.back()).IsError();
  }
  if (poisoned) return Poison(context, context.At(id));
  return Make(context, Op::CallFunction, function.result, context.At(id), std::move(args), function.id);
}

ExprId ReportUnknown(Context& context, syntax::ExprId id, const syntax::CallExpr& node) {
  if (context.functions != nullptr && context.functions->IsBroken(node.callee.text)) {
    return Poison(context, context.At(id));
  }
  const Location at = context.At(node.callee.span);
  auto report = context.sink.Report(kind::UnknownFunction, at, {node.callee.text});
  const auto& heads = context.library.Heads(schema::DeclKind::Function);
  std::vector<std::string_view> names(heads.begin(), heads.end());
  for (const FunctionDecl& each : context.library.functions()) names.push_back(each.name);
  if (context.functions != nullptr) {
    for (const std::string_view each : context.functions->Names()) names.push_back(each);
  }
  SuggestNearest(report, at, node.callee.text, names);
  return Poison(context, context.At(id));
}

}  // namespace

ExprId CheckCall(Context& context, syntax::ExprId id, const syntax::CallExpr& node, const Expected&) {
  const FunctionSignature* written = context.functions == nullptr ? nullptr : context.functions->Find(node.callee.text);
  if (written != nullptr) return CallWritten(context, id, node, *written);
  if (node.callee.text == "old") return CheckOld(context, id, node);
  const std::vector<const FunctionDecl*> candidates = context.library.FindFunctions(node.callee.text);
  if (candidates.empty()) return ReportUnknown(context, id, node);
  if (candidates.size() == 1 && !TakesArguments(node, *candidates.front())) {
    const Arguments arranged = Arrange(node, candidates.front()->params);
    return ReportArguments(context, id, node, arranged, candidates.front()->params.size());
  }
  Checked checked;
  const FunctionDecl* chosen = Choose(context, id, node, candidates, checked);
  return chosen == nullptr ? Poison(context, context.At(id)) : CallLibrary(context, id, node, *chosen, checked);
}

}  // namespace lsq::check
