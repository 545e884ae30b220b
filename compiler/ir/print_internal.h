// SPDX-License-Identifier: Apache-2.0
// What the parts of the printer share. Private to this folder.
#pragma once

#include <string>

#include "compiler/ir/print.h"

namespace lsq::ir {

std::string FieldText(const Module& module, uint32_t field);  // Lead.mx_City
std::string Print(const Module& module, const Automation& automation);
std::string Print(const Module& module, const EmailTemplate& email);

}  // namespace lsq::ir
