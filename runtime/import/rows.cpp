// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "compiler/text/text.h"
#include "runtime/import/csv.h"
#include "runtime/import/import.h"
#include "runtime/value/json.h"

namespace lsq::import {

namespace {

const TargetField* FindField(const Target& target, std::string_view title) {
  const std::string_view name = text::Trim(title);
  for (const TargetField& field : target.fields) {
    if (field.name == name) return &field;
  }
  for (const TargetField& field : target.fields) {
    if (!field.label.empty() && text::EqualsFolded(field.label, name)) return &field;
  }
  return nullptr;
}

std::string UnknownColumn(const Target& target, std::string_view title) {
  std::vector<std::string_view> names;
  for (const TargetField& field : target.fields) names.push_back(field.name);
  const auto nearest = text::Nearest(title, names);
  std::string message = target.entity + " has no field \"" + std::string(title) + "\"; the column is left out";
  if (nearest) message += " (did you mean " + std::string(*nearest) + "?)";
  return message;
}

// The limits a single value must keep, or what is wrong with it.
std::optional<std::string> Unfit(const TargetField& field, const value::Value& value) {
  const auto* text = value.As<std::string>();
  if (text != nullptr && field.max_length > 0 && text::Length(*text) > field.max_length) {
    return field.name + ": is longer than " + std::to_string(field.max_length) + " characters";
  }
  return std::nullopt;
}

// Collects the fields of one row, and the first thing that is wrong with it; empty mandatory fields are told all at
// once.
class RowBuilder {
 public:
  RowBuilder(const Target& target, size_t line) : target_(target), row_{line, {target.entity, ""}, {}} {}

  void Put(const TargetField& field, Result<value::Value> value) {
    if (!given_.insert(&field).second) return Blame(field.name + ": is given twice");
    if (!value.ok()) return Blame(field.name + ": " + value.error().message);
    if (const auto unfit = Unfit(field, *value)) return Blame(*unfit);
    if (!value->missing()) filled_.insert(field.name);
    if (field.name == target_.key) {
      if (const auto* id = value->As<std::string>()) row_.key.id = std::string(text::Trim(*id));
    }
    if (!value->missing()) row_.fields.insert_or_assign(field.name, *std::move(value));
  }
  void Blame(std::string message) {
    if (problem_.empty()) problem_ = std::move(message);
  }
  void Finish(Rows& rows) {
    ++rows.count;
    std::string empty;
    for (const TargetField& field : target_.fields) {
      if (field.mandatory && !filled_.contains(field.name)) empty += (empty.empty() ? "" : ", ") + field.name;
    }
    if (!empty.empty()) Blame(empty + ": may not be empty");
    if (row_.key.id.empty()) Blame(target_.key + ": the record's id is empty");
    if (problem_.empty()) {
      rows.good.push_back(std::move(row_));
    } else {
      rows.problems.push_back({row_.line, problem_});
    }
  }

 private:
  const Target& target_;
  Row row_;
  std::set<const TargetField*> given_;
  std::set<std::string> filled_;
  std::string problem_;
};

struct Header {
  std::vector<const TargetField*> columns;  // null: left out
};

// What other programs write in place of commas: a header that is one cell with several names.
std::string ForeignForm(const CsvRow& header) {
  if (header.cells.size() != 1) return "";
  for (const char separator : {';', '\t', '|'}) {
    if (header.cells[0].find(separator) == std::string::npos) continue;
    const std::string name = separator == '\t' ? "tabs" : std::string("`") + separator + "`";
    return "; its cells are separated by " + name + ", and a CSV file's by commas";
  }
  return "";
}

Result<Header> ReadHeader(const CsvRow& row, const Target& target, std::vector<Problem>& problems) {
  Header header;
  std::set<const TargetField*> seen;
  for (const std::string& title : row.cells) {
    const TargetField* field = FindField(target, title);
    if (field == nullptr) problems.push_back({row.line, UnknownColumn(target, title)});
    if (field != nullptr && !seen.insert(field).second) {
      return Error{"csv_header", "two columns are " + target.entity + "." + field->name};
    }
    header.columns.push_back(field);
  }
  const bool has_key = std::any_of(seen.begin(), seen.end(), [&](const auto* f) { return f->name == target.key; });
  if (!has_key) {
    return Error{"csv_header", "no column is " + target.key + ", the id of a " + target.entity + ForeignForm(row)};
  }
  return header;
}

void ReadRow(const CsvRow& row, const Header& header, const Target& target, Rows& rows) {
  RowBuilder builder(target, row.line);
  if (!row.problem.empty()) builder.Blame(row.problem);
  if (row.cells.size() != header.columns.size()) {
    builder.Blame("has " + std::to_string(row.cells.size()) + (row.cells.size() == 1 ? " cell" : " cells") +
                  ", the header has " + std::to_string(header.columns.size()));
  }
  const size_t count = std::min(row.cells.size(), header.columns.size());
  for (size_t i = 0; i < count; ++i) {
    const TargetField* field = header.columns[i];
    if (field != nullptr) builder.Put(*field, value::ReadText(row.cells[i], field->kind, field->entity));
  }
  builder.Finish(rows);
}

}  // namespace

Result<Rows> ReadCsv(std::string_view text, const Target& target) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return Error{"csv_header", "the file is saved as UTF-16; save it again, with the encoding UTF-8"};
  }
  CsvReader reader(text);
  std::optional<CsvRow> titles = reader.Next();
  while (titles && titles->blank()) titles = reader.Next();
  if (!titles) return Error{"csv_header", "the file is empty: its first line must name the columns"};
  Rows rows;
  LSQ_TRY(const Header header, ReadHeader(*titles, target, rows.problems));
  while (const std::optional<CsvRow> row = reader.Next()) {
    if (!row->blank()) ReadRow(*row, header, target, rows);
  }
  return rows;
}

Rows ReadJsonl(std::string_view text, const Target& target) {
  Rows rows;
  size_t line = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view one = text.substr(begin, end - begin);
    begin = end + 1;
    ++line;
    if (text::IsBlank(one)) continue;
    RowBuilder builder(target, line);
    const Result<value::Json> json = value::ParseJson(one);
    const auto* members = json.ok() ? json->As<value::Json::Object>() : nullptr;
    if (!json.ok()) builder.Blame(json.error().message);
    if (json.ok() && members == nullptr) builder.Blame("is not a JSON object");
    for (const auto& [name, member] : members != nullptr ? *members : value::Json::Object{}) {
      const TargetField* field = FindField(target, name);
      if (field == nullptr) {
        builder.Blame(target.entity + " has no field \"" + name + "\"");
      } else {
        builder.Put(*field, value::ReadJson(member, field->kind, field->entity));
      }
    }
    builder.Finish(rows);
  }
  return rows;
}

}  // namespace lsq::import
