// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/lines.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace lsq::cli {

LineReader::Found LineReader::Next(std::string_view& line) {
  bool too_long = false;
  size_t searched = 0;
  while (true) {
    const std::string_view rest(buffer_.get() + begin_, end_ - begin_);
    size_t end = rest.find('\n', searched);
    if (end == std::string_view::npos) {
      if (rest.size() > longest_) {
        too_long = true;
        begin_ = end_;
      }
      searched = end_ - begin_;
      const Read read = ReadMore();
      if (read == Read::Some) continue;
      if (read == Read::Failed) return Found::Failed;
      if (searched == 0) return too_long ? Found::TooLong : Found::End;
      end = searched;  // the last line has no end
    }
    line = std::string_view(buffer_.get() + begin_, end);
    begin_ = std::min(end_, begin_ + end + 1);
    if (too_long || end > longest_) return Found::TooLong;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return Found::Line;
  }
}

LineReader::Read LineReader::ReadMore() {
  before_waiting_();
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == capacity_) MakeRoom();
  while (true) {
    const ssize_t got = ::read(fd_, buffer_.get() + end_, capacity_ - end_);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Read::Failed;
    end_ += static_cast<size_t>(got);
    return got > 0 ? Read::Some : Read::End;
  }
}

// By moving what is left to the front, or else by twice the memory.
void LineReader::MakeRoom() {
  constexpr size_t kFirstCapacity = 256u << 10;
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  } else {
    capacity_ = std::max(kFirstCapacity, 2 * capacity_);
    std::unique_ptr<char[]> larger(new char[capacity_ + kPadding]);
    if (end_ > 0) std::memcpy(larger.get(), buffer_.get(), end_);
    buffer_ = std::move(larger);
  }
  end_ -= begin_;
  begin_ = 0;
}

}  // namespace lsq::cli
