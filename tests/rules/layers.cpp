// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/layers.h"

#include <algorithm>
#include <optional>

#include "tests/rules/source_text.h"

namespace lsq::rules {
namespace {

// A pattern ending in / or * is a prefix.
bool Matches(const std::string& name, const std::string& pattern) {
  if (pattern.ends_with('/')) return name.starts_with(pattern);
  if (pattern.ends_with('*')) return name.starts_with(pattern.substr(0, pattern.size() - 1));
  return name == pattern;
}

bool MatchesAny(const std::string& name, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) { return Matches(name, pattern); });
}

std::optional<std::string> WallOf(const Walls& walls, const std::string& name) {
  for (const auto& [wall, headers] : walls.headers) {
    if (MatchesAny(name, headers)) return wall;
  }
  return std::nullopt;
}

// `name` or `name/*` as it stands in the table -> the folders it means among those already listed.
std::vector<std::string> Expand(const Layers& above, const std::string& name) {
  std::vector<std::string> folders;
  for (const auto& [folder, layer] : above.folders) {
    const bool in_group = name.ends_with("/*") && folder.starts_with(name.substr(0, name.size() - 1));
    if (folder == name || in_group) folders.push_back(folder);
  }
  return folders;
}

Layer ParseLayer(const Layers& above, const TableEntry& entry, Problems& problems) {
  Layer layer;
  const auto bang = std::find(entry.tail.begin(), entry.tail.end(), "!");
  for (auto dep = entry.tail.begin(); dep != bang; ++dep) {
    const auto folders = Expand(above, *dep);
    if (folders.empty()) problems.push_back(entry.at + entry.head[0] + " names " + *dep + ", which is not above it");
    layer.may_include.insert(folders.begin(), folders.end());
  }
  if (bang != entry.tail.end()) layer.walls.insert(bang + 1, entry.tail.end());
  return layer;
}

}  // namespace

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

Layers ParseLayers(std::string_view table, Problems& problems) {
  Layers layers;
  for (const auto& entry : ParseTable("layers.txt", table, problems)) {
    if (entry.head.size() != 1) {
      problems.push_back(entry.at + "not of the form `folder : folders ! walls`");
    } else if (!layers.folders.emplace(entry.head[0], ParseLayer(layers, entry, problems)).second) {
      problems.push_back(entry.at + entry.head[0] + " is listed twice");
    }
  }
  return layers;
}

Walls ParseWalls(std::string_view table, Problems& problems) {
  Walls walls;
  for (const auto& entry : ParseTable("walls.txt", table, problems)) {
    if (entry.head.size() == 2 && entry.head[0] == "wall") {
      walls.headers[entry.head[1]] = entry.tail;
    } else if (entry.head.size() == 1 && entry.head[0] == "std") {
      walls.standard.insert(walls.standard.end(), entry.tail.begin(), entry.tail.end());
    } else {
      problems.push_back(entry.at + "neither `wall NAME : headers` nor `std : headers`");
    }
  }
  return walls;
}

void CheckWallNames(const Layers& layers, const Walls& walls, Problems& problems) {
  for (const auto& [folder, layer] : layers.folders) {
    for (const auto& wall : layer.walls) {
      if (!walls.headers.contains(wall)) problems.push_back("layers.txt: " + folder + " opens unknown wall " + wall);
    }
  }
}

void CheckIncludes(const Layers& layers, const Walls& walls, const std::string& path, std::string_view text,
                   Problems& problems) {
  const std::string folder = FolderOf(path);
  const auto found = layers.folders.find(folder);
  if (found == layers.folders.end()) {
    problems.push_back(path + ": folder " + folder + " is not in layers.txt");
    return;
  }
  const Layer& layer = found->second;
  for (const auto& include : Includes(text)) {
    const std::string at = At(path, include.line);
    const auto wall = WallOf(walls, include.name);
    const std::string target = FolderOf(include.name);
    if (wall) {
      if (!layer.walls.contains(*wall)) {
        problems.push_back(at + include.name + " is behind the wall " + *wall);
      }
    } else if (include.angled) {
      if (!MatchesAny(include.name, walls.standard)) {
        problems.push_back(at + "<" + include.name + "> is an unknown third party");
      }
    } else if (target != folder && !layer.may_include.contains(target)) {
      problems.push_back(at + folder + " may not include \"" + include.name + "\"");
    }
  }
}

}  // namespace lsq::rules
