// SPDX-License-Identifier: Apache-2.0
// What the tests of the parser share.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/parse/parse.h"
#include "compiler/syntax/printer.h"

namespace lsq::parse::test {

struct Parsed {
  source::File file;
  syntax::FileTree tree;
  std::vector<diagnostics::Diagnostic> diagnostics;

  std::string Codes() const {
    std::string out;
    for (const auto& diagnostic : diagnostics) out += (out.empty() ? "" : " ") + diagnostic.kind->Code();
    return out;
  }
  // `LSQ1401 ">" LSQ…`: codes with the text they mark.
  std::string Marks() const {
    std::string out;
    for (const auto& d : diagnostics) {
      out += (out.empty() ? "" : " ") + d.kind->Code() + " '" + std::string(file.Slice(d.primary.at.span)) + "'";
    }
    return out;
  }
};

inline Parsed Parse(std::string text, Cache* cache = nullptr, const Options& options = {}) {
  Parsed parsed{source::File("test.lsq", std::move(text)), {}, {}};
  diagnostics::Sink sink;
  parsed.tree = ParseFile(parsed.file, source::FileId{0}, sink, cache, options);
  parsed.diagnostics = sink.TakeSorted();
  return parsed;
}

// The tree of a condition or value; empty when it has errors.
inline std::string ExpressionTree(std::string_view text) {
  diagnostics::Sink sink;
  const ParsedExpr parsed = ParseExpression(text, source::FileId{0}, sink);
  return sink.HasErrors() ? "" : syntax::Print(parsed.tree, parsed.root);
}

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline std::vector<std::string> Programs() {
  std::vector<std::string> texts;
  const std::filesystem::path folder = std::filesystem::path(LSQ_SOURCE_DIR) / "tests/unit/compiler/parse/programs";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) texts.push_back(ReadFile(entry.path()));
  return texts;
}

inline std::string Repeat(std::string_view what, size_t times) {
  std::string out;
  for (; times > 0; --times) out += what;
  return out;
}

// The ```lsq blocks of a Markdown file.
inline std::vector<std::string> LsqBlocks(const std::string& markdown) {
  std::vector<std::string> blocks;
  for (size_t at = markdown.find("```lsq\n"); at != std::string::npos; at = markdown.find("```lsq\n", at)) {
    at += 7;
    const size_t end = markdown.find("\n```", at);
    blocks.push_back(markdown.substr(at, end - at + 1));
    at = end;
  }
  return blocks;
}

}  // namespace lsq::parse::test
