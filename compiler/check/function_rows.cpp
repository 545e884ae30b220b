// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/function_rows.h"

#include <algorithm>
#include <bit>
#include <set>

namespace lsq::check {

AtomSet::AtomSet(size_t size, bool full) : size_(size), words_((size + 63) / 64, full ? ~uint64_t{0} : 0) {
  if (full && size % 64 != 0) words_.back() = (uint64_t{1} << (size % 64)) - 1;
}

std::optional<size_t> AtomSet::FirstCommon(const AtomSet& other) const {
  for (size_t i = 0; i < words_.size(); ++i) {
    const uint64_t both = words_[i] & other.words_[i];
    if (both != 0) return i * 64 + static_cast<size_t>(std::countr_zero(both));
  }
  return std::nullopt;
}

bool AtomSet::Contains(const AtomSet& other) const {
  for (size_t i = 0; i < words_.size(); ++i) {
    if ((other.words_[i] & ~words_[i]) != 0) return false;
  }
  return true;
}

namespace {

constexpr size_t kMostSteps = 1'000'000;

// Fixes the columns from left to right; what matters of a prefix is only which rows are still possible, so a set of
// rows that was found to be complete at a column is not tried again there.
class GapSearch {
 public:
  GapSearch(const Rows& rows, const std::vector<size_t>& sizes) : rows_(rows), sizes_(sizes), count_(rows.size()) {}

  // Looks only within the combinations of `row`, and only at the rows above it.
  GapSearch(const Rows& rows, const std::vector<size_t>& sizes, size_t row)
      : rows_(rows), sizes_(sizes), count_(row), within_(&rows[row]) {}

  Gap Run() {
    Gap gap;
    std::vector<size_t> all(count_);
    for (size_t i = 0; i < all.size(); ++i) all[i] = i;
    if (Visit(0, all)) gap.combination = prefix_;
    gap.complete = steps_ <= kMostSteps;
    return gap;
  }

 private:
  bool Visit(size_t column, const std::vector<size_t>& possible) {
    if (possible.empty()) {
      prefix_.resize(column);
      for (; column < sizes_.size(); ++column) prefix_.push_back(FirstWithin(column));
      return true;
    }
    if (column == sizes_.size() || !done_.emplace(column, possible).second) return false;
    for (size_t atom = 0; atom < sizes_[column]; ++atom) {
      if (within_ != nullptr && !(*within_)[column].Has(atom)) continue;
      std::vector<size_t> left;
      for (const size_t row : possible) {
        if (rows_[row][column].Has(atom)) left.push_back(row);
      }
      steps_ += possible.size() + 1;
      if (steps_ > kMostSteps) return false;
      prefix_.resize(column);
      prefix_.push_back(atom);
      if (Visit(column + 1, left)) return true;
    }
    return false;
  }

  size_t FirstWithin(size_t column) const {
    size_t atom = 0;
    while (within_ != nullptr && !(*within_)[column].Has(atom)) ++atom;
    return atom;
  }

  const Rows& rows_;
  const std::vector<size_t>& sizes_;
  size_t count_;                                  // of the rows that are looked at
  const std::vector<AtomSet>* within_ = nullptr;  // null: everywhere
  std::set<std::pair<size_t, std::vector<size_t>>> done_;
  Combination prefix_;
  size_t steps_ = 0;
};

std::optional<Combination> Common(const std::vector<AtomSet>& a, const std::vector<AtomSet>& b) {
  Combination combination;
  for (size_t column = 0; column < a.size(); ++column) {
    const auto atom = a[column].FirstCommon(b[column]);
    if (!atom) return std::nullopt;
    combination.push_back(*atom);
  }
  return combination;
}

}  // namespace

Gap FindGap(const Rows& rows, const std::vector<size_t>& column_sizes) {
  return GapSearch(rows, column_sizes).Run();
}

std::optional<Overlap> FindOverlap(const Rows& rows) {
  for (size_t second = 1; second < rows.size(); ++second) {
    for (size_t first = 0; first < second; ++first) {
      if (auto combination = Common(rows[first], rows[second])) return Overlap{first, second, *combination};
    }
  }
  return std::nullopt;
}

namespace {

bool IsInside(const std::vector<AtomSet>& row, const std::vector<AtomSet>& other) {
  for (size_t column = 0; column < row.size(); ++column) {
    if (!other[column].Contains(row[column])) return false;
  }
  return true;
}

}  // namespace

std::optional<Covered> FindCovered(const Rows& rows) {
  for (size_t row = 1; row < rows.size(); ++row) {
    Covered covered{row, {}};
    for (size_t by = 0; by < row; ++by) {
      if (IsInside(rows[row], rows[by])) return Covered{row, {by}};
      if (Common(rows[by], rows[row])) covered.by.push_back(by);
    }
    if (covered.by.size() < 2) continue;
    std::vector<size_t> sizes;
    for (const AtomSet& cell : rows[row]) sizes.push_back(cell.size());
    const Gap left = GapSearch(rows, sizes, row).Run();
    if (!left.combination && left.complete) return covered;
  }
  return std::nullopt;
}

}  // namespace lsq::check
