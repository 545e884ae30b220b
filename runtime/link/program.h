// SPDX-License-Identifier: Apache-2.0
// A program ready to run: IR, its bytecode, the bodies of its natives, and the fields it was compiled against found in
// the catalogue of today. Immutable; one is shared by any number of threads.
//
// What the catalogue no longer has breaks the functions that use it, not the program: evaluating one of them is a fault
// with a reason (`F_UNKNOWN_FIELD`, `F_UNKNOWN_FUNCTION`), so a parked run fails at the step that needs what is gone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/bytecode/bytecode.h"
#include "compiler/ir/ir.h"
#include "compiler/time/zone.h"
#include "runtime/builtins/host_native.h"
#include "runtime/builtins/native.h"
#include "runtime/link/decision.h"
#include "runtime/link/layout.h"
#include "runtime/value/cell.h"

namespace lsq::link {

using ir::FunctionId;
using value::Cell;

// Where in the source something is; `file` is empty when it was not written by anybody.
struct SourceSpan {
  std::string_view file;
  uint32_t begin = 0;  // bytes
  uint32_t end = 0;
};

// A function of the program that cannot run, and why.
struct Broken {
  std::string code;
  std::string message;
};

// Constants of a function as cells, by the indices of bytecode::Constants.
struct Pool {
  std::vector<Cell> texts, numbers, durations, lists;
  // What the cells point at.
  std::vector<time::Duration> duration_values;
  std::vector<std::vector<Cell>> elements;
};

class LoadedProgram {
 public:
  const ir::Module& module() const { return module_; }
  const bytecode::Program& code() const { return code_; }
  const time::Zone& account_zone() const { return account_zone_; }
  const time::TzData& tz() const { return tz_; }

  // Imports by name; nothing when the program says nothing about them.
  std::optional<uint32_t> FindEntity(std::string_view name) const;
  std::optional<uint32_t> FindField(uint32_t entity, std::string_view name) const;
  // What a field import is called today; empty when it is gone.
  const std::string& FieldName(uint32_t field) const { return field_names_[field]; }

  // Null when the function can run.
  const Broken* BrokenReason(uint32_t function) const { return broken_[function].get(); }
  // Of a condition that only tests fields of one record; null for all other functions, broken ones, and what is none.
  const Decision* DecisionOf(uint32_t function) const {
    return function < decisions_.size() ? decisions_[function].get() : nullptr;
  }
  // Which of the program's literals a text equals (C-CON-4), from 1; 0: none.
  uint32_t LiteralId(std::string_view text) const;
  // The index of an option by its value, compared like text.
  std::optional<uint32_t> OptionIndex(uint32_t option_set, std::string_view text) const;
  // As the catalogue of today spells it.
  std::string_view OptionText(uint32_t option_set, uint32_t index) const;

  // ---- For the interpreter
  const Pool& PoolOf(uint32_t function) const { return pools_[function]; }
  const builtins::Native& NativeOf(uint32_t import) const { return *natives_[import].library; }
  // Null when the host does not perform it, but the library.
  const builtins::HostNative* HostNativeOf(uint32_t import) const { return natives_[import].host; }
  SourceSpan SourceOf(uint32_t function, size_t word) const;
  // Whether the source of a word is a negative comparison (`is not`), whose value is the opposite of what its test
  // found.
  bool IsNegative(uint32_t function, size_t word) const;
  // Whether the instruction asks for absence where the source asks for presence.
  bool AsksOpposite(uint32_t function, size_t word) const;

 private:
  friend class Linker;
  LoadedProgram(ir::Module module, bytecode::Program code, time::TzData tz)
      : module_(std::move(module)), code_(std::move(code)), tz_(std::move(tz)) {}

  // Who performs a native import; neither: broken.
  struct LinkedNative {
    const builtins::Native* library = nullptr;
    const builtins::HostNative* host = nullptr;
    Broken broken;
  };
  struct OptionSet {
    std::vector<std::string> texts;  // of today
    std::unordered_map<std::string, uint32_t> by_fold;
  };

  ir::Module module_;
  bytecode::Program code_;
  time::TzData tz_;
  time::Zone account_zone_;
  std::vector<std::string> field_names_;
  std::vector<OptionSet> option_sets_;
  std::unordered_map<std::string, uint32_t> literals_;
  std::vector<LinkedNative> natives_;
  std::shared_ptr<const builtins::HostNatives> host_;
  std::vector<std::unique_ptr<Broken>> broken_;
  std::vector<std::unique_ptr<const Decision>> decisions_;  // by function
  std::vector<Pool> pools_;                                 // by function
};

struct LinkOptions {
  const Layout* layout = nullptr;  // null: as the program was compiled
  time::TzData tz = time::BuiltinTzData();
  std::shared_ptr<const builtins::HostNatives> host = nullptr;  // what performs `extern function`s; null: nobody
};

// Compiles and links. The module has passed ir::Verify. Errors: `tz_unknown` when the account's zone is not in `tz`.
Result<std::shared_ptr<const LoadedProgram>> Load(ir::Module module, const LinkOptions& options = {});
// The same with bytecode that was made before from that module.
Result<std::shared_ptr<const LoadedProgram>> Link(ir::Module module, bytecode::Program code,
                                                  const LinkOptions& options = {});

}  // namespace lsq::link
