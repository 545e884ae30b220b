// SPDX-License-Identifier: Apache-2.0
// The interpreter: evaluates one function of a program. Pure up to reads through the Environment; takes no clock, makes
// no thread, never fails by itself: what goes wrong is a Fault with a place.
//
// Bounded by fuel (limits::kFuelPerEvaluation) and by its arena, so an untrusted program cannot hang or exhaust its
// host. Any number of threads may evaluate functions of one program, each with its own arena.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "compiler/base/limits.h"
#include "compiler/base/result.h"
#include "compiler/time/zone.h"
#include "runtime/link/program.h"
#include "runtime/value/arena.h"
#include "runtime/value/loaded_record.h"

namespace lsq::vm {

using link::LoadedProgram;
using value::Arena;
using value::Cell;
using value::LoadedRecord;

// What an expression may ask the world for. Errors become faults.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  // The record with that key, its redirects followed; null when there is none. Valid until the evaluation has ended and
  // its cells are no longer used.
  virtual Result<const value::Record*> Read(const value::RecordKey& key, const value::ReadContext& context) = 0;
  virtual Result<bool> IsInList(const value::RecordKey& key, std::string_view list,
                                const value::ReadContext& context) = 0;
  // The user with this id, address or name; without a name the account's default sender (C-MM-18). Null: nobody.
  virtual Result<const value::Record*> FindUser(std::string_view name, const value::ReadContext& context) {
    (void)name, (void)context;
    return static_cast<const value::Record*>(nullptr);
  }
};

// Is told what an evaluation sees, in order: for traces with the origin of values, and for tests that show why they
// failed (architecture decision 25).
class Observer {
 public:
  virtual ~Observer() = default;
  // A field of a record was read: `field` is a field import, `type` and `cell` its value; of relations the type alone.
  virtual void OnRead(const LoadedRecord& record, uint32_t field, const bytecode::CellType& type, Cell cell) = 0;
  // A sub-expression has its value. A part of a condition that decides by jumping is told as the Bool it is.
  virtual void OnValue(const link::SourceSpan& source, const bytecode::CellType& type, Cell cell) = 0;
};

struct Environment {
  std::span<const Cell> locals;          // of the frame; as many as the automation has, types as it says
  time::Instant now{};                   // of the step (C-MM-16)
  const time::Zone* run_zone = nullptr;  // null: the account's
  const LoadedRecord* me = nullptr;      // the user on whose behalf this runs
  value::ReadContext context;
  RecordReader* reader = nullptr;  // null: relations lead nowhere, lists are empty
  Observer* observer = nullptr;    // costs nothing when null
  uint64_t fuel = limits::kFuelPerEvaluation;
};

// Why there is no value. Codes: F_MANDATORY_EMPTY, F_TYPE_MISMATCH, F_OVERFLOW, F_DIVISION_BY_ZERO, F_DATE_RANGE,
// F_BUSINESS_TIME, F_TEXT_TOO_LONG, F_FUEL, F_MEMORY, F_UNKNOWN_FIELD, F_UNKNOWN_FUNCTION, F_TZ_UNKNOWN, F_NO_RUN (the
// frame lacks locals the function reads); those of the reader.
struct Fault {
  std::string code;
  std::string message;
  std::string function;
  std::string file;
  uint32_t begin = 0;  // bytes
  uint32_t end = 0;
  bool operator==(const Fault&) const = default;
};

struct Evaluation {
  Cell cell = value::kMissingCell;  // of the function's result type; valid until the arena is reset
  std::unique_ptr<Fault> fault;     // null: it succeeded
  bool ok() const { return fault == nullptr; }
};

// `args`: as many as the function has params; functions of automations have none. Does not reset the arena.
Evaluation Evaluate(const LoadedProgram& program, link::FunctionId function, const Environment& environment,
                    Arena& arena, std::span<const Cell> args = {});

// A condition: missing is false.
struct Verdict {
  bool holds = false;
  std::unique_ptr<Fault> fault;
};
Verdict Test(const LoadedProgram& program, link::FunctionId condition, const Environment& environment, Arena& arena);

}  // namespace lsq::vm
