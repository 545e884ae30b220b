// SPDX-License-Identifier: Apache-2.0
// Which ways the tests of a project took, and which conditions they saw hold and not hold. It is a witness of the runs
// themselves: nothing is evaluated a second time.
#pragma once

#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "runtime/project/coverage_points.h"
#include "runtime/run/witness.h"
#include "runtime/value/json.h"

namespace lsq::project {

class Coverage final : public run::Witness {
 public:
  explicit Coverage(const driver::Compilation& compilation);

  void OnWay(const ir::Module& module, const ir::Step& step, uint32_t way) override;
  void OnRead(const value::LoadedRecord&, uint32_t, const bytecode::CellType&, value::Cell) override {}
  void OnValue(const link::SourceSpan& source, const bytecode::CellType& type, value::Cell cell) override;

  // {"branches":{"taken":3,"all":4},"conditions":{"taken":5,"all":6},"files":[{"file":"welcome.lsq","branches":…,
  //  "conditions":…,"missed":[{"line":12,"kind":"branch","what":"else"}]}]}
  // A condition counts twice: as yes and as no. Files without a decision are left out.
  value::Json Report() const;

 private:
  using Place = std::tuple<std::string_view, uint32_t, uint32_t>;
  // A choice waits for the parts of its condition; the first of them begins it anew.
  struct Pending {
    size_t choice;
    std::map<size_t, bool> known;  // by point
  };
  void Learn(size_t atom, bool holds);

  source::Files files_;
  std::vector<Point> points_;
  std::map<Place, size_t> steps_;
  std::map<Place, size_t> atoms_;
  std::multimap<size_t, size_t> choices_of_;  // atom -> pending_
  std::vector<Pending> pending_;
};

}  // namespace lsq::project
