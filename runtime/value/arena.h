// SPDX-License-Identifier: Apache-2.0
// Memory of one evaluation, given back all at once and bounded (limits::kMemoryPerEvaluation): an untrusted program
// cannot exhaust its host. Blocks are kept by Reset, so that a warm arena asks the heap for nothing.
//
// One thread at a time. What it gave out is valid until Reset.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "compiler/base/limits.h"

namespace lsq::value {

class Arena {
 public:
  explicit Arena(size_t limit_bytes = limits::kMemoryPerEvaluation) : limit_(limit_bytes) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Uninitialised, aligned for everything; null when the limit is reached.
  void* Allocate(size_t bytes) {
    const size_t size = (bytes + (bytes == 0) + kAlign - 1) & ~(kAlign - 1);  // nothing has a place, too
    if (size > static_cast<size_t>(end_ - next_)) return AllocateSlow(size);
    char* result = next_;
    next_ += size;
    return result;
  }
  template <typename T>
  T* Allocate(size_t count) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlign);
    if (count > limit_ / sizeof(T)) return nullptr;
    return static_cast<T*>(Allocate(count * sizeof(T)));
  }
  template <typename T>
  const T* New(const T& value) {
    T* memory = Allocate<T>(1);
    return memory ? ::new (memory) T(value) : nullptr;
  }
  // `data()` is null when the limit is reached, and only then.
  std::string_view Copy(std::string_view text) {
    char* memory = static_cast<char*>(Allocate(text.size() + 1));  // never an empty piece: null means something else
    if (!memory) return {};
    if (!text.empty()) std::memcpy(memory, text.data(), text.size());
    return {memory, text.size()};
  }

  // Where texts are being built; empty between evaluations.
  std::string& output() { return output_; }

  // Bytes given out since the last Reset.
  size_t used() const;
  void Reset();

 private:
  static constexpr size_t kAlign = 16;
  static constexpr size_t kBlockBytes = 16u << 10;
  struct Block {
    std::unique_ptr<char[]> memory;
    size_t size = 0;
  };

  void* AllocateSlow(size_t size);

  size_t limit_;
  size_t full_ = 0;  // bytes of the blocks before the current one
  std::vector<Block> blocks_;
  size_t current_ = 0;  // index of the block in use
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::string output_;
};

}  // namespace lsq::value
