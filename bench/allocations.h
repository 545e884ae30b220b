// SPDX-License-Identifier: Apache-2.0
// How often this program asked the heap for memory: operator new is counted.
#pragma once

#include <cstdint>

namespace lsq::bench {

uint64_t Allocations();

}  // namespace lsq::bench
