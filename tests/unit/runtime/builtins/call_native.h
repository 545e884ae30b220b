// SPDX-License-Identifier: Apache-2.0
// Calling natives as an evaluation does, with arguments written as text.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "compiler/base/limits.h"
#include "compiler/time/duration.h"
#include "runtime/builtins/native.h"

namespace lsq::builtins {

class NativeTest : public testing::Test {
 protected:
  // ---- Arguments
  static Cell T(std::string_view text) { return value::ToCell(text); }
  static Cell N(std::string_view digits) { return value::ToCell(number::Parse(digits).value); }
  static Cell D(std::string_view date) { return value::ToCell(*time::ParseDate(date)); }
  static Cell At(std::string_view instant) { return value::ToCell(*time::ParseInstant(instant)); }
  static Cell Clock(std::string_view time) { return value::ToCell(*time::ParseTimeOfDay(time)); }
  Cell L(std::vector<Cell> cells) {
    lists_.push_back(std::make_unique<std::vector<Cell>>(std::move(cells)));
    return value::ToCell(std::span<const Cell>(*lists_.back()));
  }

  // ---- Calls. The fault code stands for the result of a call that failed.
  Cell Call(std::string_view name, std::vector<Cell> args, bytecode::CellKind element = bytecode::CellKind::Void) {
    const Native* native = FindNative(name);
    EXPECT_NE(native, nullptr) << name;
    Context context{.arena = arena_, .now = now_, .run_zone = zone_, .account_zone = zone_, .tz = tz_, .fuel = fuel_};
    const std::vector<bytecode::CellType> types(args.size(), {bytecode::CellKind::List, element});
    const Cell result = native->body({context, args, types});
    fault_ = context.fault_code;
    return result;
  }
  std::string Text(std::string_view name, std::vector<Cell> args,
                   bytecode::CellKind element = bytecode::CellKind::Void) {
    const Cell result = Call(name, std::move(args), element);
    if (!fault_.empty()) return fault_;
    return IsMissing(result) ? "missing" : std::string(value::AsText(result));
  }
  std::string Number(std::string_view name, std::vector<Cell> args,
                     bytecode::CellKind element = bytecode::CellKind::Void) {
    const Cell result = Call(name, std::move(args), element);
    if (!fault_.empty()) return fault_;
    return IsMissing(result) ? "missing" : number::Print(value::AsNumber(result));
  }
  std::string Date(std::string_view name, std::vector<Cell> args) {
    const Cell result = Call(name, std::move(args));
    if (!fault_.empty()) return fault_;
    return IsMissing(result) ? "missing" : time::ToString(value::AsDate(result));
  }
  std::string Instant(std::string_view name, std::vector<Cell> args) {
    const Cell result = Call(name, std::move(args));
    if (!fault_.empty()) return fault_;
    return IsMissing(result) ? "missing" : time::ToString(value::AsInstant(result));
  }
  std::string Time(std::string_view name, std::vector<Cell> args) {
    const Cell result = Call(name, std::move(args));
    if (!fault_.empty()) return fault_;
    return IsMissing(result) ? "missing" : time::ToString(value::AsTime(result));
  }
  bool Yes(std::string_view name, std::vector<Cell> args) { return value::AsBool(Call(name, std::move(args))); }
  std::vector<std::string> Texts(std::string_view name, std::vector<Cell> args,
                                 bytecode::CellKind element = bytecode::CellKind::Text) {
    std::vector<std::string> texts;
    for (const Cell each : value::AsList(Call(name, std::move(args), element))) {
      texts.emplace_back(value::AsText(each));
    }
    return texts;
  }

  Arena arena_;
  time::TzData tz_ = time::BuiltinTzData();
  time::Zone zone_ = *tz_.Find("Asia/Kolkata");
  time::Instant now_ = *time::ParseInstant("2026-03-06T20:00:00Z");  // 7 March in Kolkata
  uint64_t fuel_ = limits::kFuelPerEvaluation;
  std::string fault_;

 private:
  std::vector<std::unique_ptr<std::vector<Cell>>> lists_;
};

}  // namespace lsq::builtins
