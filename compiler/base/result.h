// SPDX-License-Identifier: Apache-2.0
// The tool for "the world failed" (a file, a store, a host): a value or an Error. A user's mistake is a diagnostic,
// never a Result.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "compiler/base/check.h"

namespace lsq {

// `code` is stable and machine-readable (`F_DATE_MISSING`, `io`, `corrupt`); `message` is a sentence for a person.
struct Error {
  std::string code;
  std::string message;
  bool operator==(const Error&) const = default;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    LSQ_CHECK(ok(), "value of a failed Result");
    return std::get<0>(state_);
  }
  T& value() & {
    LSQ_CHECK(ok(), "value of a failed Result");
    return std::get<0>(state_);
  }
  T value() && {  // by value: `for (x : F().value())` would else iterate over what is gone
    LSQ_CHECK(ok(), "value of a failed Result");
    return std::get<0>(std::move(state_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const Error& error() const {
    LSQ_CHECK(!ok(), "error of a Result that succeeded");
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

// The Result of something done for its effect.
struct Done {};
using Status = Result<Done>;
inline Status Ok() {
  return Done{};
}

}  // namespace lsq

// LSQ_TRY(auto text, ReadFile(path));  binds the value, or returns the error from the enclosing function.
#define LSQ_TRY_CONCAT_(a, b) a##b
#define LSQ_TRY_NAME_(line) LSQ_TRY_CONCAT_(lsq_try_, line)
#define LSQ_TRY(declaration, expression)                                     \
  auto LSQ_TRY_NAME_(__LINE__) = (expression);                               \
  if (!LSQ_TRY_NAME_(__LINE__).ok()) return LSQ_TRY_NAME_(__LINE__).error(); \
  declaration = std::move(LSQ_TRY_NAME_(__LINE__)).value()
#define LSQ_TRY_DO(expression)                               \
  do {                                                       \
    auto lsq_try_status = (expression);                      \
    if (!lsq_try_status.ok()) return lsq_try_status.error(); \
  } while (false)
