// SPDX-License-Identifier: Apache-2.0
// Whether the rows of a decision table leave a gap or overlap, decided over the values that its cells can tell apart.
// Knows nothing of syntax and types: a column has a number of atoms, a cell is the set of atoms it is for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace lsq::check {

class AtomSet {
 public:
  explicit AtomSet(size_t size = 0, bool full = false);
  void Add(size_t atom) { words_[atom / 64] |= uint64_t{1} << (atom % 64); }
  bool Has(size_t atom) const { return (words_[atom / 64] >> (atom % 64) & 1) != 0; }
  size_t size() const { return size_; }
  std::optional<size_t> FirstCommon(const AtomSet& other) const;
  bool Contains(const AtomSet& other) const;

 private:
  size_t size_;
  std::vector<uint64_t> words_;
};

// rows[r][c] is the cell of row r in column c; all cells of a column have the same size.
using Rows = std::vector<std::vector<AtomSet>>;
using Combination = std::vector<size_t>;  // one atom per column

// A combination that no row is for. `complete` is false when the search was given up as too large.
struct Gap {
  bool complete = true;
  std::optional<Combination> combination;
};
Gap FindGap(const Rows& rows, const std::vector<size_t>& column_sizes);

// The first pair of rows (in order of the second) that are for the same combination.
struct Overlap {
  size_t first;
  size_t second;
  Combination combination;
};
std::optional<Overlap> FindOverlap(const Rows& rows);

// The first row that those above it leave nothing for: one of them, or several together.
struct Covered {
  size_t row;
  std::vector<size_t> by;
};
std::optional<Covered> FindCovered(const Rows& rows);

}  // namespace lsq::check
