// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/run_signals.h"

#include <csignal>

namespace lsq::cli {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM};
embed::Engine* stopped_engine = nullptr;  // set before the handlers are, so that they may read it
volatile std::sig_atomic_t caught = 0;

extern "C" void HandleStop(int signal) {
  caught = signal;
  stopped_engine->Stop();
}

}  // namespace

StopOnSignals::StopOnSignals(embed::Engine& engine) {
  stopped_engine = &engine;
  caught = 0;
  struct sigaction action{};
  action.sa_handler = HandleStop;
  action.sa_flags = SA_RESETHAND | SA_RESTART;  // the next one ends the process
  for (const int signal : kSignals) sigaction(signal, &action, nullptr);
}

StopOnSignals::~StopOnSignals() {
  for (const int signal : kSignals) std::signal(signal, SIG_DFL);
}

int StopOnSignals::Caught() {
  return caught;
}

}  // namespace lsq::cli
