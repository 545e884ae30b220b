// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "runtime/import/import.h"

namespace lsq::import {

namespace {

store::WriteRecord WriteOf(Row& row) {
  return {row.key, 0, std::move(row.fields), {}, false, ""};
}

// An id twice in one file: the later row is the wrong one.
void RefuseRepeatedIds(Rows& rows) {
  std::map<std::string, size_t> first;
  std::erase_if(rows.good, [&](const Row& row) {
    const auto [at, added] = first.emplace(row.key.id, row.line);
    if (!added) {
      rows.problems.push_back({row.line, "the id " + row.key.id + " is that of line " + std::to_string(at->second)});
    }
    return !added;
  });
}

std::string Why(const store::Committed& outcome, const std::string& id) {
  if (outcome.outcome == store::CommitOutcome::Conflict) return "a record with the id " + id + " is there already";
  return outcome.detail;
}

Result<Imported> StoreAll(store::Store& store, Rows& rows, Imported done, const std::vector<store::Mark>& marks) {
  store::Delta all;
  all.marks = marks;
  const size_t count = rows.good.size();
  for (Row& row : rows.good) all.writes.push_back(WriteOf(row));
  LSQ_TRY(const auto outcomes, store.Commit({all}));
  if (outcomes[0].outcome == store::CommitOutcome::Committed) {
    done.created = count;
  } else {
    done.problems.push_back({0, Why(outcomes[0], outcomes[0].detail)});
  }
  return done;
}

Result<Imported> StoreEach(store::Store& store, Rows& rows, Imported done, const std::vector<store::Mark>& marks) {
  std::vector<store::Delta> batch;
  for (Row& row : rows.good) batch.push_back({.writes = {WriteOf(row)}});
  batch.push_back({.marks = marks});
  LSQ_TRY(const auto outcomes, store.Commit(batch));
  for (size_t i = 0; i < rows.good.size(); ++i) {
    if (outcomes[i].outcome == store::CommitOutcome::Committed) {
      ++done.created;
    } else {
      done.problems.push_back({rows.good[i].line, Why(outcomes[i], rows.good[i].key.id)});
    }
  }
  return done;
}

}  // namespace

Result<Imported> StoreRows(store::Store& store, Rows rows, OnError on_error, const std::string& name) {
  Imported done;
  done.rows = rows.count;
  RefuseRepeatedIds(rows);
  done.problems = std::move(rows.problems);
  if (on_error == OnError::Refuse && !done.problems.empty()) return done;
  std::vector<store::Mark> marks;
  if (!name.empty()) marks.push_back({MarkOf(name), time::kMinInstant, std::nullopt});
  LSQ_TRY(Imported stored, on_error == OnError::Refuse ? StoreAll(store, rows, std::move(done), marks)
                                                       : StoreEach(store, rows, std::move(done), marks));
  std::stable_sort(stored.problems.begin(), stored.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  return stored;
}

}  // namespace lsq::import
