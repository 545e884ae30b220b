// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/cache.h"

namespace lsq::parse {

std::shared_ptr<const ParsedChunk> Cache::Impl::Find(std::string_view text) {
  const auto found = by_text.find(text);
  if (found == by_text.end()) return nullptr;
  ++hits;
  entries.splice(entries.begin(), entries, found->second);
  return found->second->parsed;
}

void Cache::Impl::Add(std::string text, std::shared_ptr<const ParsedChunk> parsed) {
  if (text.size() > max_bytes) return;
  bytes += text.size();
  entries.push_front({std::move(text), std::move(parsed)});
  by_text.emplace(entries.front().text, entries.begin());
  while (bytes > max_bytes) {
    bytes -= entries.back().text.size();
    by_text.erase(entries.back().text);
    entries.pop_back();
  }
}

Cache::Cache(size_t max_bytes_of_source) : impl_(std::make_unique<Impl>(max_bytes_of_source)) {}
Cache::~Cache() = default;
size_t Cache::size() const {
  return impl_->entries.size();
}
size_t Cache::hits() const {
  return impl_->hits;
}

}  // namespace lsq::parse
