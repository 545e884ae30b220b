// SPDX-License-Identifier: Apache-2.0
// From something that happened to the automations it starts (domain.md B2, C6).
//
// Pure: what is asked of records goes through a reader. The index is made once from the programs that are published and
// then only read.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/link/load_record.h"
#include "runtime/link/program.h"
#include "runtime/match/header.h"
#include "runtime/value/record.h"
#include "runtime/vm/vm.h"

namespace lsq::match {

// An automation that may start runs.
struct Published {
  std::shared_ptr<const link::LoadedProgram> program;
  std::string digest;
  const ir::Automation* automation = nullptr;
  Header header;
};

// What happened to a record.
struct Occurrence {
  std::string type;                          // "new", "update", "activity" …: see engine.h
  const value::Record* record = nullptr;     // its state as of the event (E-TRG-1)
  const link::ChangeSet* changes = nullptr;  // of an update
  std::string name;                          // type of the activity, list
  std::string about_entity;                  // of an activity: the entity it was posted on
  const value::Fields* arguments = nullptr;  // of triggers of the host
  bool import = false;
  bool bulk = false;
  bool distributed = false;  // a new owner by `distribute` starts nothing (C-TRG-4)
};

class Index {
 public:
  explicit Index(std::vector<std::shared_ptr<const link::LoadedProgram>> programs,
                 const std::vector<std::string>& digests);

  const std::vector<Published>& published() const { return published_; }
  const Published* Find(std::string_view automation) const;

  // Automations with a trigger that fires, by priority, then name (E-TRG-3); each once. Their `when` is not judged.
  std::vector<const Published*> Candidates(const Occurrence& occurrence) const;

 private:
  struct Place {
    uint32_t published;
    uint32_t trigger;
  };
  std::vector<Published> published_;
  std::unordered_map<std::string, std::vector<Place>> by_native_;  // native and entity
};

// What entry criteria are judged on.
struct Judged {
  const value::Record* record = nullptr;
  const link::ChangeSet* changes = nullptr;
  time::Instant now{};
  vm::RecordReader* reader = nullptr;
  value::ReadContext context;
  vm::Observer* observer = nullptr;
};
// Whether `when` holds; a fault says why it could not be judged.
vm::Verdict When(const Published& published, const Judged& judged);
// What a function of the automation's header gives for the record; missing when it faults.
value::Value ValueOf(const Published& published, ir::FunctionId function, const Judged& judged);

}  // namespace lsq::match
