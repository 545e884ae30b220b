// SPDX-License-Identifier: Apache-2.0
#include "runtime/builtins/native.h"

#include <algorithm>
#include <map>
#include <vector>

#include "compiler/base/check.h"
#include "compiler/base/limits.h"
#include "runtime/builtins/tables.h"

namespace lsq::builtins {
namespace {

using bytecode::CellKind;
using bytecode::CellType;

std::vector<Native> AllNatives() {
  std::vector<Native> all;
  for (const auto table : {TextNatives(), FormatNatives(), NumberNatives(), DateNatives(), InstantNatives(),
                           ListNatives(), HostNatives()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  std::sort(all.begin(), all.end(), [](const Native& a, const Native& b) { return a.name < b.name; });
  return all;
}

CellKind KindNamed(std::string_view name) {
  if (name == "Bool") return CellKind::Bool;
  if (name == "Number") return CellKind::Number;
  if (name == "Text" || name == "TimeZone" || name == "Secret") return CellKind::Text;
  if (name == "Date") return CellKind::Date;
  if (name == "DateTime") return CellKind::DateTime;
  if (name == "Time") return CellKind::Time;
  if (name == "Duration") return CellKind::Duration;
  if (name == "User") return CellKind::Record;
  LSQ_CHECK(false, "a signature names no type");
  return CellKind::Void;
}

bool Strip(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// What T stands for, once it was met.
struct Variable {
  bool bound = false;
  CellKind kind = CellKind::Void;
  uint32_t import = bytecode::kNoImport;
};

bool Fits(std::string_view written, const CellType& type, Variable& variable) {
  const bool list = Strip(written, "list of ");
  if (list != (type.kind == CellKind::List)) return false;
  const CellKind kind = list ? type.element : type.kind;
  if (written != "T") return kind == KindNamed(written);
  if (!variable.bound) variable = {true, kind, type.import};
  return variable.kind == kind && variable.import == type.import;
}

}  // namespace

std::span<const Native> Natives() {
  static const std::vector<Native> kAll = AllNatives();
  return kAll;
}

const Native* FindNative(std::string_view name) {
  const auto all = Natives();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name, [](const Native& native, std::string_view wanted) { return native.name < wanted; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

bool Accepts(std::string_view signature, std::span<const CellType> params, const CellType& result) {
  const size_t arrow = signature.find("-> ");
  std::string_view written = signature.substr(0, arrow);
  std::string_view returned = signature.substr(arrow + 3);
  if (returned.ends_with(" or empty")) returned.remove_suffix(std::string_view(" or empty").size());
  Variable variable;
  for (const CellType& param : params) {
    const size_t end = written.find_first_of(",-");
    const size_t length = std::min(end, written.find_last_not_of(' ') + 1);
    if (written.empty() || !Fits(written.substr(0, length), param, variable)) return false;
    written.remove_prefix(std::min(written.size(), length));
    while (Strip(written, ",") || Strip(written, " ")) {
    }
  }
  return written.empty() && Fits(returned, result, variable);
}

Cell Call::Fail(std::string_view code, std::string message) const {
  if (context.fault_code.empty()) {
    context.fault_code = code;
    context.fault_message = std::move(message);
  }
  return value::kMissingCell;
}

bool Call::Spend(uint64_t units) const {
  if (units <= context.fuel) {
    context.fuel -= units;
    return true;
  }
  context.fuel = 0;
  Fail("F_FUEL", "the evaluation takes too many steps");
  return false;
}

Cell Call::MakeText(std::string_view text) const {
  if (text.size() > limits::kTextBytes) {
    return Fail("F_TEXT_TOO_LONG", "a text of " + std::to_string(text.size()) + " bytes is longer than " +
                                       std::to_string(limits::kTextBytes));
  }
  const std::string_view copy = context.arena.Copy(text);
  if (!copy.data()) return Fail("F_MEMORY", "the evaluation needs too much memory");
  return value::ToCell(copy);
}

Cell* Call::MakeCells(size_t count) const {
  Cell* cells = context.arena.Allocate<Cell>(count);
  if (!cells) Fail("F_MEMORY", "the evaluation needs too much memory");
  return cells;
}

}  // namespace lsq::builtins
