// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/arena.h"

#include <algorithm>

namespace lsq::value {

void* Arena::AllocateSlow(size_t size) {
  if (current_ < blocks_.size()) {
    full_ += static_cast<size_t>(next_ - blocks_[current_].memory.get());
    ++current_;
  }
  if (size > limit_ || full_ > limit_ - size) return nullptr;
  while (current_ < blocks_.size() && blocks_[current_].size < size) {
    blocks_.erase(blocks_.begin() + static_cast<ptrdiff_t>(current_));  // too small for what is wanted: make room
  }
  if (current_ == blocks_.size()) {
    // Blocks double, so that their number stays small; the last one stops at the limit.
    const size_t wanted = std::max(size, std::min(kBlockBytes << std::min<size_t>(current_, 10), limit_ - full_));
    char* memory = new (std::nothrow) char[wanted];
    if (!memory) return nullptr;
    blocks_.push_back({std::unique_ptr<char[]>(memory), wanted});
  }
  next_ = blocks_[current_].memory.get();
  end_ = next_ + std::min(blocks_[current_].size, limit_ - full_);
  void* result = next_;
  next_ += size;
  return result;
}

size_t Arena::used() const {
  return current_ < blocks_.size() ? full_ + static_cast<size_t>(next_ - blocks_[current_].memory.get()) : full_;
}

void Arena::Reset() {
  full_ = 0;
  current_ = 0;
  output_.clear();
  next_ = blocks_.empty() ? nullptr : blocks_[0].memory.get();
  end_ = blocks_.empty() ? nullptr : next_ + std::min(blocks_[0].size, limit_);
}

}  // namespace lsq::value
