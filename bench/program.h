// SPDX-License-Identifier: Apache-2.0
// A program made from source as everybody's is, and leads loaded for it.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "runtime/link/load_record.h"
#include "runtime/vm/vm.h"

namespace lsq::bench {

// Ends the process with the diagnostics when the source has errors.
std::shared_ptr<const link::LoadedProgram> Load(std::string_view source);

// Leads as an evaluation sees them, each as its only local.
class Leads {
 public:
  Leads(const link::LoadedProgram& program, std::vector<value::Record> records);
  size_t size() const { return cells_.size(); }
  std::span<const value::Cell> LocalsOf(size_t index) const { return {&cells_[index], 1}; }

 private:
  std::vector<value::Record> records_;
  value::Arena arena_;
  std::vector<value::Cell> cells_;
};

}  // namespace lsq::bench
