// SPDX-License-Identifier: Apache-2.0
// What the catalogue of today calls things: how link finds the fields a program was compiled against when they were
// renamed or removed since (architecture decision 2). The project makes one from its schema.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lsq::link {

// A stable id is never given to another thing; 0 stands for none, and then names are compared.
struct FieldLayout {
  std::string name;
  uint32_t stable_id = 0;
};
struct EntityLayout {
  std::string name;
  uint32_t stable_id = 0;
  std::vector<FieldLayout> fields;  // relations, too
};
struct OptionSetLayout {
  std::string name;
  std::vector<FieldLayout> options;
};
struct Layout {
  std::vector<EntityLayout> entities;
  std::vector<OptionSetLayout> option_sets;
};

}  // namespace lsq::link
