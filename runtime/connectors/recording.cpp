// SPDX-License-Identifier: Apache-2.0
#include "runtime/connectors/recording.h"

#include <filesystem>
#include <fstream>

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

class RecordingConnector final : public host::Connector {
 public:
  explicit RecordingConnector(std::string folder) : folder_(std::move(folder)) {}

  host::Outcome Perform(const host::Outgoing& effect) override {
    if (folder_.empty()) return {};
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    const std::filesystem::path path = std::filesystem::path(folder_) / FileName(effect);
    const std::filesystem::path partial = path.string() + ".partial";
    {
      std::ofstream out(partial, std::ios::binary | std::ios::trunc);
      out << (effect.kind == "send_email" ? MailText(effect) : effect.body + "\n");
      if (!out.flush()) return {host::Outcome::State::Retry, "", "F_OUTBOX"};
    }
    std::filesystem::rename(partial, path, failed);  // whole or not at all
    if (failed) return {host::Outcome::State::Retry, "", "F_OUTBOX"};
    return {};
  }

 private:
  std::string folder_;
};

}  // namespace

std::unique_ptr<host::Connector> Recording(std::string folder) {
  return std::make_unique<RecordingConnector>(std::move(folder));
}

}  // namespace lsq::connectors
