// SPDX-License-Identifier: Apache-2.0
// Types of values in lsq programs, as small values: two types are the same type when they compare equal.
//
// Absence is in the type (language rule 4): `Text or empty` is the type of Text with `optional` set. Email, Phone, Url
// and the like are Text with a refinement: they read as Text everywhere and are told apart where a value is stored or
// sent.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/id.h"

namespace lsq::types {

enum class Kind : uint8_t {
  Error,  // after a reported mistake; assignable to and from everything, so one mistake is reported once
  Empty,  // of the literal `empty`
  Bool,
  Number,  // exact decimal; `arg` is the scale a field stores (0..9), irrelevant to computation
  Text,    // `arg` is a TextKind
  Date,
  DateTime,
  Time,
  Duration,
  Option,   // one of a dropdown's values; `arg` is an OptionSetId
  Options,  // several of them (multi-select); `arg` is an OptionSetId
  Record,   // `arg` is an EntityId of the schema; users are records of the entity User
  List,     // `arg` is a TypeId of the element
  Name,     // a thing a person named in the CRM: a list, a template, a role …; `arg` is a NameKind
  Handle,   // what a step left to refer to later: a sent mail, a task; `arg` is a HandleKind
  Reply,    // a saved reply of a webhook: `reply.id` is `Text or empty`, checked at run time
  Shape,    // named members, `arg` is a ShapeId
};

enum class TextKind : uint32_t { Plain, Email, Phone, Url, Zone, Html, Secret, Json, FormBody };

enum class NameKind : uint32_t {
  User,
  Role,
  Group,
  Team,
  List,
  EmailTemplate,
  SmsTemplate,
  Webhook,
  Lapp,
  ActivityType,
  AccountType,
  OpportunityType,
  TaskType,
  Calendar,
  Campaign,
  Automation,
  Table,
  Form,
};
// `user`, `role`, `list`, `email` …: the word written before the quoted name.
std::string_view WordFor(NameKind kind);

enum class HandleKind : uint32_t { SentEmail, SentSms, Task, Webhook, Activity };

struct OptionSetTag;
using OptionSetId = Id<OptionSetTag>;
struct EntityTag;
using EntityId = Id<EntityTag>;
struct TypeTag;
using TypeId = Id<TypeTag>;
struct ShapeTag;
using ShapeId = Id<ShapeTag>;

struct Type {
  Kind kind = Kind::Error;
  bool optional = false;
  uint32_t arg = 0;

  auto operator<=>(const Type&) const = default;
  Type Optional() const { return {kind, true, arg}; }
  Type Required() const { return {kind, false, arg}; }
  bool Is(Kind k) const { return kind == k; }
  bool IsError() const { return kind == Kind::Error; }
};

inline constexpr Type kError{Kind::Error};
inline constexpr Type kEmpty{Kind::Empty, true};
inline constexpr Type kBool{Kind::Bool};
inline constexpr Type kNumber{Kind::Number, false, 9};
inline constexpr Type kText{Kind::Text};
inline constexpr Type kDate{Kind::Date};
inline constexpr Type kDateTime{Kind::DateTime};
inline constexpr Type kTime{Kind::Time};
inline constexpr Type kDuration{Kind::Duration};
inline constexpr Type Text(TextKind kind) {
  return {Kind::Text, false, static_cast<uint32_t>(kind)};
}
inline constexpr Type Name(NameKind kind) {
  return {Kind::Name, false, static_cast<uint32_t>(kind)};
}
inline constexpr Type Handle(HandleKind kind) {
  return {Kind::Handle, false, static_cast<uint32_t>(kind)};
}
inline constexpr Type Record(EntityId entity) {
  return {Kind::Record, false, entity.index};
}
inline constexpr Type Option(OptionSetId set) {
  return {Kind::Option, false, set.index};
}
inline constexpr Type Options(OptionSetId set) {
  return {Kind::Options, false, set.index};
}

// The types that have a name of their own, as declarations write them: Text, Email, Number, ListName, SentEmail ….
struct NamedType {
  std::string_view word;
  Type type;
};
std::span<const NamedType> NamedTypes();
std::optional<Type> FindNamedType(std::string_view word);  // by exact word
std::string_view WordFor(
    Type type);  // of the same type but for `optional` and a number's scale; empty when it has none

struct ShapeMember {
  std::string name;
  Type type;
  bool operator==(const ShapeMember&) const = default;
};

// Element types of lists and members of shapes, interned: equal structures get equal ids.
class TypeStore {
 public:
  Type List(Type element);
  Type Element(Type list) const;  // requires: list.Is(Kind::List)
  Type Shape(std::vector<ShapeMember> members);
  const std::vector<ShapeMember>& Members(Type shape) const;  // requires: shape.Is(Kind::Shape)

 private:
  std::vector<Type> elements_;
  std::vector<std::vector<ShapeMember>> shapes_;
};

}  // namespace lsq::types
