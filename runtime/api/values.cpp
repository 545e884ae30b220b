// SPDX-License-Identifier: Apache-2.0
#include "runtime/api/handles.h"

namespace lsq::api {

namespace {

// What lies outside of the calendar or the day is written as its digits: reading it says that it is no date.
std::string DateText(int64_t days) {
  if (days < time::kMinDate.days || days > time::kMaxDate.days) return std::to_string(days);
  return time::ToString(time::Date{static_cast<int32_t>(days)});
}
std::string InstantText(int64_t micros) {
  if (micros < time::kMinInstant.micros || micros > time::kMaxInstant.micros) return std::to_string(micros);
  return time::ToString(time::Instant{micros});
}
std::string TimeText(int64_t seconds) {
  constexpr int64_t kSecondsPerDay = 86'400;
  if (seconds < 0 || seconds >= kSecondsPerDay) return std::to_string(seconds);
  return time::ToString(time::TimeOfDay{static_cast<int32_t>(seconds)});
}

}  // namespace

value::Json JsonOf(const lsq_value& value) {
  switch (value.kind) {
    case LSQ_MISSING:
      return {};
    case LSQ_BOOL:
      return value::Json(value.integer != 0);
    case LSQ_NUMBER:
      return value::Json(value::JsonNumber{StringOf(value.text)});
    case LSQ_TEXT:
    case LSQ_RECORD:
      return value::Json(StringOf(value.text));
    case LSQ_DATE:
      return value::Json(DateText(value.integer));
    case LSQ_DATETIME:
      return value::Json(InstantText(value.integer));
    case LSQ_TIME:
      return value::Json(TimeText(value.integer));
    case LSQ_LIST: {
      const Result<value::Json> parsed = value::ParseJson(ViewOf(value.text));
      return parsed.ok() ? *parsed : value::Json(StringOf(value.text));
    }
  }
  return {};
}

value::Json::Object JsonOf(const lsq_field* fields, size_t count) {
  value::Json::Object members;
  for (size_t i = 0; i < count; ++i) members.emplace_back(StringOf(fields[i].name), JsonOf(fields[i].value));
  return members;
}

}  // namespace lsq::api

extern "C" {

lsq_text lsq_error_code(const lsq_error* error) {
  return error != nullptr ? lsq::api::TextOf(error->error.code) : lsq_text{};
}
lsq_text lsq_error_name(const lsq_error* error) {
  return error != nullptr ? lsq::api::TextOf(error->name) : lsq_text{};
}
lsq_text lsq_error_message(const lsq_error* error) {
  return error != nullptr ? lsq::api::TextOf(error->error.message) : lsq_text{};
}
lsq_text lsq_error_drawing(const lsq_error* error) {
  return error != nullptr ? lsq::api::TextOf(error->drawing) : lsq_text{};
}
void lsq_error_free(lsq_error* error) {
  delete error;
}

lsq_status lsq_parse_instant(lsq_text text, int64_t* instant) {
  return lsq::api::Guarded(nullptr, LSQ_FAILED, [&] {
    const auto parsed = lsq::time::ParseInstant(lsq::api::ViewOf(text));
    if (!parsed.ok() || instant == nullptr) return LSQ_FAILED;
    *instant = parsed->micros;
    return LSQ_OK;
  });
}
lsq_buffer* lsq_print_instant(int64_t instant) {
  return lsq::api::Guarded<lsq_buffer*>(nullptr, nullptr,
                                        [&] { return new lsq_buffer{lsq::api::InstantText(instant)}; });
}

lsq_text lsq_buffer_text(const lsq_buffer* buffer) {
  return buffer != nullptr ? lsq::api::TextOf(buffer->text) : lsq_text{};
}
void lsq_buffer_free(lsq_buffer* buffer) {
  delete buffer;
}
}
