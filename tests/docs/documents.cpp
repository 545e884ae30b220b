// SPDX-License-Identifier: Apache-2.0
#include "tests/docs/documents.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace lsq::docs {

namespace {

constexpr std::string_view kMark = "```";

std::string_view LineAt(std::string_view text, size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

void WriteFile(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string Quoted(const std::string& path) {
  return "'" + path + "'";
}

// What a terminal would show of the command, ended by a line end.
std::string Output(const std::string& command, const std::filesystem::path& bin, const std::filesystem::path& folder) {
  const std::filesystem::path script = folder.string() + ".command";
  WriteFile(script, command);
  const std::string line = "cd " + Quoted(folder.string()) + " && env PATH=" + Quoted(bin.string()) +
                           ":\"$PATH\" LC_ALL=C.UTF-8 bash " + Quoted(script.string()) + " 2>&1 </dev/null";
  FILE* pipe = popen(line.c_str(), "r");
  std::string output;
  std::array<char, 4096> part;
  while (const size_t size = fread(part.data(), 1, part.size(), pipe)) output.append(part.data(), size);
  pclose(pipe);
  if (!output.empty() && output.back() != '\n') output += '\n';
  return output;
}

std::string ReplayConsole(std::string_view body, const std::filesystem::path& bin,
                          const std::filesystem::path& folder) {
  std::string shown;
  std::istringstream lines{std::string(body)};
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("$ ")) continue;
    shown += line + "\n";
    std::string command = line.substr(2);
    while (command.ends_with("\\") && std::getline(lines, line)) {
      shown += line + "\n";
      command += "\n" + line;
    }
    shown += Output(command, bin, folder);
  }
  return shown;
}

}  // namespace

std::vector<Fence> Fences(std::string_view document) {
  std::vector<Fence> fences;
  bool inside = false;
  for (size_t at = 0; at < document.size();) {
    const std::string_view line = LineAt(document, at);
    const size_t next = std::min(document.size(), at + line.size() + 1);
    if (line.starts_with(kMark)) {
      if (inside) {
        fences.back().end = at;
        fences.back().body = document.substr(fences.back().begin, at - fences.back().begin);
      } else {
        std::istringstream words{std::string(line.substr(kMark.size()))};
        Fence& fence = fences.emplace_back();
        fence.begin = next;
        words >> fence.language;
        for (std::string word; words >> word;) {
          if (word.starts_with("file=")) fence.file = word.substr(5);
        }
      }
      inside = !inside;
    }
    at = next;
  }
  return fences;
}

std::string Replay(std::string_view document, const std::filesystem::path& bin, const std::filesystem::path& folder) {
  std::string replayed;
  size_t copied = 0;
  for (const Fence& fence : Fences(document)) {
    if (!fence.file.empty()) WriteFile(folder / fence.file, fence.body);
    if (fence.language != "console") continue;
    replayed += document.substr(copied, fence.begin - copied);
    replayed += ReplayConsole(fence.body, bin, folder);
    copied = fence.end;
  }
  return replayed.append(document.substr(copied));
}

std::string NotCanonical(std::string_view document, const std::filesystem::path& bin,
                         const std::filesystem::path& folder) {
  int blocks = 0;
  for (const Fence& fence : Fences(document)) {
    if (fence.language != "lsq") continue;
    const std::string number = "block " + std::to_string(++blocks) + ".lsq";
    WriteFile(folder / (fence.file.empty() ? number : fence.file), fence.body);
  }
  return blocks == 0 ? "" : Output("lsq fmt --check .", bin, folder);
}

}  // namespace lsq::docs
