// SPDX-License-Identifier: Apache-2.0
// Where stored secrets are found by name: asked by connectors at the moment of sending, by nobody else.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "compiler/base/result.h"

namespace lsq::host {

class Secrets {
 public:
  virtual ~Secrets() = default;
  // `secret_unknown` when there is none of that name.
  virtual Result<std::string> Find(std::string_view name) const = 0;
};

// Those it was given.
class GivenSecrets final : public Secrets {
 public:
  explicit GivenSecrets(std::map<std::string, std::string, std::less<>> values = {}) : values_(std::move(values)) {}
  Result<std::string> Find(std::string_view name) const override;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace lsq::host
