// SPDX-License-Identifier: Apache-2.0
// Lines of a file descriptor, of bounded length: what `lsq eval --jsonl` reads.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace lsq::cli {

class LineReader {
 public:
  // Bytes behind a line that may be read, whatever they hold.
  static constexpr size_t kPadding = 64;

  // Does not own `fd`. `before_waiting` is called whenever more has to be read, which may take as long as a partner at
  // the other end of a pipe wants.
  LineReader(int fd, size_t longest, std::function<void()> before_waiting)
      : fd_(fd), longest_(longest), before_waiting_(std::move(before_waiting)) {}

  enum class Found { Line, TooLong, End, Failed };
  // The next line without its end ("\n" or "\r\n"), valid until the next call. Of one that is too long nothing is kept.
  Found Next(std::string_view& line);

 private:
  enum class Read { Some, End, Failed };
  Read ReadMore();
  void MakeRoom();

  int fd_;
  size_t longest_;
  std::function<void()> before_waiting_;
  std::unique_ptr<char[]> buffer_;
  size_t capacity_ = 0;
  size_t begin_ = 0, end_ = 0;  // of what was read and not given out yet
};

}  // namespace lsq::cli
