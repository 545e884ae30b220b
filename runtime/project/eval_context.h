// SPDX-License-Identifier: Apache-2.0
// The schema of an evaluation, and the records of a request as that schema reads them. Private to this folder.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/schema/catalog.h"
#include "compiler/schema/library.h"
#include "compiler/source/source.h"
#include "runtime/link/program.h"
#include "runtime/project/evaluator.h"
#include "runtime/value/record.h"
#include "runtime/vm/vm.h"

namespace lsq::project {

struct Mistake {
  Error error;
  EvalDetail detail;
};
// The first error among them; nothing when there is none.
std::optional<Mistake> FirstMistake(const diagnostics::Sink& sink, const source::Files& files);

// One expression ready to run, or why it is none.
struct Compiled {
  std::shared_ptr<const link::LoadedProgram> program;
  types::Type type;
  size_t records = 0;  // parameters
  std::optional<Mistake> mistake;
};

// A schema that was read, and what was compiled against it.
struct EvalContext {
  source::Files files;
  schema::Catalog catalog;
  schema::Library library;
  std::unordered_map<std::string, Compiled> compiled;
  std::optional<Mistake> mistake;  // of the schema: nothing can be compiled
};

// What a text that is written like a date is taken for where no schema says it.
enum class DateTexts : uint8_t { Dates, Texts };

// The standard library, read once; every context begins as a copy.
class StandardContext {
 public:
  StandardContext();
  // `.lsq` declarations or a catalogue as JSON, added to the CRM's own.
  std::unique_ptr<EvalContext> WithSchema(std::string_view schema) const;
  // The CRM's own schema and what the records show: a field that it does not know has the type of its value, and every
  // field that has a value is never empty.
  std::unique_ptr<EvalContext> WithShown(const value::Json::Object& records, DateTexts date_texts) const;

 private:
  EvalContext standard_;
};

// Equal for records that show the same.
std::string ShapeOf(const value::Json::Object& records, DateTexts date_texts);
bool HasDateTexts(const value::Json::Object& records);

// Records of a request, by entity.
class EvalRecords final : public vm::RecordReader {
 public:
  // `entities` are those of `records`, one by one. Errors: `eval_record` of an unknown field or a record that is no
  // object, the codes of value::ReadJson.
  static Result<EvalRecords> Read(const schema::Catalog& catalog, const value::Json::Object& records,
                                  const std::vector<schema::EntityId>& entities);

  const value::Record* Of(std::string_view entity) const;
  Result<const value::Record*> Read(const value::RecordKey& key, const value::ReadContext& context) override;
  Result<bool> IsInList(const value::RecordKey&, std::string_view, const value::ReadContext&) override { return false; }

 private:
  // A relation whose other record is given, but not its id, leads to that record.
  void Relate(const schema::Catalog& catalog, const std::vector<schema::EntityId>& entities);

  std::vector<std::unique_ptr<value::Record>> records_;
};

}  // namespace lsq::project
