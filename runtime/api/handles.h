// SPDX-License-Identifier: Apache-2.0
// What is behind the handles of lsq.h. Private to this folder.
#pragma once

#include <algorithm>
#include <cstring>
#include <exception>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "compiler/driver/compile.h"
#include "runtime/api/lsq.h"
#include "runtime/builtins/host_native.h"
#include "runtime/project/evaluator.h"
#include "runtime/value/json.h"
#include "runtime/value/value.h"

struct lsq_error {
  lsq::Error error;
  std::string name;
  std::string drawing;
};
struct lsq_buffer {
  std::string text;
};
struct lsq_project {
  lsq::driver::Compilation compilation;
  std::optional<lsq::driver::Input> schema;  // of the compilation
  std::shared_ptr<const lsq::builtins::HostNatives> natives;
};

namespace lsq::api {

inline std::string_view ViewOf(lsq_text text) {
  return text.data == nullptr ? "" : std::string_view(text.data, text.size);
}
inline std::string StringOf(lsq_text text) {
  return std::string(ViewOf(text));
}
inline lsq_text TextOf(std::string_view text) {
  return {text.data(), text.size()};
}

inline void SetError(lsq_error** out, Error error, const project::EvalDetail& detail = {}) {
  if (out != nullptr) *out = new lsq_error{std::move(error), detail.name, detail.drawing};
}
inline lsq_status Fail(lsq_error** out, Error error, const project::EvalDetail& detail = {}) {
  SetError(out, std::move(error), detail);
  return LSQ_FAILED;
}

// Nothing is thrown across the C ABI: what a standard container throws (memory), or a callback written in C++, becomes
// an error.
template <typename T, typename F>
T Guarded(lsq_error** error, T failed, F body) {
  try {
    return body();
  } catch (const std::exception& exception) {
    SetError(error, {"exception", exception.what()});
  } catch (...) {
    SetError(error, {"exception", "a callback threw something"});
  }
  return failed;
}

// False, with the error `null_argument`, when something that must be given is not.
inline bool AreGiven(std::initializer_list<const void*> pointers, lsq_error** error) {
  if (std::find(pointers.begin(), pointers.end(), nullptr) == pointers.end()) return true;
  return SetError(error, {"null_argument", "a pointer that must be given is NULL"}), false;
}

// What a caller filled, in a struct of this version: members it does not know are zero.
template <typename T>
T Known(const T& given) {
  T known{};
  std::memcpy(static_cast<void*>(&known), &given, std::min(given.size, sizeof(T)));
  known.size = sizeof(T);
  return known;
}

// A caller's value as JSON, the common form from which the schema's kinds are read.
value::Json JsonOf(const lsq_value& value);
// Members of a record or an event.
value::Json::Object JsonOf(const lsq_field* fields, size_t count);

// A host's functions, ready to be linked. Errors: `null_argument`, `native_signature`, `native_twice`.
Result<std::shared_ptr<const builtins::HostNatives>> NativesOf(const lsq_native* natives, size_t count);

}  // namespace lsq::api
