// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/facts.h"

#include <algorithm>
#include <iterator>

namespace lsq::check {

bool Facts::IsFilled(const Path& path) const {
  return std::binary_search(filled_.begin(), filled_.end(), path);
}

void Facts::Learn(const std::vector<Path>& filled) {
  for (const Path& path : filled) {
    const auto at = std::lower_bound(filled_.begin(), filled_.end(), path);
    if (at == filled_.end() || *at != path) filled_.insert(at, path);
  }
}

void Facts::ForgetFields() {
  std::erase_if(filled_, [](const Path& path) { return !path.fields.empty(); });
}

void Facts::ForgetField(program::FieldId field) {
  std::erase_if(filled_, [&](const Path& path) {
    return std::find(path.fields.begin(), path.fields.end(), field) != path.fields.end();
  });
}

Facts Facts::Meet(const Facts& a, const Facts& b) {
  Facts both;
  std::set_intersection(a.filled_.begin(), a.filled_.end(), b.filled_.begin(), b.filled_.end(),
                        std::back_inserter(both.filled_));
  return both;
}

}  // namespace lsq::check
