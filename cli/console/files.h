// SPDX-License-Identifier: Apache-2.0
// Finding, reading and writing what a command line names, for all commands. Errors (code `io`) are sentences that begin
// with the path.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"

namespace lsq::cli {

// At most `limit` bytes; more is an error. Pipes are read to their end.
Result<std::string> ReadWholeFile(const std::string& path, size_t limit);
// Of a regular file: never waits for another process. What is beyond `limit` bytes is left unread.
Result<std::string> ReadRegularFile(const std::string& path, size_t limit);
// Likewise.
Result<std::string> ReadStandardInput(size_t limit);

// Replaces a file's content in one step, so that nobody ever sees half of it; keeps its mode and owner, follows links.
// A file that its user may not write is left alone.
Status ReplaceFile(const std::string& path, std::string_view text);

// Whether it is there and a folder, or a link to one.
bool IsFolder(const std::string& path);

// What is called *.lsq in a folder and the folders in it, sorted within each; hidden ones are passed over, and a folder
// that links lead to twice is listed once. Some may turn out not to be readable.
struct Listing {
  std::vector<std::string> files;
  std::vector<Error> unreadable;  // folders
};
Listing ListSources(const std::string& folder);

}  // namespace lsq::cli
