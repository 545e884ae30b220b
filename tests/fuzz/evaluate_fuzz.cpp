// SPDX-License-Identifier: Apache-2.0
// Any expression or merge text over any records ends with a value or an error, with a schema and without one. What
// compiles has IR and bytecode that verify, and the same value fused, unfused and by the plain evaluator of the test
// harness, as far as that one goes.
//
// The first line of an input is what to print as and the text; the rest are the records, as JSON.
#include "compiler/bytecode/verify.h"
#include "compiler/check/expr_standalone.h"
#include "compiler/emit_bytecode/emit.h"
#include "compiler/ir/verify.h"
#include "compiler/lower/lower.h"
#include "compiler/parse/parse.h"
#include "compiler/text/text.h"
#include "runtime/link/load_record.h"
#include "runtime/project/eval_context.h"
#include "runtime/project/evaluator.h"
#include "tests/fuzz/fuzz.h"
#include "tests/harness/tree_eval.h"

namespace lsq::fuzz {

namespace {

using project::EvalContext;
using project::EvalRequest;

constexpr std::string_view kSchema = R"(language 2026
use std.crm
account timezone "Asia/Kolkata"
entity Lead {
  mx_City: Text, max 60, merge fallback "your city"
  mx_Income: Number, scale 2
  mx_Visits: Number, scale 0, mandatory
  mx_Born: Date
  mx_End: DateTime
  mx_Active: Bool
}
)";
constexpr time::Instant kNow{1'772'817'600'000'000};  // 2026-03-06T17:20:00Z

EvalRequest RequestOf(std::string_view input) {
  EvalRequest request;
  const size_t line_end = std::min(input.find('\n'), input.size());
  std::string_view line = input.substr(0, line_end);
  const size_t blank = std::min(line.find(' '), line.size());
  if (const auto as = project::ParsePrintAs(line.substr(0, blank))) {
    request.as = *as;
    line.remove_prefix(std::min(blank + 1, line.size()));
  }
  request.text = line;
  request.is_text = request.as != project::PrintAs::Value;
  request.now = kNow;
  const auto records = value::ParseJson(input.substr(std::min(line_end + 1, input.size())));
  if (records.ok() && records->As<value::Json::Object>()) request.records = *records->As<value::Json::Object>();
  return request;
}

void CheckAnswer(const Result<project::EvalAnswer>& answer) {
  if (!answer.ok()) {
    LSQ_CHECK(!answer.error().code.empty() && !answer.error().message.empty(), "an error says what it is");
    return;
  }
  const std::string printed = value::PrintJson(answer->value);
  LSQ_CHECK(value::ParseJson(printed).ok() && !text::ValidateUtf8(printed), "an answer is JSON");
}

// The function of one expression over a lead, through every phase; nothing when it is wrong.
std::optional<ir::Module> ModuleOf(EvalContext& context, const EvalRequest& request, schema::EntityId lead) {
  diagnostics::Sink sink;
  source::Files files = context.files;
  const source::FileId id = files.Add("expression", request.text);
  const parse::ParsedExpr parsed =
      request.is_text ? parse::ParseMergeText(request.text, id, sink) : parse::ParseExpression(request.text, id, sink);
  if (project::FirstMistake(sink, files)) return std::nullopt;
  const auto as = static_cast<check::PrintAs>(request.as);
  check::Standalone checked = check::CheckStandalone(parsed.tree, parsed.root, id, {lead}, as,
                                                     {context.catalog, context.library, files, sink, nullptr});
  if (project::FirstMistake(sink, files)) return std::nullopt;
  program::Program program;
  const types::Type type = checked.scope[checked.root].type;
  program.functions.Add({"expression", {}, std::move(checked.scope), checked.records, checked.root, type});
  program.catalog = context.catalog;
  return lower::Lower(program, files);
}

// Whether TreeEval knows everything in it.
bool MakePlain(ir::Function& function) {
  for (ir::Inst& inst : function.insts) {
    const bool prose = inst.op != ir::Op::TextOf || inst.imm == 0;
    const bool simple = inst.type.kind == ir::Kind::Bool || inst.type.kind == ir::Kind::Number ||
                        inst.type.kind == ir::Kind::Text || inst.op == ir::Op::Local;
    switch (inst.op) {
      case ir::Op::Const:
      case ir::Op::Local:
      case ir::Op::Field:
      case ir::Op::Phi:
      case ir::Op::Not:
      case ir::Op::IsMissing:
      case ir::Op::Coalesce:
      case ir::Op::TextOf:
      case ir::Op::Escape:
      case ir::Op::Join:
      case ir::Op::Eq:
      case ir::Op::Ne:
      case ir::Op::Lt:
      case ir::Op::Le:
      case ir::Op::Gt:
      case ir::Op::Ge:
      case ir::Op::Contains:
      case ir::Op::NotContains:
      case ir::Op::Neg:
      case ir::Op::Add:
      case ir::Op::Sub:
      case ir::Op::Mul:
      case ir::Op::Div:
      case ir::Op::Rem:
        if (simple && prose) continue;
        return false;
      default:
        return false;
    }
  }
  return true;
}

// The value of the only function, or nothing after a fault.
std::optional<value::Value> Run(const ir::Module& module, bool fuse, const value::Record& lead,
                                project::EvalRecords& records) {
  auto code = emit_bytecode::Emit(module, {.fuse = fuse});
  if (!code.ok()) return std::nullopt;  // too large
  LSQ_CHECK(bytecode::Verify(*code).ok(), "emitted code verifies");
  const auto program = link::Link(module, *std::move(code));
  LSQ_CHECK(program.ok(), "a verified program links");
  value::Arena arena;
  value::Cell argument = value::kMissingCell;
  if (const auto entity = (*program)->FindEntity("Lead")) {
    const auto loaded = link::LoadRecord(**program, {.entity = *entity, .record = &lead}, arena);
    if (!loaded.ok()) return std::nullopt;
    argument = value::ToCell(*loaded);
  }
  const vm::Environment environment{.now = kNow, .reader = &records};
  const auto evaluation = vm::Evaluate(**program, link::FunctionId{0}, environment, arena, {&argument, 1});
  if (!evaluation.ok()) return std::nullopt;
  const auto type = link::CellTypeOf(module.functions[ir::FunctionId{0}].result);
  return link::ToValue(**program, type, evaluation.cell);
}

void CheckAgreement(EvalContext& context, const EvalRequest& request) {
  const auto entity = request.records.size() == 1 ? context.catalog.FindEntity(request.records[0].first) : std::nullopt;
  if (!entity || context.catalog.entity(*entity).name != "Lead") return;
  auto records = project::EvalRecords::Read(context.catalog, request.records, {*entity});
  if (!records.ok()) return;
  std::optional<ir::Module> module = ModuleOf(context, request, *entity);
  if (!module) return;
  LSQ_CHECK(ir::Verify(*module).ok(), "lowered code verifies");
  const value::Record& lead = *records->Of("Lead");
  const auto fused = Run(*module, true, lead, *records);
  LSQ_CHECK(fused == Run(*module, false, lead, *records), "fused or not, the value is the same");
  ir::Function plain = module->functions[ir::FunctionId{0}];
  const auto zone = time::BuiltinTzData().Find(module->account_timezone);
  if (!zone.ok() || !MakePlain(plain)) return;
  LSQ_CHECK(fused == harness::TreeEval(*module, *zone, lead).Run(plain), "the plain evaluator says the same");
}

}  // namespace

void Check(std::string_view input) {
  static project::Evaluator evaluator;
  static const auto context = project::StandardContext().WithSchema(kSchema);
  LSQ_CHECK(!context->mistake, "the schema is right");
  EvalRequest request = RequestOf(input);
  CheckAnswer(evaluator.Evaluate(request));
  request.schema = kSchema;
  CheckAnswer(evaluator.Evaluate(request));
  CheckAgreement(*context, request);
}

}  // namespace lsq::fuzz
