// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/context.h"

namespace lsq::check {

LocalId Declare(Context& context, std::string name, Type type, Location declared) {
  const LocalId local = context.scope.locals.Add({name, type, declared});
  context.names.Bind(std::move(name), local);
  return local;
}

LocalId DeclareRecord(Context& context, schema::EntityId entity, Location declared) {
  const std::string& name = context.catalog.entity(entity).name;
  const LocalId local = context.scope.locals.Add({name, types::Record(entity), declared});
  BindRecord(context, local);
  return local;
}

void BindRecord(Context& context, LocalId record) {
  const schema::Entity& entity = context.catalog.entity(schema::EntityId{context.scope[record].type.arg});
  context.names.Bind(entity.name, record);
  for (const std::string& alias : entity.aliases) context.names.Bind(alias, record);
}

Expected ForField(const Context& context, schema::FieldId field) {
  const schema::Field& described = context.catalog.field(field);
  const bool date = described.type.Is(types::Kind::Date) || described.type.Is(types::Kind::DateTime);
  return {.type = described.mandatory ? described.type.Required() : described.type.Optional(),
          .merge = date ? MergeContext::DateTime : MergeContext::TypedValue,
          .handles_missing = true,
          .field = field};
}

}  // namespace lsq::check
