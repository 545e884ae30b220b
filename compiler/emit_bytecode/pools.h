// SPDX-License-Identifier: Apache-2.0
// The constants of one function and the literals of a program while code is made. Private to emit_bytecode/.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/bytecode/bytecode.h"
#include "compiler/ir/ir.h"

namespace lsq::emit_bytecode {

// Folded texts that fields are compared with; ids from 1.
class Literals {
 public:
  uint32_t Add(const std::string& text);
  uint32_t Find(const std::string& text) const;  // 0: none
  std::vector<std::string> Take() { return std::move(list_); }

 private:
  std::vector<std::string> list_;
  std::unordered_map<std::string, uint32_t> ids_;
};

// Indices into the pools; 16 bits in code, so whoever writes them checks.
class Pools {
 public:
  uint32_t Text(const std::string& text);
  uint32_t Int(int64_t value);
  uint32_t Local(const time::LocalDateTime& local);  // resolved by link, so it shares its place with nothing
  uint32_t Number(number::Decimal value);
  uint32_t Duration(const time::Duration& value);
  uint32_t Range(bytecode::Range range);
  uint32_t Set(bytecode::IntSet set);
  uint32_t List(bytecode::ListConstant list);
  uint32_t Window(const ir::Window& window);

  bytecode::Constants Take() { return std::move(pool_); }

 private:
  bytecode::Constants pool_;
  std::unordered_map<std::string, uint32_t> texts_;
  std::unordered_map<int64_t, uint32_t> ints_;
};

bytecode::CellType CellTypeOf(const ir::Type& type);
// The integer that stands for a constant of an integer kind; nothing for others and for local date-times.
std::optional<int64_t> IntegerOf(const ir::Constant& constant);

}  // namespace lsq::emit_bytecode
