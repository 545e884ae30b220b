// SPDX-License-Identifier: Apache-2.0
// What is behind the handles of lsq.h. Private to this folder.
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "compiler/driver/compile.h"
#include "runtime/api/lsq.h"
#include "runtime/value/json.h"
#include "runtime/value/value.h"

struct lsq_error {
  lsq::Error error;
  std::string name;
};
struct lsq_buffer {
  std::string text;
};
struct lsq_project {
  lsq::driver::Compilation compilation;
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

inline void SetError(lsq_error** out, Error error, std::string name = "") {
  if (out != nullptr) *out = new lsq_error{std::move(error), std::move(name)};
}
inline lsq_status Fail(lsq_error** out, Error error, std::string name = "") {
  SetError(out, std::move(error), std::move(name));
  return LSQ_FAILED;
}

// Nothing is thrown across the C ABI: what a standard container throws (memory) becomes an error.
template <typename T, typename F>
T Guarded(lsq_error** error, T failed, F body) {
  try {
    return body();
  } catch (const std::exception& exception) {
    SetError(error, {"exception", exception.what()});
    return failed;
  }
}

// A caller's value as JSON, the common form from which the schema's kinds are read.
value::Json JsonOf(const lsq_value& value);
// Members of a record or an event.
value::Json::Object JsonOf(const lsq_field* fields, size_t count);

}  // namespace lsq::api
