// SPDX-License-Identifier: Apache-2.0
#include "bench/allocations.h"

#include <cstdlib>
#include <new>

namespace {
uint64_t count = 0;  // one thread
}  // namespace

void* operator new(std::size_t size) {
  ++count;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

uint64_t lsq::bench::Allocations() {
  return count;
}
