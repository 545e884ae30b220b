// SPDX-License-Identifier: Apache-2.0
// The store as ordered maps: the model the other stores are held to, and the one tests and simulations run on.
//
// Deterministic.
#pragma once

#include <memory>

#include "runtime/store/store.h"

namespace lsq::store_memory {

using store::Faults;

std::unique_ptr<store::Store> Open(std::shared_ptr<Faults> faults = nullptr);

}  // namespace lsq::store_memory
