// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/json.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "compiler/base/limits.h"
#include "compiler/base/match.h"

namespace lsq::value {
namespace {

using Sax = nlohmann::json;

// Builds the tree from nlohmann's events, which hand over a number that is no 64-bit integer as it was written.
class Builder {
 public:
  Result<Json> Take(bool parsed) {
    if (parsed) return std::move(root_);
    return Error{"json", error_.empty() ? "not JSON" : error_};
  }

  bool null() { return Put({}); }
  bool boolean(bool value) { return Put(Json(value)); }
  bool number_integer(int64_t value) { return Put(Json(JsonNumber{std::to_string(value)})); }
  bool number_unsigned(uint64_t value) { return Put(Json(JsonNumber{std::to_string(value)})); }
  bool number_float(double, const std::string& digits) { return Put(Json(JsonNumber{digits})); }
  bool string(std::string& value) { return Put(Json(std::move(value))); }
  bool binary(Sax::binary_t&) { return false; }
  bool start_object(size_t) { return Open(Json(Json::Object{})); }
  bool start_array(size_t) { return Open(Json(Json::Array{})); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }
  bool key(std::string& name) {
    open_.back().As<Json::Object>()->emplace_back(std::move(name), Json());
    return true;
  }
  bool parse_error(size_t position, const std::string&, const Sax::exception&) {
    error_ = "not JSON at byte " + std::to_string(position);
    return false;
  }

 private:
  bool Put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (auto* array = open_.back().As<Json::Array>()) {
      array->push_back(std::move(value));
    } else {
      open_.back().As<Json::Object>()->back().second = std::move(value);
    }
    return true;
  }
  bool Open(Json container) {
    if (open_.size() >= limits::kNesting) {
      error_ = "nested deeper than " + std::to_string(limits::kNesting);
      return false;
    }
    open_.push_back(std::move(container));
    return true;
  }
  bool Close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    return Put(std::move(done));
  }

  Json root_;
  std::vector<Json> open_;
  std::string error_;
};

void AppendQuoted(std::string& out, std::string_view text) {
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Append(std::string& out, const Json& json) {
  Match(
      json.variant(), [&](std::monostate) { out += "null"; }, [&](bool value) { out += value ? "true" : "false"; },
      [&](const JsonNumber& number) { out += number.digits; },
      [&](const std::string& text) { AppendQuoted(out, text); },
      [&](const Json::Array& array) {
        out += '[';
        for (size_t i = 0; i < array.size(); ++i) {
          if (i > 0) out += ',';
          Append(out, array[i]);
        }
        out += ']';
      },
      [&](const Json::Object& object) {
        out += '{';
        for (size_t i = 0; i < object.size(); ++i) {
          if (i > 0) out += ',';
          AppendQuoted(out, object[i].first);
          out += ':';
          Append(out, object[i].second);
        }
        out += '}';
      });
}

}  // namespace

const Json* Json::Find(std::string_view name) const {
  const Object* object = As<Object>();
  if (!object) return nullptr;
  for (auto member = object->rbegin(); member != object->rend(); ++member) {
    if (member->first == name) return &member->second;
  }
  return nullptr;
}

bool Json::operator==(const Json& other) const {
  return variant_ == other.variant_;
}

Result<Json> ParseJson(std::string_view text) {
  Builder builder;
  return builder.Take(Sax::sax_parse(text.begin(), text.end(), &builder));
}

std::string PrintJson(const Json& json) {
  std::string out;
  Append(out, json);
  return out;
}

}  // namespace lsq::value
