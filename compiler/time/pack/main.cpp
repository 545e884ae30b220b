// SPDX-License-Identifier: Apache-2.0
// Build-time tool: packs a zoneinfo directory (Debian: tzdata) into a C++ source that defines lsq::time::BuiltinTzData.
//   lsq_pack_tz /usr/share/zoneinfo out.cpp
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "compiler/time/tz_pack.h"

namespace {

namespace fs = std::filesystem;

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// "# version 2025b" -> "2025b"; empty when the database does not say.
std::string ReadVersion(const fs::path& zoneinfo) {
  static constexpr std::string_view kPrefix = "# version ";
  std::ifstream in(zoneinfo / "tzdata.zi");
  std::string line;
  std::getline(in, line);
  return line.starts_with(kPrefix) ? line.substr(kPrefix.size()) : "";
}

// posix/ and right/ repeat the whole database; `localtime` and `posixrules` are this machine's settings, not zones.
bool IsSkipped(const std::string& name) {
  return name.starts_with("posix/") || name.starts_with("right/") || name == "localtime" || name == "posixrules";
}

std::map<std::string, std::string> ReadZones(const fs::path& zoneinfo) {
  std::map<std::string, std::string> zones;
  for (const auto& entry : fs::recursive_directory_iterator(zoneinfo)) {
    const std::string name = entry.path().lexically_relative(zoneinfo).generic_string();
    if (!entry.is_regular_file() || IsSkipped(name)) continue;
    std::string bytes = ReadFile(entry.path());
    if (bytes.starts_with("TZif")) zones.emplace(name, std::move(bytes));
  }
  return zones;
}

// Octal escapes of three digits, since a hexadecimal one would swallow what follows it.
void WriteSource(std::ostream& out, const std::string& bytes) {
  static constexpr size_t kBytesPerLine = 64;
  out << "// Generated from a tz database; do not edit.\n#include \"compiler/time/zone.h\"\n\nnamespace lsq::time {\n"
      << "namespace {\nconstexpr char kBytes[] =";
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i % kBytesPerLine == 0) out << (i == 0 ? "\n    \"" : "\"\n    \"");
    const unsigned byte = static_cast<unsigned char>(bytes[i]);
    out << '\\' << byte / 64 << byte / 8 % 8 << byte % 8;
  }
  out << "\";\n}  // namespace\n\nTzData BuiltinTzData() {\n"
      << "  static const auto table = PackedTz::Open(std::string_view(kBytes, sizeof(kBytes) - 1));\n"
      << "  LSQ_CHECK(table, \"the embedded time zone database\");\n"
      << "  return TzData(nullptr, *table);\n}\n\n}  // namespace lsq::time\n";
}

int Fail(const std::string& message) {
  std::cerr << "lsq_pack_tz: " << message << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return Fail("usage: lsq_pack_tz <zoneinfo directory> <output.cpp>");
  const fs::path zoneinfo = argv[1];
  const std::string version = ReadVersion(zoneinfo);
  if (version.empty()) return Fail((zoneinfo / "tzdata.zi").string() + " names no version");
  const auto packed = lsq::time::PackTzData(version, ReadZones(zoneinfo));
  if (!packed.ok()) return Fail(packed.error().message);
  std::ofstream out(argv[2]);
  WriteSource(out, *packed);
  out.flush();
  return out ? 0 : Fail(std::string("cannot write ") + argv[2]);
}
