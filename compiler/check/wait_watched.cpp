// SPDX-License-Identifier: Apache-2.0
// What a waited condition reads, so that exactly the updates that may make it true wake the run.
#include <algorithm>

#include "compiler/check/expr_internal.h"
#include "compiler/check/wait.h"

namespace lsq::check {

using program::Op;

namespace {

class WatchedReader {
 public:
  explicit WatchedReader(Context& context) : context_(context) {}

  std::vector<schema::FieldId> Read(ExprId condition) {
    Visit(condition);
    if (clock_) {
      context_.sink.Report(kind::WaitForClock, context_.scope[condition].at)
          .Label(*clock_, "the clock is read here")
          .Note("wait for the date itself: `wait until Lead.mx_Renewal, if empty exit`");
    } else if (watched_.empty() && !reported_) {
      context_.sink.Report(kind::WaitNothing, context_.scope[condition].at)
          .Note("a condition that is waited for reads fields of the records in scope");
    }
    return watched_;
  }

 private:
  void Visit(ExprId id) {
    const program::Expr& expr = context_.scope[id];
    if (expr.op == Op::Field || expr.op == Op::Related) AddField(id);
    const bool clock = expr.op == Op::Now || expr.op == Op::InWindow || expr.op == Op::NotInWindow ||
                       (expr.op == Op::Call && ReadsClock(std::get<program::NativeCall>(expr.payload).name));
    if (clock && !clock_) clock_ = expr.at;
    for (const ExprId arg : std::vector<ExprId>(expr.args)) Visit(arg);
  }

  bool ReadsClock(const std::string& native) const {
    const auto& functions = context_.library.functions();
    return std::any_of(functions.begin(), functions.end(), [&](const schema::FunctionDecl& function) {
      return function.native == native && function.reads_clock;
    });
  }

  void AddField(ExprId id) {
    const program::Expr& expr = context_.scope[id];
    const auto field = std::get<schema::FieldId>(expr.payload);
    if (std::find(watched_.begin(), watched_.end(), field) == watched_.end()) watched_.push_back(field);
    const program::Expr& record = context_.scope[expr.args[0]];
    if (record.op != Op::Related || context_.scope[record.args[0]].op != Op::Related || reported_) return;
    reported_ = true;
    context_.sink
        .Report(
            kind::WaitHops, expr.at,
            {std::string(context_.Source({expr.at.span.begin - context_.offset, expr.at.span.end - context_.offset}))})
        .Note("a wait watches the records in scope and those that they name themselves");
  }

  Context& context_;
  std::vector<schema::FieldId> watched_;
  std::optional<Location> clock_;
  bool reported_ = false;
};

}  // namespace

std::vector<schema::FieldId> CheckWatched(Context& context, ExprId condition) {
  return WatchedReader(context).Read(condition);
}

}  // namespace lsq::check
