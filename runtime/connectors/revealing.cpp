// SPDX-License-Identifier: Apache-2.0
#include "runtime/connectors/revealing.h"

#include "runtime/value/secret_json.h"

namespace lsq::connectors {

namespace {

class RevealingConnector final : public host::Connector {
 public:
  RevealingConnector(host::Connector& sender, const host::Secrets& secrets) : sender_(sender), secrets_(secrets) {}

  host::Outcome Perform(const host::Outgoing& effect) override {
    if (!value::HoldsSecretMark(effect.body)) return sender_.Perform(effect);
    auto body = value::ParseJson(effect.body);
    if (body.ok()) {
      body = value::RevealSecretsIn(*std::move(body), [&](std::string_view name) { return secrets_.Find(name); });
    }
    if (!body.ok()) return {host::Outcome::State::Failed, "", "F_SECRET_UNKNOWN"};
    host::Outgoing revealed = effect;
    revealed.body = PrintJson(*body);
    return sender_.Perform(revealed);
  }

 private:
  host::Connector& sender_;
  const host::Secrets& secrets_;
};

}  // namespace

std::unique_ptr<host::Connector> Revealing(host::Connector& sender, const host::Secrets& secrets) {
  return std::make_unique<RevealingConnector>(sender, secrets);
}

}  // namespace lsq::connectors
