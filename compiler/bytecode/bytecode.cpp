// SPDX-License-Identifier: Apache-2.0
#include "compiler/bytecode/bytecode.h"

#include <algorithm>

#include "compiler/base/check.h"
#include "compiler/bytecode/operands.h"

namespace lsq::bytecode {
namespace {

constexpr OpInfo kInfo[] = {
#define LSQ_BYTECODE_OP(name, text, a, b, c, d) {Op::name, text, {Operand::a, Operand::b, Operand::c, Operand::d}},
#include "compiler/bytecode/opcodes.def"
#undef LSQ_BYTECODE_OP
};

// A set this much wider than it has members is kept as values.
constexpr uint64_t kBitsPerMember = 256;

}  // namespace

const OpInfo& InfoOf(Op op) {
  LSQ_CHECK(static_cast<int>(op) < kOpCount, "no such instruction");
  return kInfo[static_cast<int>(op)];
}

bool IntSet::HasValue(int64_t value) const {
  return std::binary_search(values.begin(), values.end(), value);
}

IntSet MakeIntSet(std::vector<int64_t> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  IntSet set;
  if (values.empty()) return set;
  const uint64_t span = static_cast<uint64_t>(values.back()) - static_cast<uint64_t>(values.front());
  if (span / kBitsPerMember >= values.size()) {
    set.values = std::move(values);
    return set;
  }
  set.base = values.front();
  set.bits.resize(span / 64 + 1);
  for (const int64_t value : values) {
    const uint64_t at = static_cast<uint64_t>(value) - static_cast<uint64_t>(set.base);
    set.bits[at / 64] |= uint64_t{1} << (at % 64);
  }
  return set;
}

}  // namespace lsq::bytecode
