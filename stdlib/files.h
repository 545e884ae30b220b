// SPDX-License-Identifier: Apache-2.0
// The library's own sources, stdlib/*.lsq, embedded so that the compiler needs no disk to know the catalogue.
#pragma once

#include <span>

#include "compiler/base/embedded.h"

namespace lsq::stdlib {

// Sorted by name ("crm.lsq"); the same in every call.
std::span<const EmbeddedFile> Files();

}  // namespace lsq::stdlib
