// SPDX-License-Identifier: Apache-2.0
// What a program uses of the world and of constants, each once, in the order of first use. Private to lower/.
#pragma once

#include <string>
#include <unordered_map>

#include "compiler/ir/ir.h"
#include "compiler/program/program.h"
#include "compiler/source/source.h"

namespace lsq::lower {

class Imports {
 public:
  Imports(const schema::Catalog& catalog, const source::Files& files, ir::Module& module)
      : catalog_(catalog), files_(files), module_(module) {}

  // How a value of a checked type is held: texts of all kinds, names and values of open dropdowns are Text.
  ir::Type TypeOf(types::Type type);
  ir::Constant ConstantOf(const program::Constant& constant);

  uint32_t Entity(schema::EntityId id);  // UINT32_MAX for an invalid id
  uint32_t Field(schema::FieldId id);
  uint32_t Native(const std::string& name, std::vector<ir::Type> params, ir::Type result);
  uint32_t Constant(ir::Constant constant);
  uint32_t Window(const program::Window& window);
  ir::Origin OriginOf(source::Location at);

  const schema::Catalog& catalog() const { return catalog_; }

 private:
  uint32_t OptionSet(types::OptionSetId id);
  std::string NameOfOptionSet(types::OptionSetId id) const;

  const schema::Catalog& catalog_;
  const source::Files& files_;
  ir::Module& module_;
  std::unordered_map<uint32_t, uint32_t> entities_, fields_, option_sets_, file_indices_;
  std::unordered_map<std::string, uint32_t> natives_, constants_;
};

}  // namespace lsq::lower
