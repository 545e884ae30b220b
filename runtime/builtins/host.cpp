// SPDX-License-Identifier: Apache-2.0
// Natives that stand for something only the host has.
#include "runtime/builtins/tables.h"
#include "runtime/value/secret.h"

namespace lsq::builtins {
namespace {

// Not the secret: where it goes. Only the connector that sends puts it in.
Cell Secret(const Call& call) {
  if (value::HoldsSecretMark(TextAt(call, 0))) return call.Fail("F_TYPE_MISMATCH", "a secret's name is not a secret");
  return call.MakeText(value::SecretMark(TextAt(call, 0)));
}

constexpr Native kNatives[] = {
    {"host.secret", "Text -> Secret", Secret},
};

}  // namespace

std::span<const Native> HostNatives() {
  return kNatives;
}

}  // namespace lsq::builtins
