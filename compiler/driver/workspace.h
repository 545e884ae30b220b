// SPDX-License-Identifier: Apache-2.0
// A project that changes while it is looked at: texts come and go, and each snapshot is the whole project checked as it
// was at that moment. Snapshots are immutable and share what did not change: a declaration whose text is as before
// keeps its tree (architecture decision 23). What a snapshot says never depends on the ones before it.
//
// One thread at a time; snapshots may be read by any number of threads.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "compiler/driver/compile.h"

namespace lsq::driver {

class Workspace {
 public:
  // Adds a file or replaces its text.
  void Set(std::string path, std::string text);
  void Remove(const std::string& path);
  void SetSchema(std::optional<Input> schema);
  void SetToday(std::optional<time::Date> today);

  // The same object until something changes.
  std::shared_ptr<const Compilation> Snapshot();

  // Declarations whose trees were taken over from earlier snapshots, since the workspace was made.
  size_t reused() const { return cache_.hits(); }

 private:
  std::map<std::string, std::string> texts_;  // by path, so that snapshots do not depend on the order of changes
  std::optional<Input> schema_;
  std::optional<time::Date> today_;
  parse::Cache cache_;
  std::shared_ptr<const Compilation> current_;
};

}  // namespace lsq::driver
