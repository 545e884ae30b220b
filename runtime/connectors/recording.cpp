// SPDX-License-Identifier: Apache-2.0
#include "runtime/connectors/recording.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "runtime/value/secret_json.h"

namespace lsq::connectors {

namespace {

// Keys hold names of automations; a file's name holds letters, digits and what is harmless everywhere.
std::string FileName(const host::Outgoing& effect) {
  std::string name;
  for (const char c : effect.key) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    name.push_back(plain ? c : '_');
  }
  return name + (effect.kind == "send_email" ? ".eml" : ".json");
}

std::string TextOf(host::Outgoing effect) {
  const auto body = value::ParseJson(effect.body);
  if (body.ok() && value::HoldsSecretMark(effect.body)) effect.body = PrintJson(value::HideSecretsIn(*body));
  return effect.kind == "send_email" ? MailText(effect) : effect.body + "\n";
}

class RecordingConnector final : public host::Connector {
 public:
  explicit RecordingConnector(std::string folder) : folder_(std::move(folder)) {}

  host::Outcome Perform(const host::Outgoing& effect) override {
    if (folder_.empty()) return {};
    const std::string text = TextOf(effect);
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    if (failed) return Broken(failed);
    const std::filesystem::path path = std::filesystem::path(folder_) / FileName(effect);
    const std::filesystem::path partial = path.string() + ".partial";
    {
      std::ofstream out(partial, std::ios::binary | std::ios::trunc);
      out << text;
      if (!out.flush()) return Broken(std::error_code(errno, std::generic_category()));
    }
    std::filesystem::rename(partial, path, failed);  // whole or not at all
    return failed ? Broken(failed) : host::Outcome{};
  }

 private:
  host::Outcome Broken(const std::error_code& why) const {
    return {host::Outcome::State::Broken, "", "the outbox " + folder_ + " cannot be written: " + why.message()};
  }

  std::string folder_;
};

}  // namespace

std::unique_ptr<host::Connector> Recording(std::string folder) {
  return std::make_unique<RecordingConnector>(std::move(folder));
}

}  // namespace lsq::connectors
