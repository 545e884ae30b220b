// SPDX-License-Identifier: Apache-2.0
// The layer rule: which folder may include which, and which third-party library stands behind which wall.
// Tables: tests/rules/layers.txt and tests/rules/walls.txt.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/rules/table.h"

namespace lsq::rules {

struct Layer {
  std::set<std::string> may_include;  // folders, groups expanded
  std::set<std::string> walls;
};

struct Layers {
  std::map<std::string, Layer> folders;
};

struct Walls {
  std::map<std::string, std::vector<std::string>> headers;  // wall -> names and prefixes
  std::vector<std::string> standard;                        // open to all
};

// Reads layers.txt; reports malformed lines, folders named twice, and edges to folders that are not above (which is how
// a cycle would have to begin).
Layers ParseLayers(std::string_view table, Problems& problems);
Walls ParseWalls(std::string_view table, Problems& problems);

// Walls that layers.txt opens but walls.txt does not define.
void CheckWallNames(const Layers& layers, const Walls& walls, Problems& problems);

// One file of a layered folder; `path` is relative to the root.
void CheckIncludes(const Layers& layers, const Walls& walls, const std::string& path, std::string_view text,
                   Problems& problems);

std::string FolderOf(const std::string& path);  // "" at the root

}  // namespace lsq::rules
