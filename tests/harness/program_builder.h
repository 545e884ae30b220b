// SPDX-License-Identifier: Apache-2.0
// Checked programs and their parts written by hand, for tests of what comes after checking.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/program/program.h"
#include "compiler/source/source.h"

namespace lsq::harness {

using program::ExprId;
using program::LocalId;
using program::Op;
using types::Type;

// Expressions of one scope. Types are what the checker would give.
class ExprBuilder {
 public:
  ExprBuilder(const schema::Catalog& catalog, program::Scope& scope) : catalog_(catalog), scope_(scope) {}

  LocalId NewLocal(std::string name, Type type) { return scope_.locals.Add({std::move(name), type, {}}); }

  ExprId Make(Op op, Type type, std::vector<ExprId> args, program::Payload payload = {}, bool exact = false) {
    return scope_.exprs.Add({op, exact, type, {}, std::move(args), std::move(payload)});
  }
  ExprId Const(program::Constant value, Type type) { return Make(Op::Const, type, {}, std::move(value)); }
  ExprId Text(std::string value) { return Const(std::move(value), types::kText); }
  ExprId Number(std::string_view value) { return Const(number::Parse(value).value, types::kNumber); }
  ExprId Bool(bool value) { return Const(value, types::kBool); }
  ExprId Empty() { return Const(program::Missing{}, types::kEmpty); }
  ExprId Option(types::OptionSetId set, uint32_t index) {
    return Const(program::OptionValue{set, index}, types::Option(set));
  }
  ExprId Local(LocalId local) { return Make(Op::Local, scope_[local].type, {}, local); }
  ExprId Field(ExprId record, schema::FieldId field) {
    const Type type = catalog_.field(field).type;
    return Make(type.Is(types::Kind::Record) ? Op::Related : Op::Field, type, {record}, field);
  }
  ExprId Field(LocalId record, schema::FieldId field) { return Field(Local(record), field); }
  ExprId Test(Op op, std::vector<ExprId> args, bool exact = false) {
    return Make(op, types::kBool, std::move(args), {}, exact);
  }
  ExprId And(std::vector<ExprId> args) { return Test(Op::And, std::move(args)); }
  ExprId Or(std::vector<ExprId> args) { return Test(Op::Or, std::move(args)); }
  ExprId Is(ExprId a, ExprId b) { return Test(Op::Equal, {a, b}); }
  ExprId List(schema::Catalog& catalog, Type element, std::vector<ExprId> elements) {
    return Make(Op::List, catalog.type_store().List(element), std::move(elements));
  }
  ExprId Join(std::vector<ExprId> parts) { return Make(Op::Join, types::kText, std::move(parts)); }
  ExprId Escape(markup::Escaper escaper, ExprId text) { return Make(Op::Escape, scope_[text].type, {text}, escaper); }
  ExprId Print(ExprId value, program::Sink sink = program::Sink::Prose) {
    return Make(Op::TextOf, types::kText, {value}, sink);
  }
  ExprId Default(ExprId value, ExprId fallback) {
    return Make(Op::Coalesce, scope_[value].type.Required(), {value, fallback});
  }

 private:
  const schema::Catalog& catalog_;
  program::Scope& scope_;
};

// A small CRM: leads with the fields that conditions are about, and accounts they belong to.
struct Crm {
  schema::Catalog catalog;
  schema::EntityId lead, account;
  types::OptionSetId sources;
  schema::FieldId first_name, last_name, city, score, age, source, created, birthday, do_not_call, belongs_to, stage,
      name;

  Crm() {
    catalog.account_timezone = "Asia/Kolkata";
    lead = catalog.AddEntity({.name = "Lead", .label = "Lead", .stable_id = 1, .key = "ProspectID"});
    account = catalog.AddEntity({.name = "Account", .label = "Account", .stable_id = 2, .key = "AccountID"});
    sources = catalog.AddOptionSet({"", {{"Web", 71}, {"Ads", 72}, {"Referral", 73}}, false});
    first_name = Add(lead, "FirstName", types::kText.Optional());
    last_name = Add(lead, "LastName", types::kText);
    catalog.field(last_name).mandatory = true;
    city = Add(lead, "mx_City", types::kText.Optional());
    score = Add(lead, "Score", types::kNumber.Optional());
    age = Add(lead, "mx_Age", types::kNumber.Optional());
    catalog.field(age).scale = 2;
    source = Add(lead, "Source", types::Option(sources).Optional());
    created = Add(lead, "CreatedOn", types::kDateTime.Optional());
    birthday = Add(lead, "Birthday", types::kDate.Optional());
    do_not_call = Add(lead, "DoNotCall", types::kBool.Optional());
    belongs_to = Add(lead, "Account", types::Record(account).Optional());
    catalog.field(belongs_to).via = "RelatedAccountId";
    stage = Add(account, "Stage", types::kText.Optional());
    name = Add(account, "AccountName", types::kText.Optional());
  }

  schema::FieldId Add(schema::EntityId entity, std::string field, Type type) {
    schema::Field made;
    made.name = made.label = std::move(field);
    made.entity = entity;
    made.type = type;
    made.stable_id = static_cast<uint32_t>(100 + catalog.field_count());
    return catalog.AddField(std::move(made));
  }
};

}  // namespace lsq::harness
