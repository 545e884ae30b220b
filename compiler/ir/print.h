// SPDX-License-Identifier: Apache-2.0
// IR as text for people: `lsq dump --phase=ir` and goldens. Line oriented, every name stable.
#pragma once

#include <string>

#include "compiler/ir/ir.h"

namespace lsq::ir {

std::string Print(const Module& module);
std::string Print(const Module& module, const Function& function);
std::string Print(const Module& module, const Type& type);          // number, option Source, record Lead, list of text
std::string Print(const Module& module, const Constant& constant);  // "Pune", 12.5, option "Web"

// In double quotes, with \n and the like for what would break the line.
std::string Quoted(std::string_view text);

}  // namespace lsq::ir
