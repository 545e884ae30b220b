// SPDX-License-Identifier: Apache-2.0
#include "runtime/api/handles.h"
#include "runtime/project/test_runner.h"

using namespace lsq;
using namespace lsq::api;

extern "C" lsq_status lsq_project_test(const lsq_project* project, lsq_test_done done, void* user, lsq_error** error) {
  return Guarded(error, LSQ_FAILED, [&] {
    if (!project->compilation.module) return Fail(error, {"project", "the project has errors: its tests cannot run"});
    const Status ran = project::RunTests(project->compilation, [&](const project::TestResult& result) {
      const lsq_test_result told = {TextOf(result.name), TextOf(result.file), result.line, result.passed ? 1 : 0,
                                    TextOf(result.report)};
      done(user, &told);
    });
    return ran.ok() ? LSQ_OK : Fail(error, ran.error());
  });
}
