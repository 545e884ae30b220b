// SPDX-License-Identifier: Apache-2.0
// Documents that are run: what a reader of them would type is typed, in a folder of its own, and the document must show
// what comes out. In a document
//   ```lsq file=crm/welcome.lsq    (any language) is written to that file;
//   ```console                     holds commands behind `$ `, each above what it prints, errors included;
//   ```lsq                         must be in the canonical format, as files must.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lsq::docs {

struct Fence {
  std::string language;
  std::string file;  // empty when the block is no file
  std::string body;  // whole lines
  size_t begin = 0;  // offsets of the body in the document
  size_t end = 0;
};

std::vector<Fence> Fences(std::string_view document);

// The document with the outputs that its commands print now. `bin` holds the programs; `folder` is empty, and holds the
// document's files afterwards.
std::string Replay(std::string_view document, const std::filesystem::path& bin, const std::filesystem::path& folder);

// The `.lsq` blocks and files of the document that are not in the canonical format, as `lsq fmt --check` names them.
std::string NotCanonical(std::string_view document, const std::filesystem::path& bin,
                         const std::filesystem::path& folder);

}  // namespace lsq::docs
