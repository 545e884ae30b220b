// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/workspace.h"

#include <utility>

namespace lsq::driver {

void Workspace::Set(std::string path, std::string text) {
  const auto [entry, fresh] = texts_.try_emplace(std::move(path));
  if (!fresh && entry->second == text) return;
  entry->second = std::move(text);
  current_.reset();
}

void Workspace::Remove(const std::string& path) {
  if (texts_.erase(path) > 0) current_.reset();
}

void Workspace::SetSchema(std::optional<Input> schema) {
  schema_ = std::move(schema);
  current_.reset();
}

void Workspace::SetToday(std::optional<time::Date> today) {
  if (today_ == today) return;
  today_ = today;
  current_.reset();
}

std::shared_ptr<const Compilation> Workspace::Snapshot() {
  if (current_ == nullptr) {
    std::vector<Input> inputs;
    for (const auto& [path, text] : texts_) inputs.push_back({path, text});
    current_ =
        std::make_shared<const Compilation>(Check(inputs, {.schema = schema_, .today = today_, .cache = &cache_}));
  }
  return current_;
}

}  // namespace lsq::driver
