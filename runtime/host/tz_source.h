// SPDX-License-Identifier: Apache-2.0
// Which time-zone database the engine uses. Its version stands in every trace (C-GEN-2); tests pin one.
#pragma once

#include "compiler/time/zone.h"

namespace lsq::host {

class TzSource {
 public:
  virtual ~TzSource() = default;
  virtual time::TzData Load() const = 0;
};

class BuiltinTzSource final : public TzSource {
 public:
  time::TzData Load() const override { return time::BuiltinTzData(); }
};

}  // namespace lsq::host
