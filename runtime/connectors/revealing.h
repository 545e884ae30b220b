// SPDX-License-Identifier: Apache-2.0
// Puts secrets where their names stand, at the moment of sending and nowhere before: bodies in the store and in traces
// hold marks (runtime/value/secret.h). Around every connector that really sends; the recording one sends nothing, and
// shows names.
#pragma once

#include <memory>

#include "runtime/host/connector.h"
#include "runtime/host/secrets.h"

namespace lsq::connectors {

// Both live longer. An effect that names a secret which is not there fails with `F_SECRET_UNKNOWN` and is not handed
// on.
std::unique_ptr<host::Connector> Revealing(host::Connector& sender, const host::Secrets& secrets);

}  // namespace lsq::connectors
