// SPDX-License-Identifier: Apache-2.0
// Standard output and standard error. What was asked for goes to the first, what went wrong with the command itself to
// the second.
#pragma once

#include <string_view>

namespace lsq::cli {

void Print(std::string_view text);
// To standard error, as it is.
void PrintError(std::string_view text);
// `lsq: <message>` and a line end, on standard error; control characters are written out.
void Complain(std::string_view message);
// False, with a complaint, when something could not be written.
bool FlushOutput();
// Whether a person types and reads: standard input and output are terminals.
bool IsTerminal();
// Whether standard output is a terminal that shows colours, and nobody asked for none (NO_COLOR).
bool UseColor();

}  // namespace lsq::cli
