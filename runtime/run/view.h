// SPDX-License-Identifier: Apache-2.0
// The records a segment sees: those of the store, each read once, with what the segment wrote on top. Remembers which
// versions it saw, so that the Delta is refused when one of them is no longer the latest (architecture decision 3).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "runtime/run/schema.h"
#include "runtime/store/store.h"
#include "runtime/vm/vm.h"

namespace lsq::run {

using value::Fields;
using value::Record;
using value::RecordKey;
using value::Value;

class View final : public vm::RecordReader {
 public:
  View(store::Store& store, const Schema& schema) : store_(store), schema_(schema) {}

  // Redirects of merges are followed; null when there is none. Valid until the record is written.
  Result<const Record*> Find(const RecordKey& key);
  // The same for evaluations. What the world fails with is kept, see `error`.
  Result<const Record*> Read(const RecordKey& key, const value::ReadContext& context) override;
  Result<bool> IsInList(const RecordKey& key, std::string_view list, const value::ReadContext& context) override;
  Result<const Record*> FindUser(std::string_view name, const value::ReadContext& context) override;
  // A failure of the store during an evaluation, which saw it as a fault.
  const std::optional<Error>& error() const { return error_; }

  // Writes; the record was found before.
  void Set(const RecordKey& key, const Fields& fields);
  void Create(const RecordKey& key, Fields fields);  // replaces nothing: the commit conflicts when it is there
  void Erase(const RecordKey& key);
  void Redirect(const RecordKey& key, const std::string& survivor);

  bool written() const { return written_; }
  // What was read and written, into the Delta.
  void AddTo(store::Delta& delta) const;

 private:
  struct Entry {
    std::optional<Record> record;  // as it is now; nothing: absent
    uint64_t version = 0;          // as it was read
    Fields changed;
    bool dirty = false;
  };
  Result<Entry*> EntryOf(const RecordKey& key);

  Result<RecordKey> UserNamed(std::string_view name);

  store::Store& store_;
  const Schema& schema_;
  std::map<std::string, RecordKey, std::less<>> users_;  // by the names they were asked for
  std::map<RecordKey, Entry> entries_;
  std::optional<Error> error_;
  bool written_ = false;
};

// Membership of static lists is kept as a record for each member.
inline constexpr std::string_view kListMember = "ListMember";
RecordKey MembershipKey(std::string_view list, const RecordKey& member);

}  // namespace lsq::run
