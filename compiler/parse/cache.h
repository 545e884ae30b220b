// SPDX-License-Identifier: Apache-2.0
// What is behind parse::Cache: parsed declarations by text, the least recently used dropped first.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/parse/parse.h"
#include "compiler/parse/parse_chunk.h"

namespace lsq::parse {

struct Cache::Entry {
  std::string text;
  std::shared_ptr<const ParsedChunk> parsed;
};

struct Cache::Impl {
  explicit Impl(size_t max_bytes) : max_bytes(max_bytes) {}

  std::shared_ptr<const ParsedChunk> Find(std::string_view text);
  void Add(std::string text, std::shared_ptr<const ParsedChunk> parsed);

  size_t max_bytes;
  size_t bytes = 0;
  size_t hits = 0;
  std::list<Entry> entries;                                                  // the latest used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_text;  // views into `entries`
};

}  // namespace lsq::parse
