// SPDX-License-Identifier: Apache-2.0
// The tool for "we are wrong": a broken invariant aborts with its place. Never used for a user's mistake (that is a
// diagnostic) nor for a failing world (that is a Result).
#pragma once

#include <cstdio>
#include <cstdlib>

#define LSQ_CHECK(condition, message)                                                                    \
  do {                                                                                                   \
    if (!(condition)) {                                                                                  \
      std::fprintf(stderr, "%s:%d: internal error: %s (%s)\n", __FILE__, __LINE__, message, #condition); \
      std::abort();                                                                                      \
    }                                                                                                    \
  } while (false)
