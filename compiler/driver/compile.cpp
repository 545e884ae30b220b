// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/compile.h"

#include "compiler/lower/lower.h"

namespace lsq::driver {

Compilation Compile(std::span<const Input> inputs, const Options& options) {
  Compilation compilation = Check(inputs, options);
  if (!compilation.has_errors) compilation.module = lower::Lower(compilation.program, compilation.files);
  return compilation;
}

}  // namespace lsq::driver
