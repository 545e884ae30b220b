// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/tests.h"

#include "compiler/base/match.h"
#include "compiler/lower/expr.h"
#include "compiler/lower/program_lowerer.h"

namespace lsq::lower {
namespace {

class TestLowerer {
 public:
  TestLowerer(Module& module, const program::Test& source) : module_(module), source_(source) {}

  Test Run() {
    Test test;
    test.name = source_.name;
    test.origin = module_.imports.OriginOf(source_.at);
    test.locals = LowerLocals(module_, source_.scope);
    test.start = source_.start;
    test.timezone = source_.timezone;
    for (const auto& line : source_.lines) {
      name_ = "line " + std::to_string(test.lines.size());
      Match(line, [&](const auto& each) { test.lines.emplace_back(Lower(each)); });
    }
    return test;
  }

 private:
  ir::FunctionId IfAny(program::ExprId expr, const std::string& what) {
    return LowerIfAny(module_, source_.scope, expr, name_ + " " + what);
  }
  std::vector<ir::Assignment> Fields(const std::vector<program::Assignment>& fields) {
    std::vector<ir::Assignment> result;
    for (const program::Assignment& field : fields) {
      const std::string& name = module_.imports.catalog().field(field.field).name;
      result.push_back({module_.imports.Field(field.field), IfAny(field.value, name)});
    }
    return result;
  }

  Test::Given Lower(const program::Test::Given& given) {
    return {given.record.index, module_.imports.Entity(given.entity), Fields(given.fields),
            module_.imports.OriginOf(given.at)};
  }
  Test::Event Lower(const program::Test::Event& event) {
    return {IfAny(event.after, "after"),
            event.native,
            event.record.index,
            event.handle,
            event.name,
            Fields(event.fields),
            module_.imports.OriginOf(event.at)};
  }
  Test::Expect Lower(const program::Test::Expect& expect) {
    return {expect.native, IfAny(expect.condition, "expect"), expect.names, module_.imports.OriginOf(expect.at)};
  }

  Module& module_;
  const program::Test& source_;
  std::string name_;
};

}  // namespace

TestedProgram LowerWithTests(const program::Program& program, const source::Files& files) {
  Module module(program, files);
  LowerProgram(module);
  TestedProgram result;
  for (const program::Test& test : program.tests) result.tests.push_back(TestLowerer(module, test).Run());
  result.module = std::move(module.ir);
  return result;
}

}  // namespace lsq::lower
