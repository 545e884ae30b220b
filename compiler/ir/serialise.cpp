// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/serialise.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "compiler/ir/members.h"
#include "compiler/ir/names.h"
#include "compiler/ir/verify.h"

namespace lsq::ir {
namespace {

using Json = nlohmann::json;

template <typename T>
inline constexpr bool kIsVector = false;
template <typename T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool kIsStore = false;
template <typename I, typename T>
inline constexpr bool kIsStore<Store<I, T>> = true;
template <typename T>
inline constexpr bool kIsId = false;
template <typename T>
inline constexpr bool kIsId<Id<T>> = true;
template <typename T>
inline constexpr bool kIsVariant = !std::is_same_v<std::remove_const_t<decltype(kTags<T>)>, int>;

// ---- Writing --------------------------------------------------------------------------------------------------------

template <typename T>
Json Write(const T& value);

struct Writer {
  Json object = Json::object();
  template <typename T>
  void operator()(const char* name, const T& value) {
    object[name] = Write(value);
  }
};

template <typename T>
Json WriteMembers(const T& value) {
  Writer writer;
  Members(writer, value);
  return std::move(writer.object);
}

// Without the members that are as a new T has them.
template <typename T>
Json WriteStruct(const T& value) {
  static const Json kDefaults = WriteMembers(T{});
  Json object = WriteMembers(value);
  for (const auto& [name, usual] : kDefaults.items()) {
    if (object[name] == usual) object.erase(name);
  }
  return object;
}

template <typename T>
Json WriteAll(const T& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(Write(value));
  return list;
}

template <typename T>
Json Write(const T& value) {
  if constexpr (std::is_same_v<T, std::monostate>) {
    return nullptr;
  } else if constexpr (std::is_enum_v<T>) {
    return NameOf(value);
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (std::is_same_v<T, number::Decimal>) {
    return number::Print(value);
  } else if constexpr (kIsId<T>) {
    return value.index;
  } else if constexpr (kIsOptional<T>) {
    return value ? Write(*value) : Json();
  } else if constexpr (kIsVector<T> || kIsStore<T>) {
    return WriteAll(value);
  } else if constexpr (kIsVariant<T>) {
    const Json inner = std::visit([](const auto& alternative) { return Write(alternative); }, value);
    return Json::object({{std::string(kTags<T>[value.index()]), inner}});
  } else {
    return WriteStruct(value);
  }
}

// ---- Reading --------------------------------------------------------------------------------------------------------

// Remembers the first thing that is wrong, and the names that led to it.
struct Reader {
  std::string error;
  template <typename T>
  bool Read(const Json& json, T& value);

 private:
  bool Fail(std::string what) {
    error = std::move(what);
    return false;
  }
  bool Below(std::string_view name, bool ok) {
    if (!ok) error = std::string(name) + "/" + error;
    return ok;
  }
  template <typename T>
  bool ReadInteger(const Json& json, T& value);
  template <typename T>
  bool ReadVector(const Json& json, T& value);
  template <typename T>
  bool ReadVariant(const Json& json, T& value);
  template <typename T, size_t I = 0>
  bool ReadAlternative(const std::string& tag, const Json& json, T& value);
  template <typename T>
  bool ReadStruct(const Json& json, T& value);
  bool ReadDecimal(const Json& json, number::Decimal& value);
};

template <typename T>
bool Reader::ReadInteger(const Json& json, T& value) {
  using Limits = std::numeric_limits<T>;
  if (json.is_number_unsigned()) {
    const auto wide = json.get<uint64_t>();
    if (wide > static_cast<uint64_t>(Limits::max())) return Fail("number out of range");
    value = static_cast<T>(wide);
    return true;
  }
  if (!json.is_number_integer()) return Fail("expected an integer");
  const auto wide = json.get<int64_t>();  // negative: the others are unsigned
  if (!std::is_signed_v<T> || wide < static_cast<int64_t>(Limits::min())) return Fail("number out of range");
  value = static_cast<T>(wide);
  return true;
}

bool Reader::ReadDecimal(const Json& json, number::Decimal& value) {
  if (!json.is_string()) return Fail("expected a number's text");
  const number::Parsed parsed = number::Parse(json.get_ref<const std::string&>());
  if (!parsed.ok() || parsed.inexact) return Fail("not a number of this language");
  value = parsed.value;
  return true;
}

template <typename T>
bool Reader::ReadVector(const Json& json, T& value) {
  if (!json.is_array()) return Fail("expected a list");
  for (size_t i = 0; i < json.size(); ++i) {
    std::remove_cvref_t<decltype(*value.begin())> element{};
    if (!Below(std::to_string(i), Read(json[i], element))) return false;
    if constexpr (kIsVector<T>) {
      value.push_back(std::move(element));
    } else {
      value.Add(std::move(element));
    }
  }
  return true;
}

template <typename T, size_t I>
bool Reader::ReadAlternative(const std::string& tag, const Json& json, T& value) {
  if constexpr (I == std::variant_size_v<T>) {
    return Fail("unknown kind " + tag);
  } else {
    if (kTags<T>[I] != tag) return ReadAlternative<T, I + 1>(tag, json, value);
    return Below(tag, Read(json, value.template emplace<I>()));
  }
}

template <typename T>
bool Reader::ReadVariant(const Json& json, T& value) {
  if (!json.is_object() || json.size() != 1) return Fail("expected one named alternative");
  return ReadAlternative(json.begin().key(), json.begin().value(), value);
}

template <typename T>
bool Reader::ReadStruct(const Json& json, T& value) {
  if (!json.is_object()) return Fail("expected an object");
  bool ok = true;
  size_t known = 0;
  auto member = [&](const char* name, auto& target) {
    const auto found = json.find(name);
    if (found == json.end()) return;
    ++known;
    ok = ok && Below(name, Read(*found, target));
  };
  Members(member, value);
  if (ok && known != json.size()) return Fail("unknown member");
  return ok;
}

template <typename T>
bool Reader::Read(const Json& json, T& value) {
  if constexpr (std::is_same_v<T, std::monostate>) {
    return json.is_null() || Fail("expected null");
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!json.is_boolean()) return Fail("expected true or false");
    value = json.get<bool>();
    return true;
  } else if constexpr (std::is_enum_v<T>) {
    const auto named = json.is_string() ? FromName<T>(json.get_ref<const std::string&>()) : std::nullopt;
    if (!named) return Fail("unknown name");
    value = *named;
    return true;
  } else if constexpr (std::is_integral_v<T>) {
    return ReadInteger(json, value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!json.is_string()) return Fail("expected text");
    value = json.get<std::string>();
    return true;
  } else if constexpr (std::is_same_v<T, number::Decimal>) {
    return ReadDecimal(json, value);
  } else if constexpr (kIsId<T>) {
    return ReadInteger(json, value.index);
  } else if constexpr (kIsOptional<T>) {
    return Read(json, value.emplace());
  } else if constexpr (kIsVector<T> || kIsStore<T>) {
    return ReadVector(json, value);
  } else if constexpr (kIsVariant<T>) {
    return ReadVariant(json, value);
  } else {
    return ReadStruct(json, value);
  }
}

Status CheckFormat(const Json& json) {
  if (!json.is_object()) return Error{"ir_corrupt", "the stored program is not an object"};
  const auto format = json.find("format");
  if (format == json.end() || !format->is_number_unsigned())
    return Error{"ir_corrupt", "the stored program names no format"};
  if (format->get<uint64_t>() <= kFormatVersion) return Ok();
  return Error{"ir_newer", "the program is stored in format " + format->dump() + ", this build reads up to " +
                               std::to_string(kFormatVersion)};
}

}  // namespace

std::string ToText(const Module& module) {
  Json json = Write(module);
  json["format"] = module.format;  // also when it is the default
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Module> FromText(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return Error{"ir_corrupt", "the stored program is not JSON"};
  LSQ_TRY_DO(CheckFormat(json));
  Module module;
  Reader reader;
  if (!reader.Read(json, module)) return Error{"ir_corrupt", "the stored program is damaged at " + reader.error};
  LSQ_TRY_DO(Verify(module));
  return module;
}

std::string DigestOfText(std::string_view stored) {
  __extension__ typedef unsigned __int128 Uint128;
  constexpr Uint128 kPrime = (Uint128{1} << 88) + 0x13b;
  Uint128 hash = (Uint128{0x6c62272e07bb0142} << 64) + 0x62b821756295c58d;
  for (const char byte : stored) hash = (hash ^ static_cast<unsigned char>(byte)) * kPrime;
  std::string text(32, '0');
  for (size_t i = text.size(); i-- > 0; hash >>= 4) text[i] = "0123456789abcdef"[static_cast<unsigned>(hash & 15)];
  return text;
}

std::string Digest(const Module& module) {
  return DigestOfText(ToText(module));
}

}  // namespace lsq::ir
