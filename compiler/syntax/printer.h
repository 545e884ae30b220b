// SPDX-License-Identifier: Apache-2.0
// Trees as text for people and golden tests: one node a line, children indented by two blanks. The form is stable; it
// is no source text (that is format/'s) and is never read back.
#pragma once

#include <string>
#include <string_view>

#include "compiler/syntax/walk.h"

namespace lsq::syntax {

struct PrintOptions {
  bool spans = false;     // `@12-15` behind each node: bytes, relative to the declaration
  bool comments = false;  // comments, by their spans, at the end
};

std::string Print(const FileTree& file, const PrintOptions& options = {});
std::string Print(const Tree& tree, const PrintOptions& options = {});
std::string Print(const Tree& tree, NodeId node, const PrintOptions& options = {});

// In double quotes, on one line: line ends, tabs, control characters, quotes and backslashes are escaped.
std::string Quote(std::string_view text);

}  // namespace lsq::syntax
