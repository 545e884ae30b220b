// SPDX-License-Identifier: Apache-2.0
#include "runtime/api/handles.h"
#include "runtime/project/test_runner.h"

using namespace lsq;
using namespace lsq::api;

namespace {

struct Told {
  lsq_test_done done;
  void* user;
};

Result<value::Json> Run(const lsq_project& project, bool coverage, const Told& told) {
  return project::RunTests(project.compilation, {project.schema, coverage}, [&](const project::TestResult& result) {
    const lsq_test_result each = {TextOf(result.name), TextOf(result.file), result.line, result.passed ? 1 : 0,
                                  TextOf(result.report)};
    told.done(told.user, &each);
  });
}

}  // namespace

extern "C" {

lsq_status lsq_project_test(const lsq_project* project, lsq_test_done done, void* user, lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!AreGiven({project, reinterpret_cast<const void*>(done)}, error)) return LSQ_FAILED;
    const auto ran = Run(*project, false, {done, user});
    return ran.ok() ? LSQ_OK : Fail(error, ran.error());
  });
}

lsq_buffer* lsq_project_test_coverage(const lsq_project* project, lsq_test_done done, void* user, lsq_error** error) {
  return Guarded<lsq_buffer*>(error, nullptr, [&]() -> lsq_buffer* {
    if (!AreGiven({project, reinterpret_cast<const void*>(done)}, error)) return nullptr;
    const auto ran = Run(*project, true, {done, user});
    if (ran.ok()) return new lsq_buffer{value::PrintJson(*ran)};
    SetError(error, ran.error());
    return nullptr;
  });
}
}
