// SPDX-License-Identifier: Apache-2.0
// The embedded store: one SQLite file beside its WAL, synchronous FULL, so that what Commit answered survives a power
// cut.
//
// The file is leased exclusively from Open to destruction: a second opener, of this process or another, is refused. A
// file written by a newer version of lsq is refused too. Used by one thread.
#pragma once

#include <memory>
#include <string>

#include "runtime/store/store.h"

namespace lsq::store_sqlite {

struct Options {
  std::string path;             // ":memory:" is possible, and then nothing is durable
  std::string tenant = "main";  // first in every key (architecture decision 11)
};

// Errors: `in_use`, `newer_format`, `not_a_store`, `io`.
Result<std::unique_ptr<store::Store>> Open(const Options& options);

}  // namespace lsq::store_sqlite
