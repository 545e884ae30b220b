// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/coverage.h"

#include <algorithm>
#include <optional>
#include <set>

namespace lsq::project {

namespace {

using value::Json;

void AtomsOf(const Formula& formula, std::vector<size_t>& atoms) {
  if (formula.parts.empty() && !formula.is_constant) atoms.push_back(formula.atom);
  for (const Formula& part : formula.parts) AtomsOf(part, atoms);
}

// What the condition comes to; nothing while that is open.
std::optional<bool> Judge(const Formula& formula, const std::map<size_t, bool>& known) {
  if (formula.parts.empty()) {
    if (formula.is_constant) return formula.constant;
    const auto found = known.find(formula.atom);
    return found == known.end() ? std::nullopt : std::optional<bool>(found->second);
  }
  if (formula.op == program::Op::Not) {
    const auto part = Judge(formula.parts[0], known);
    return part ? std::optional<bool>(!*part) : std::nullopt;
  }
  const bool decisive = formula.op == program::Op::Or;
  bool open = false;
  for (const Formula& each : formula.parts) {
    const auto part = Judge(each, known);
    if (part == decisive) return decisive;
    open = open || !part;
  }
  return open ? std::nullopt : std::optional<bool>(!decisive);
}

struct Count {
  uint64_t taken = 0;
  uint64_t all = 0;
  void Add(const Way& way) {
    ++all;
    if (way.taken > 0) ++taken;
  }
  void Add(const Count& other) {
    taken += other.taken;
    all += other.all;
  }
  Json Print() const { return Json(Json::Object{{"taken", Number(taken)}, {"all", Number(all)}}); }
  static Json Number(uint64_t number) { return Json(value::JsonNumber{std::to_string(number)}); }
};

struct FileReport {
  Count branches, conditions;
  std::vector<std::tuple<uint32_t, bool, std::string>> missed;  // line, whether it is a condition, what

  void Add(const Point& point) {
    const bool condition = point.kind == Point::Kind::Condition;
    for (const Way& way : point.ways) {
      if (way.what.empty()) continue;
      (condition ? conditions : branches).Add(way);
      if (way.taken == 0) missed.emplace_back(way.line, condition, way.what);
    }
  }

  Json Print(const std::string& path) const {
    auto sorted = missed;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    });
    Json::Array lines;
    for (const auto& [line, condition, what] : sorted) {
      lines.push_back(Json(Json::Object{{"line", Count::Number(line)},
                                        {"kind", Json(std::string(condition ? "condition" : "branch"))},
                                        {"what", Json(what)}}));
    }
    return Json(Json::Object{{"file", Json(path)},
                             {"branches", branches.Print()},
                             {"conditions", conditions.Print()},
                             {"missed", Json(std::move(lines))}});
  }
};

}  // namespace

Coverage::Coverage(const driver::Compilation& compilation)
    : files_(compilation.files), points_(CoveragePoints(compilation)) {
  for (size_t i = 0; i < points_.size(); ++i) {
    const Point& point = points_[i];
    const Place place{files_[point.at.file].path(), point.at.span.begin, point.at.span.end};
    if (point.kind == Point::Kind::Step) steps_.emplace(place, i);
    if (point.kind == Point::Kind::Condition) atoms_.emplace(place, i);
    if (point.kind != Point::Kind::Choice) continue;
    std::vector<size_t> atoms;
    AtomsOf(point.formula, atoms);
    for (const size_t atom : std::set<size_t>(atoms.begin(), atoms.end())) choices_of_.emplace(atom, pending_.size());
    pending_.push_back({i, {}});
  }
}

void Coverage::OnWay(const ir::Module& module, const ir::Step& step, uint32_t way) {
  if (step.origin.file >= module.files.size()) return;
  const auto found = steps_.find({module.files[step.origin.file], step.origin.begin, step.origin.end});
  if (found == steps_.end()) return;
  std::vector<Way>& ways = points_[found->second].ways;
  if (way < ways.size()) ++ways[way].taken;
}

void Coverage::OnValue(const link::SourceSpan& source, const bytecode::CellType& type, value::Cell cell) {
  if (type.kind != bytecode::CellKind::Bool) return;
  const auto found = atoms_.find({source.file, source.begin, source.end});
  if (found != atoms_.end()) Learn(found->second, value::AsBool(cell));
}

void Coverage::Learn(size_t atom, bool holds) {
  ++points_[atom].ways[holds ? 0 : 1].taken;
  const auto [begin, end] = choices_of_.equal_range(atom);
  for (auto choice = begin; choice != end; ++choice) {
    Pending& pending = pending_[choice->second];
    pending.known[atom] = holds;
    const auto decided = Judge(points_[pending.choice].formula, pending.known);
    if (!decided) continue;
    ++points_[pending.choice].ways[*decided ? 0 : 1].taken;
    pending.known.clear();
  }
}

Json Coverage::Report() const {
  std::map<uint32_t, FileReport> files;
  for (const Point& point : points_) files[point.at.file.index].Add(point);
  Count branches, conditions;
  Json::Array reports;
  for (const auto& [index, report] : files) {
    branches.Add(report.branches);
    conditions.Add(report.conditions);
    reports.push_back(report.Print(files_[source::FileId{index}].path()));
  }
  return Json(Json::Object{
      {"branches", branches.Print()}, {"conditions", conditions.Print()}, {"files", Json(std::move(reports))}});
}

}  // namespace lsq::project
