// SPDX-License-Identifier: Apache-2.0
// What `lsq` does, one function per command. Each gives the exit code of the process: 0 fine, 1 findings (errors in the
// program, files that are not formatted), 2 misuse or a file that could not be read or written.
#pragma once

#include <string>
#include <vector>

namespace lsq::cli {

inline constexpr int kFine = 0;
inline constexpr int kFindings = 1;
inline constexpr int kFailure = 2;

int Main(int argc, char** argv);

enum class OutputFormat { Text, Json, Sarif };
struct CheckRequest {
  std::vector<std::string> paths;
  OutputFormat format = OutputFormat::Text;
  std::string schema;   // path of a JSON file; empty: none
  bool strict = false;  // warnings are findings
};
int Check(const CheckRequest& request);

struct FormatRequest {
  std::vector<std::string> paths;
  bool check = false;  // only say which files would change
};
int Format(const FormatRequest& request);

enum class Phase { Tokens, Ast, Types, Ir, Bytecode };
struct DumpRequest {
  std::string path;
  Phase phase = Phase::Ast;
  std::string schema;
};
int Dump(const DumpRequest& request);

// Lists all codes when `code` is empty.
int Explain(const std::string& code);

// Becomes `lsq-engine` with these arguments: the file that LSQ_ENGINE names, else the one beside this executable.
// Returns only when that fails.
int RunEngine(char** arguments);

}  // namespace lsq::cli
