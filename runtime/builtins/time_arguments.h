// SPDX-License-Identifier: Apache-2.0
// What the natives on dates and instants share. Private to this folder.
#pragma once

#include <optional>

#include "compiler/base/result.h"
#include "compiler/text/text.h"
#include "compiler/time/zone.h"
#include "runtime/builtins/fault.h"
#include "runtime/builtins/tables.h"

namespace lsq::builtins {

// The value, or the failure that its error is.
template <typename T>
Cell CellOr(const Call& call, const Result<T>& result) {
  if (result.ok()) return value::ToCell(*result);
  return call.Fail(FaultCode(result.error()), result.error().message);
}
inline Cell TextOr(const Call& call, const Result<std::string>& result) {
  if (result.ok()) return call.MakeText(*result);
  return call.Fail(FaultCode(result.error()), result.error().message);
}

// The zone an argument names; nothing after Fail. The account's is not asked of the database again.
inline std::optional<time::Zone> ZoneAt(const Call& call, size_t index) {
  const std::string_view name = text::Trim(TextAt(call, index));
  if (name == call.context.account_zone.name()) return call.context.account_zone;
  auto zone = call.context.tz.Find(name);
  if (zone.ok()) return *std::move(zone);
  call.Fail(FaultCode(zone.error()), zone.error().message);
  return std::nullopt;
}

}  // namespace lsq::builtins
