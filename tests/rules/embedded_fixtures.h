// SPDX-License-Identifier: Apache-2.0
// The files of tests/rules/fixtures, embedded by the build for embed_test.
#pragma once

#include <span>

#include "compiler/base/embedded.h"

namespace lsq::rules {

std::span<const EmbeddedFile> EmbeddedFixtures();

}  // namespace lsq::rules
