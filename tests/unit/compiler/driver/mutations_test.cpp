// SPDX-License-Identifier: Apache-2.0
// One mistake is one error: every token of the example project is left out, doubled or swapped with the next one, and
// the errors of the whole project are counted. Declarations of the schema are left alone: a name that is gone is
// missing wherever it is used.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "compiler/diagnostics/render_text.h"
#include "compiler/driver/compile.h"
#include "compiler/parse/scanner.h"

namespace lsq::driver {
namespace {

namespace fs = std::filesystem;

std::vector<Input> Examples() {
  std::vector<Input> inputs;
  for (const auto& entry : fs::directory_iterator(fs::path(LSQ_SOURCE_DIR) / "examples/crm")) {
    if (entry.path().extension() != ".lsq") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    inputs.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
  }
  std::sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
  return inputs;
}

struct Tally {
  size_t mutations = 0;
  size_t errors = 0;
  size_t cascades = 0;  // mutations that give more than two errors
  size_t most = 0;
  std::string worst;  // what the mutation with the most errors prints
};

class Mutator {
 public:
  explicit Mutator(std::vector<Input> inputs) : inputs_(std::move(inputs)) {}

  // `change` gives the new text for the tokens `a` and `b`, which follow one another.
  using Change = std::function<std::string(const std::string& text, const parse::Token& a, const parse::Token& b)>;
  Tally Run(const Change& change, size_t every = 1) {
    Tally tally;
    for (Input& input : inputs_) {
      if (input.path == "schema.lsq") continue;
      const std::string text = input.text;
      std::vector<parse::Token> tokens = parse::Scan(text);
      std::erase_if(tokens, [](const parse::Token& token) { return token.comment(); });
      for (size_t i = 0; i + 2 < tokens.size(); i += every) {
        input.text = change(text, tokens[i], tokens[i + 1]);
        Count(tally);
      }
      input.text = text;
    }
    return tally;
  }

 private:
  void Count(Tally& tally) {
    Options options;
    options.cache = &cache_;
    const Compilation compilation = Check(inputs_, options);
    const size_t errors = diagnostics::Count(compilation.diagnostics).errors;
    ++tally.mutations;
    tally.errors += errors;
    if (errors > 2) ++tally.cascades;
    if (errors <= tally.most) return;
    tally.most = errors;
    tally.worst = RenderText(compilation.diagnostics, compilation.files);
  }

  std::vector<Input> inputs_;
  parse::Cache cache_;
};

std::string_view At(const std::string& text, const parse::Token& token) {
  return parse::Slice(text, token.span());
}

void ExpectFewErrors(const Tally& tally, size_t most) {
  ASSERT_GT(tally.mutations, 150u);
  EXPECT_LE(tally.most, most) << tally.worst;
  EXPECT_LE(tally.errors * 100, tally.mutations * 125)
      << tally.errors << " errors of " << tally.mutations << " mistakes";
  EXPECT_LE(tally.cascades * 100, tally.mutations * 4) << tally.cascades << " of " << tally.mutations;
}

TEST(Mutations, ATokenLeftOut) {
  const auto leave_out = [](const std::string& text, const parse::Token& a, const parse::Token&) {
    return text.substr(0, a.begin) + text.substr(a.end);
  };
  ExpectFewErrors(Mutator(Examples()).Run(leave_out), 3);
}

// A part of the tokens will do here: each check is of the whole project.
TEST(Mutations, ATokenDoubled) {
  const auto twice = [](const std::string& text, const parse::Token& a, const parse::Token&) {
    return text.substr(0, a.end) + " " + text.substr(a.begin);
  };
  ExpectFewErrors(Mutator(Examples()).Run(twice, 3), 3);
}

TEST(Mutations, NeighboursSwapped) {
  const auto swap = [](const std::string& text, const parse::Token& a, const parse::Token& b) {
    return text.substr(0, a.begin) + std::string(At(text, b)) + text.substr(a.end, b.begin - a.end) +
           std::string(At(text, a)) + text.substr(b.end);
  };
  ExpectFewErrors(Mutator(Examples()).Run(swap, 4), 4);  // two tokens are wrong
}

}  // namespace
}  // namespace lsq::driver
