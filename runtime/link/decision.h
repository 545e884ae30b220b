// SPDX-License-Identifier: Apache-2.0
// A condition that only tests fields of one record against constants, as a table of field tests: what most conditions
// of triggers and branches are. Such a condition cannot fault, reads nothing through the environment and writes no
// register, so it is decided without an interpreter.
//
// Every test is one unsigned comparison of an integer in the field's cell with a range (compiler/bytecode/bytecode.h):
// of the whole integer, or of a text's literal id. The complement of a range is a range of the integers modulo 2^64, a
// set is some ranges, and emptiness is the range of the one value that stands for missing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/bytecode/bytecode.h"
#include "runtime/value/loaded_record.h"

namespace lsq::link {

class Decision {
 public:
  // Nothing when the function does something else as well. The function has passed bytecode::Verify.
  static std::optional<Decision> Of(const bytecode::Function& function);

  // Which of the frame's locals is the record.
  uint32_t local() const { return local_; }
  // What evaluating the function costs in fuel.
  uint64_t fuel() const { return fuel_; }

  // Null is the missing record, whose fields are missing.
  bool Holds(const value::LoadedRecord* record) const {
    if (!record) [[unlikely]]
      return holds_for_missing_;
    return Walk([cells = record->cells](const Test& test) { return cells[test.slot].word1; });
  }

 private:
  friend class DecisionMaker;
  // Goes on with the next test when the field is within [low, low + width], else with test number `otherwise`.
  struct Test {
    uint64_t mask = UINT64_MAX;  // of the part of word 1 that is looked at
    uint64_t low = 0;
    uint64_t width = 0;
    uint32_t slot = 0;
    uint32_t otherwise = 0;
  };

  // Behind the last test stand two ends that no value passes; the first says `first_end_`, the second the opposite.
  template <typename WordOf>
  bool Walk(WordOf word_of) const {
    const Test* const begin = tests_.data();
    const Test* test = begin;
    while (true) {
      const uint64_t value = static_cast<uint64_t>(word_of(*test)) & test->mask;
      if (value - test->low <= test->width) [[likely]] {
        ++test;
        continue;
      }
      const uint32_t next = test->otherwise;
      if (next >= count_) return (next == count_) == first_end_;
      test = begin + next;
    }
  }

  std::vector<Test> tests_;  // the first `count_`, then the ends
  uint32_t count_ = 0;
  uint32_t local_ = 0;
  uint64_t fuel_ = 0;
  bool first_end_ = true;
  bool holds_for_missing_ = false;
};

}  // namespace lsq::link
