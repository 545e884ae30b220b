// SPDX-License-Identifier: Apache-2.0
// The stored form of a module: JSON text whose members are sorted and left out where they say nothing, so that equal
// modules have equal text. Names, not numbers, stand for enumerators.
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "compiler/ir/ir.h"

namespace lsq::ir {

std::string ToText(const Module& module);

// Reads bytes of any origin. What it returns has passed Verify. Errors: `ir_newer` for a format this build does not
// know, `ir_corrupt` for everything that ToText did not write, with the place in the message.
Result<Module> FromText(std::string_view text);

// The identity of a program (architecture decision 2): 32 hexadecimal digits of its stored form, source places
// included. FNV-1a with 128 bits: names versions, protects against nothing.
std::string Digest(const Module& module);
std::string DigestOfText(std::string_view stored);

}  // namespace lsq::ir
