// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/texts.h"

#include <filesystem>
#include <regex>

#include "tests/rules/source_text.h"

namespace lsq::rules {

void CheckLicenceLine(const std::string& path, std::string_view text, Problems& problems) {
  if (!text.starts_with("// SPDX-License-Identifier: Apache-2.0\n")) {
    problems.push_back(path + ":1: the first line is not the SPDX line");
  }
}

void CheckOwnHeaderFirst(const std::string& path, std::string_view text, const Exists& exists, Problems& problems) {
  const std::string header = path.substr(0, path.rfind('.')) + ".h";
  if (!exists(header)) return;
  const auto includes = Includes(text);
  if (includes.empty() || includes[0].name != header)
    problems.push_back(path + ": does not include " + header + " first");
}

void CheckLinks(const std::string& path, std::string_view text, const Exists& exists, Problems& problems) {
  static const std::regex code(R"(`[^`]*`)");
  static const std::regex link(R"(\]\(([^)\s#]+)(#[^)\s]*)?\))");
  static const std::regex elsewhere(R"(^[a-z]+:.*)");
  bool in_block = false;
  size_t number = 0;
  for (const auto line : Lines(text)) {
    ++number;
    if (line.starts_with("```")) in_block = !in_block;
    if (in_block) continue;
    const std::string prose = std::regex_replace(std::string(line), code, "");
    for (auto match = std::sregex_iterator(prose.begin(), prose.end(), link); match != std::sregex_iterator();
         ++match) {
      const std::string target = (*match)[1].str();
      if (std::regex_match(target, elsewhere)) continue;
      const auto resolved = (std::filesystem::path(path).parent_path() / target).lexically_normal();
      if (!exists(resolved.generic_string())) problems.push_back(At(path, number) + "link to missing " + target);
    }
  }
}

void CheckMarks(const std::string& path, std::string_view text, Problems& problems) {
  // Written in pieces, so that this file does not match itself.
  static const std::regex marks(R"(\b(TO)"
                                R"(DO|FIX)"
                                R"(ME|XX)"
                                R"(X|GTEST_SK)"
                                R"(IP|DISAB)"
                                R"(LED_\w+)\b)");
  static const std::regex machines(R"((^|[\s"'=(`])/(home|root|wo)"
                                   R"(rk|Users)/)");
  size_t number = 0;
  for (const auto line : Lines(text)) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (std::regex_search(line.begin(), line.end(), match, marks)) {
      problems.push_back(At(path, number) + match.str() + ": finish it or say it in a sentence");
    }
    if (std::regex_search(line.begin(), line.end(), match, machines)) {
      problems.push_back(At(path, number) + "a directory of one machine:" + match.str());
    }
  }
}

}  // namespace lsq::rules
