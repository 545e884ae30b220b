// SPDX-License-Identifier: Apache-2.0
#include "cli/lsq/commands.h"

int main(int argc, char** argv) {
  return lsq::cli::Main(argc, argv);
}
