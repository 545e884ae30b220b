// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lsq::cli {

// Reads the command line of lsq-engine and performs its command; the exit code of the process.
int EngineMain(int argc, char** argv);

}  // namespace lsq::cli
