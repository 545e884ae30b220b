// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/eval_answers.h"

#include "runtime/api/lsq.hpp"

namespace lsq::cli {

void AppendJsonText(std::string& out, std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

void AppendJsonValue(std::string& out, const lsq_value& value) {
  switch (value.kind) {
    case LSQ_MISSING:
      out += "null";
      return;
    case LSQ_BOOL:
      out += value.integer != 0 ? "true" : "false";
      return;
    case LSQ_NUMBER:
    case LSQ_LIST:
      out += embed::ViewOf(value.text);
      return;
    default:
      AppendJsonText(out, embed::ViewOf(value.text));
  }
}

void EvalAnswers::Add(std::string_view id, const lsq_value& value, std::string_view type) {
  Begin(id);
  text_ += "\"value\":";
  AppendJsonValue(text_, value);
  text_ += ",\"type\":";
  AppendJsonText(text_, type);
  text_ += "}\n";
}

void EvalAnswers::AddError(std::string_view id, std::string_view code, std::string_view name,
                           std::string_view message) {
  failed_ = true;
  Begin(id);
  text_ += "\"error\":{\"code\":";
  AppendJsonText(text_, code);
  if (!name.empty()) {
    text_ += ",\"name\":";
    AppendJsonText(text_, name);
  }
  text_ += ",\"message\":";
  AppendJsonText(text_, message);
  text_ += "}}\n";
}

void EvalAnswers::Begin(std::string_view id) {
  text_ += "{\"id\":";
  text_ += id;
  text_ += ',';
}

}  // namespace lsq::cli
