// SPDX-License-Identifier: Apache-2.0
#include "runtime/store/codec.h"

#include <cstring>
#include <limits>

#include "compiler/base/match.h"
#include "compiler/text/text.h"

namespace lsq::store {

namespace {

using value::Fields;
using value::List;
using value::Value;

enum Tag : char { kMissing, kFalse, kTrue, kNumber, kText, kDate, kInstant, kTime, kDuration, kRef, kList };
constexpr int kMaxDepth = 16;

class Writer {
 public:
  void Put(const Value& value) {
    Match(
        value.variant(), [&](const value::Missing&) { Byte(kMissing); }, [&](bool b) { Byte(b ? kTrue : kFalse); },
        [&](const number::Decimal& d) {
          Byte(kNumber);
          const auto bytes = number::Encode(d);
          out_.append(bytes.data(), bytes.size());
        },
        [&](const std::string& s) { Byte(kText), Bytes(s); }, [&](const time::Date& d) { Byte(kDate), Signed(d.days); },
        [&](const time::Instant& i) { Byte(kInstant), Signed(i.micros); },
        [&](const time::TimeOfDay& t) { Byte(kTime), Signed(t.seconds); },
        [&](const time::Duration& d) {
          Byte(kDuration);
          for (const int64_t part : {d.seconds, d.months, d.days, d.business_days, d.business_minutes}) Signed(part);
        },
        [&](const value::RecordRef& r) { Byte(kRef), Bytes(r.entity), Bytes(r.id); },
        [&](const List& list) {
          Byte(kList), Unsigned(list.size());
          for (const Value& element : list) Put(element);
        });
  }
  void Unsigned(uint64_t n) {
    for (; n >= 0x80; n >>= 7) out_.push_back(static_cast<char>(n | 0x80));
    out_.push_back(static_cast<char>(n));
  }
  void Bytes(std::string_view bytes) {
    Unsigned(bytes.size());
    out_.append(bytes);
  }
  std::string Take() { return std::move(out_); }

 private:
  void Byte(char tag) { out_.push_back(tag); }
  void Signed(int64_t n) { Unsigned(static_cast<uint64_t>(n) << 1 ^ static_cast<uint64_t>(n >> 63)); }
  std::string out_;
};

// Reads what Writer wrote. Every getter is total: after the first bad byte everything is empty and `bad` stays set.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  Value Get(int depth = 0) {
    switch (Byte()) {
      case kMissing:
        return {};
      case kFalse:
        return Value(false);
      case kTrue:
        return Value(true);
      case kNumber:
        return Number();
      case kText:
        return Value(std::string(Bytes()));
      case kDate:
        return Value(time::Date{static_cast<int32_t>(Signed())});
      case kInstant:
        return Value(time::Instant{Signed()});
      case kTime:
        return Value(time::TimeOfDay{static_cast<int32_t>(Signed())});
      case kDuration:
        return Value(DurationValue());
      case kRef:
        return Value(Ref());
      case kList:
        return ListValue(depth);
      default:
        bad_ = true;
        return {};
    }
  }
  uint64_t Unsigned() {
    uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(Byte());
      n |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return n;
    }
    bad_ = true;
    return 0;
  }
  std::string_view Bytes() { return Take(Unsigned()); }
  bool bad() const { return bad_; }
  bool at_end() const { return rest_.empty(); }
  size_t remaining() const { return rest_.size(); }

 private:
  char Byte() {
    const std::string_view one = Take(1);
    return one.empty() ? char{-1} : one[0];
  }
  std::string_view Take(uint64_t count) {
    if (bad_ || count > rest_.size()) {
      bad_ = true;
      return {};
    }
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  int64_t Signed() {
    const uint64_t n = Unsigned();
    return static_cast<int64_t>(n >> 1 ^ (~(n & 1) + 1));
  }
  Value Number() {
    const auto decimal = number::Decode(Take(16));
    if (!decimal) bad_ = true;
    return decimal ? Value(*decimal) : Value();
  }
  time::Duration DurationValue() {
    time::Duration d;
    for (int64_t* part : {&d.seconds, &d.months, &d.days, &d.business_days, &d.business_minutes}) *part = Signed();
    return d;
  }
  value::RecordRef Ref() {
    std::string entity(Bytes());
    return {std::move(entity), std::string(Bytes())};
  }
  Value ListValue(int depth) {
    const uint64_t count = Unsigned();
    if (depth == kMaxDepth || count > rest_.size()) bad_ = true;
    List list;
    for (uint64_t i = 0; i < count && !bad_; ++i) list.push_back(Get(depth + 1));
    return Value(std::move(list));
  }

  std::string_view rest_;
  bool bad_ = false;
};

Error Corrupt() {
  return {"corrupt", "a stored row cannot be read: its bytes are damaged"};
}

}  // namespace

std::string EncodeFields(const Fields& fields) {
  Writer out;
  out.Unsigned(fields.size());
  for (const auto& [name, value] : fields) {
    out.Bytes(name);
    out.Put(value);
  }
  return out.Take();
}

Result<Fields> DecodeFields(std::string_view bytes) {
  Reader in(bytes);
  Fields fields;
  const uint64_t count = in.Unsigned();
  for (uint64_t i = 0; i < count && !in.bad(); ++i) {
    std::string name(in.Bytes());
    fields.insert_or_assign(std::move(name), in.Get());
  }
  if (in.bad() || !in.at_end()) return Corrupt();
  return fields;
}

std::string EncodeValues(const std::vector<Value>& values) {
  Writer out;
  out.Unsigned(values.size());
  for (const Value& value : values) out.Put(value);
  return out.Take();
}

Result<std::vector<Value>> DecodeValues(std::string_view bytes) {
  Reader in(bytes);
  std::vector<Value> values;
  const uint64_t count = in.Unsigned();
  for (uint64_t i = 0; i < count && !in.bad(); ++i) values.push_back(in.Get());
  if (in.bad() || !in.at_end()) return Corrupt();
  return values;
}

std::string ColumnKey(const Value& value) {
  if (value.missing()) return "";
  if (const auto* text = value.As<std::string>()) return "T" + text::Fold(*text);
  if (const auto* list = value.As<List>(); list != nullptr && list->empty()) return "";
  Writer out;
  out.Put(value);
  return "V" + out.Take();
}

int64_t CreatedKey(const value::Record& record) {
  const auto* created = record.Get("CreatedOn").As<time::Instant>();
  return created != nullptr ? created->micros : std::numeric_limits<int64_t>::max();
}

}  // namespace lsq::store
