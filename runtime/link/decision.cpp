// SPDX-License-Identifier: Apache-2.0
#include "runtime/link/decision.h"

#include <span>
#include <utility>

namespace lsq::link {

using bytecode::Constants;
using bytecode::IntSet;
using bytecode::Op;
using bytecode::Range;
using bytecode::Word;

namespace {

constexpr uint64_t kWhole = UINT64_MAX;    // integers
constexpr uint64_t kLiteral = UINT32_MAX;  // the literal id of a text
constexpr size_t kMostRanges = 8;          // of a set; more of them are found sooner in a bit set
constexpr Range kMissingOnly{INT64_MIN, 0};
constexpr Range kNothing{1, 0};  // of the values that a mask of 0 leaves: none

Range Complement(const Range& range) {
  return {static_cast<int64_t>(static_cast<uint64_t>(range.low) + range.width + 1), UINT64_MAX - 1 - range.width};
}

// Ascending ranges of the members.
std::vector<Range> RangesOf(const IntSet& set) {
  std::vector<Range> ranges;
  const auto add = [&](int64_t value) {
    if (!ranges.empty() && ranges.back().Has(value - 1)) {
      ++ranges.back().width;
    } else {
      ranges.push_back({value, 0});
    }
  };
  for (size_t i = 0; i < set.bits.size() * 64; ++i) {
    if ((set.bits[i / 64] >> (i % 64) & 1) != 0) add(set.base + static_cast<int64_t>(i));
  }
  for (const int64_t value : set.values) add(value);
  return ranges;
}

// What a word tests: its field is in one of some ranges, or in none of them.
struct FieldTest {
  uint64_t mask = kWhole;
  std::vector<Range> ranges;
  bool jumps_inside = false;  // jumps when the field is in one, else when it is in none
};

std::optional<FieldTest> FieldTestOf(const Word& word, const Constants& constants) {
  switch (word.op) {
    case Op::JumpIfInside:
    case Op::JumpIfOutside:
      return FieldTest{kWhole, {constants.ranges[word.c]}, word.op == Op::JumpIfInside};
    case Op::JumpIfLiteral:
    case Op::JumpIfNotLiteral:
      return FieldTest{kLiteral, {{word.c, 0}}, word.op == Op::JumpIfLiteral};
    case Op::JumpIfInSet:
    case Op::JumpIfNotInSet:
      return FieldTest{kWhole, RangesOf(constants.sets[word.c]), word.op == Op::JumpIfInSet};
    case Op::JumpIfLiteralInSet:
    case Op::JumpIfLiteralNotInSet:
      return FieldTest{kLiteral, RangesOf(constants.sets[word.c]), word.op == Op::JumpIfLiteralInSet};
    case Op::JumpIfEmpty:
    case Op::JumpIfFilled:
      return FieldTest{kWhole, {kMissingOnly}, word.op == Op::JumpIfEmpty};
    default:
      return std::nullopt;
  }
}

}  // namespace

// Reads code of the shape: load the record, test its fields, return one thing, return the other.
class DecisionMaker {
 public:
  explicit DecisionMaker(const bytecode::Function& function) : function_(function), code_(function.code) {}

  std::optional<Decision> Make() {
    if (function_.params != 0 || code_.size() < 3 || code_[0].op != Op::LoadLocal) return std::nullopt;
    if (function_.registers[code_[0].b].kind != bytecode::CellKind::Record) return std::nullopt;
    size_t at = 1;
    for (; at < code_.size() && !IsReturn(code_[at]); ++at) {
      first_test_.push_back(static_cast<uint32_t>(decision_.tests_.size()));
      if (!Add(code_[at])) return std::nullopt;
    }
    if (at == 1 || !EndsAt(at)) return std::nullopt;
    Finish(at);
    return std::move(decision_);
  }

 private:
  static bool IsReturn(const Word& word) { return word.op == Op::ReturnTrue || word.op == Op::ReturnFalse; }

  // One return, or two different ones, and nothing behind them.
  bool EndsAt(size_t at) const {
    const size_t ends = code_.size() - at;
    if (ends == 1) return true;
    return ends == 2 && IsReturn(code_[at + 1]) && code_[at].op != code_[at + 1].op;
  }

  bool Add(const Word& word) {
    const auto test = FieldTestOf(word, function_.constants);
    if (!test || test->ranges.empty() || test->ranges.size() > kMostRanges) return false;
    for (size_t i = 0; i < test->ranges.size(); ++i) {
      const Range& range = test->ranges[i];
      const bool last = i + 1 == test->ranges.size();
      if (test->jumps_inside) {
        AddRange(word, test->mask, Complement(range), word.d);
      } else if (last) {
        AddRange(word, test->mask, range, word.d);
      } else {  // inside is enough: goes on behind this word
        AddRange(word, test->mask, Complement(range), static_cast<uint32_t>(&word - code_.data() + 1));
      }
    }
    return true;
  }

  // `otherwise` is a word of the code until Finish makes a test's number of it.
  void AddRange(const Word& word, uint64_t mask, const Range& range, uint32_t otherwise) {
    decision_.tests_.push_back({mask, static_cast<uint64_t>(range.low), range.width, word.b, otherwise});
  }

  void Finish(size_t first_end) {
    decision_.count_ = static_cast<uint32_t>(decision_.tests_.size());
    const auto number_of = [&](uint32_t word) {
      if (word < first_end) return first_test_[word - 1];
      return decision_.count_ + static_cast<uint32_t>(word - first_end);
    };
    for (Decision::Test& test : decision_.tests_) test.otherwise = number_of(test.otherwise);
    const uint32_t slot = decision_.tests_[0].slot;  // some field: the ends look at nothing of it
    for (uint32_t end = 0; end < 2; ++end) {
      decision_.tests_.push_back(
          {0, static_cast<uint64_t>(kNothing.low), kNothing.width, slot, decision_.count_ + end});
    }
    decision_.local_ = code_[0].c;
    decision_.fuel_ = code_.size();
    decision_.first_end_ = code_[first_end].op == Op::ReturnTrue;
    decision_.holds_for_missing_ = decision_.Walk([](const Decision::Test&) { return INT64_MIN; });
  }

  const bytecode::Function& function_;
  std::span<const Word> code_;
  Decision decision_;
  std::vector<uint32_t> first_test_;  // by word, from word 1 on
};

std::optional<Decision> Decision::Of(const bytecode::Function& function) {
  return DecisionMaker(function).Make();
}

}  // namespace lsq::link
