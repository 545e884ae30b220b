// SPDX-License-Identifier: Apache-2.0
// lsq_golden_test [--update] [part of a name]
#include <iostream>

#include "tests/golden/architecture.h"
#include "tests/golden/cases.h"
#include "tests/golden/pages.h"

int main(int argc, char** argv) {
  lsq::golden::Options options;
  options.program = argv[0];
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--update") {
      options.update = true;
    } else if (argument.starts_with("-")) {
      std::cerr << "usage: " << argv[0] << " [--update] [part of a case's name]\n";
      return 2;
    } else {
      options.filter = argument;
    }
  }
  lsq::golden::Report report(options);
  lsq::golden::CheckPages(report);
  lsq::golden::CheckCases(report);
  lsq::golden::CheckArchitecture(report);
  return report.Finish();
}
