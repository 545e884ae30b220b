// SPDX-License-Identifier: Apache-2.0
// One line of a trace: a JSON object that says what happened to a run or what it did to the world, and where every
// value in it came from (architecture decisions 11, 25; vocabulary: domain.md section 0).
//
//   {"at":"2026-03-01T03:15:51Z","event":"send_email","run":7,"automation":"Welcome","entity":"Lead","record":"L1",
//    "step":"send email \"Welcome\" to Lead","source":{"file":"welcome.lsq","begin":210,"end":240},
//    "values":{"to":{"value":"a@x.example","from":[{"entity":"Lead","record":"L1","field":"EmailAddress"}]}}}
//
// Which events there are, of runs and as effects: README.md.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "runtime/value/json.h"
#include "runtime/value/record.h"

namespace lsq::trace {

// A field that a value was computed from.
struct Origin {
  std::string entity;
  std::string record;
  std::string field;
  auto operator<=>(const Origin&) const = default;
};

// Members are printed in the order in which they were added.
class Line {
 public:
  Line(time::Instant at, std::string_view event);

  Line& Number(std::string_view name, uint64_t number);
  Line& Text(std::string_view name, std::string_view text);
  Line& Add(std::string_view name, value::Json json);
  Line& Record(const value::RecordKey& key);  // none when its entity is empty
  Line& Source(std::string_view file, uint32_t begin, uint32_t end);
  // One of the effect's values; origins are sorted, without repetitions.
  Line& Value(std::string_view name, value::Json json, std::vector<Origin> from = {});

  std::string Print() const;  // secrets by name

 private:
  value::Json::Object members_;
  value::Json::Object values_;
};

// Whether whoever reads may not see what is in a field.
using Hides = std::function<bool(const value::ReadContext&, std::string_view entity, std::string_view field)>;

inline constexpr std::string_view kMasked = "***";

// The line as `context` may read it: values that came from a hidden field are masked, whatever was computed from them.
Result<std::string> Mask(std::string_view line, const value::ReadContext& context, const Hides& hides);

}  // namespace lsq::trace
