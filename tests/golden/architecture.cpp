// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/architecture.h"

#include <map>
#include <regex>
#include <sstream>

#include "tests/golden/stages.h"

namespace lsq::golden {

namespace {

// `<!-- ir, 8 lines from "function when" -->`.
struct Order {
  std::string stage;
  size_t count = SIZE_MAX;
  std::string from;
};

std::optional<Order> ParseOrder(const std::string& line) {
  static const std::regex kForm(R"re(<!-- (\w+)(?:, (\d+) lines from "(.*)")? -->)re");
  std::smatch found;
  if (!std::regex_match(line, found, kForm)) return std::nullopt;
  if (!found[2].matched) return Order{found[1], SIZE_MAX, ""};
  return Order{found[1], std::stoul(found[2]), found[3]};
}

std::string Cut(const std::string& text, const Order& order) {
  std::istringstream lines(text);
  std::string out;
  size_t taken = 0;
  for (std::string line; std::getline(lines, line) && taken < order.count;) {
    if (taken == 0 && line.find(order.from) == std::string::npos) continue;
    out += line + "\n";
    ++taken;
  }
  return out;
}

// The document with every ordered block replaced.
std::string Rewritten(const std::string& document, const std::map<std::string, std::string>& stages, Report& report) {
  std::istringstream lines(document);
  std::string out;
  std::optional<Order> order;
  bool skipping = false;
  for (std::string line; std::getline(lines, line);) {
    const bool fence = line.starts_with("```");
    if (!skipping) out += line + "\n";
    if (skipping && fence) out += line + "\n", skipping = false, order.reset();
    if (const auto parsed = ParseOrder(line)) order = parsed;
    if (!fence || !order || line == "```") continue;
    const auto stage = stages.find(order->stage);
    const std::string block = stage == stages.end() ? "" : Cut(stage->second, *order);
    if (block.empty()) report.Fail("architecture", "there is nothing of `" + order->stage + "` like " + order->from);
    out += block;
    skipping = true;
  }
  return out;
}

}  // namespace

void CheckArchitecture(Report& report) {
  if (!report.Selected("architecture")) return;
  const auto path = SourceDir() / "ARCHITECTURE.md";
  const std::string document = ReadFile(path).value_or("");
  const std::string rule = ReadFile(SourceDir() / "tests/golden/architecture/rule.lsq").value_or("");
  report.Expect("architecture", document, Rewritten(document, Stages({"rule.lsq", rule}), report), path);
}

}  // namespace lsq::golden
