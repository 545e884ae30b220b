// SPDX-License-Identifier: Apache-2.0
// What a mail that has left leaves behind: the record that waits look at (C-WAIT-9), and the activity (QEM-6).
#pragma once

#include "runtime/run/schema.h"
#include "runtime/store/store.h"

namespace lsq::run {

// Into the Delta that commits the outcome of a `send_email`. `corrupt` when its body is not one.
Status AddSentMail(store::Delta& delta, const store::Effect& effect, const Schema& schema, time::Instant now);

}  // namespace lsq::run
