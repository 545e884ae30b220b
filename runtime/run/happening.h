// SPDX-License-Identifier: Apache-2.0
// What an inbox event carries besides its type and record: the payload of a store::Event, and frozen in the runs that
// it starts (C-CON-1).
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "runtime/link/load_record.h"
#include "runtime/value/record.h"

namespace lsq::run {

struct Happening {
  std::string name;         // type of the activity, list, template or key of the mail, automation of a schedule
  value::Fields fields;     // as they came; of activities: those of the activity
  link::ChangeSet changes;  // of records: what the event changed; empty until it was applied
  bool applied = false;     // by whoever emitted it, in the same transaction: the record has it already
  bool import = false;
  bool bulk = false;
  int64_t bulk_records = 0;      // how many records the bulk operation is about; 0: nobody knows
  std::string how;               // "merge", "distribute": what kind of write it was
  std::string by;                // the automation that did it
  value::RecordKey about;        // of an activity: on whom; of the record an event made: itself
  std::vector<std::string> ids;  // of a schedule's chunk: the records it took
  int64_t at_micros = 0;         // when it happened, where that is not when it arrived
};

std::string Print(const Happening& happening);
Result<Happening> ParseHappening(std::string_view text);

// What `fields` would change in a record: text that is equal when folded is no change (C-TRG-3).
link::ChangeSet ChangesOf(const value::Fields& before, const value::Fields& fields);

}  // namespace lsq::run
