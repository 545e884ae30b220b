// SPDX-License-Identifier: Apache-2.0
// Everything an engine takes from outside, in one place. What is pointed at lives longer than the engine.
#pragma once

#include "runtime/host/clock.h"
#include "runtime/host/connector.h"
#include "runtime/host/log.h"
#include "runtime/host/random.h"
#include "runtime/host/stop.h"
#include "runtime/host/tz_source.h"

namespace lsq::host {

struct World {
  Clock* clock = nullptr;
  Connector* connector = nullptr;
  Log* log = nullptr;              // null: nobody listens
  const TzSource* tz = nullptr;    // null: the built-in database
  const StopFlag* stop = nullptr;  // null: nobody stops it
};

}  // namespace lsq::host
