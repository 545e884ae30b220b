// SPDX-License-Identifier: Apache-2.0
// How effects reach the world (architecture decision 8). The engine commits the intent, then that it is attempted,
// calls the connector, and commits the outcome; a connector sees nothing of stores and runs.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/time/civil.h"

namespace lsq::host {

// One attempt to perform an effect. The same effect has the same key and body in every attempt: what honours the key
// performs it once.
struct Outgoing {
  std::string key;
  std::string kind;  // "send_email", "send_sms", "send_whatsapp", "notify", "call_webhook", "call_lapp", a host's own
  std::string body;  // JSON; secrets are marks (runtime/value/secret.h), revealed by the connector that sends
  uint32_t attempt = 1;
  time::Instant at{};
};

struct Outcome {
  enum class State : uint8_t {
    Done,
    Failed,   // for good: repeating it would fail again
    Retry,    // not performed now, another attempt may succeed: the network, 429, 5xx (C-ACT-3)
    Unknown,  // perhaps performed
    Broken,   // not performed, and the connector cannot work (its disk is full): the engine stops with `reason`
  };
  State state = State::Done;
  std::string reply;   // what came back, for `as reply`; JSON where the other side speaks JSON
  std::string reason;  // of what is not Done: a stable code, "F_HTTP_503"
};

class Connector {
 public:
  virtual ~Connector() = default;
  virtual Outcome Perform(const Outgoing& effect) = 0;
};

}  // namespace lsq::host
