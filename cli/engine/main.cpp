// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/command_line.h"

int main(int argc, char** argv) {
  return lsq::cli::EngineMain(argc, argv);
}
