// SPDX-License-Identifier: Apache-2.0
#include "bench/program.h"

#include "compiler/base/check.h"
#include "compiler/driver/compile.h"

namespace lsq::bench {

std::shared_ptr<const link::LoadedProgram> Load(std::string_view source) {
  const driver::Input inputs[] = {{"bench.lsq", std::string(source)}};
  driver::Compilation compiled = driver::Compile(inputs);
  for (const auto& diagnostic : compiled.diagnostics) std::fprintf(stderr, "%s\n", diagnostic.Message().c_str());
  LSQ_CHECK(compiled.module, "the source has errors");
  auto loaded = link::Load(*std::move(compiled.module));
  LSQ_CHECK(loaded.ok(), "the program does not link");
  return *loaded;
}

Leads::Leads(const link::LoadedProgram& program, std::vector<value::Record> records)
    : records_(std::move(records)), arena_(64u << 20) {
  const auto entity = program.FindEntity("Lead");
  LSQ_CHECK(entity, "the program does not read leads");
  for (const value::Record& record : records_) {
    const auto loaded = link::LoadRecord(program, {.entity = *entity, .record = &record}, arena_);
    LSQ_CHECK(loaded.ok(), "no memory for the leads");
    cells_.push_back(value::ToCell(*loaded));
  }
}

}  // namespace lsq::bench
