// SPDX-License-Identifier: Apache-2.0
#include "runtime/run/view.h"

#include <algorithm>
#include <iterator>

#include "compiler/base/check.h"
#include "compiler/text/text.h"

namespace lsq::run {

namespace {

constexpr int kMaxRedirects = 64;  // merges of merges; a longer chain is damage

}  // namespace

RecordKey MembershipKey(std::string_view list, const RecordKey& member) {
  return {std::string(kListMember), text::Fold(list) + "/" + member.entity + "/" + member.id};
}

Result<View::Entry*> View::EntryOf(const RecordKey& key) {
  const auto [at, added] = entries_.try_emplace(key);
  if (added) {
    Result<std::optional<Record>> record = store_.Read(key, false);
    if (!record.ok()) {
      entries_.erase(at);
      return record.error();
    }
    at->second.record = std::move(*record);
    at->second.version = at->second.record ? at->second.record->version : 0;
  }
  return &at->second;
}

Result<const Record*> View::Find(const RecordKey& key) {
  RecordKey at = key;
  for (int hops = 0; hops < kMaxRedirects; ++hops) {
    LSQ_TRY(const Entry* entry, EntryOf(at));
    if (!entry->record) return static_cast<const Record*>(nullptr);
    if (entry->record->merged_into.empty()) return &*entry->record;
    at.id = entry->record->merged_into;
  }
  return Error{"corrupt", key.entity + " " + key.id + " was merged into itself"};
}

Result<const Record*> View::Read(const RecordKey& key, const value::ReadContext&) {
  Result<const Record*> found = Find(key);
  if (!found.ok() && !error_) error_ = found.error();
  return found;
}

Result<bool> View::IsInList(const RecordKey& key, std::string_view list, const value::ReadContext& context) {
  LSQ_TRY(const Record* record, Read(key, context));
  if (!record) return false;
  LSQ_TRY(const Record* membership, Read(MembershipKey(list, record->key), context));
  return membership != nullptr;
}

namespace {

std::string TextOf(const Record& record, std::string_view field) {
  const auto* text = record.Get(field).As<std::string>();
  return text ? *text : std::string();
}

}  // namespace

// By address, full name or first name; the id is empty when nobody has it.
Result<RecordKey> View::UserNamed(std::string_view name) {
  if (const auto known = users_.find(name); known != users_.end()) return known->second;
  RecordKey found;
  LSQ_TRY_DO(store_.Scan("User", {}, [&](const Record& user) {
    const std::string first = TextOf(user, "FirstName");
    for (const std::string& known : {TextOf(user, "EmailAddress"), first + " " + TextOf(user, "LastName"), first}) {
      if (!text::IsBlank(known) && text::EqualsFolded(known, name)) found = user.key;
    }
    return found.id.empty();
  }));
  users_.emplace(name, found);
  return found;
}

Result<const Record*> View::FindUser(std::string_view name, const value::ReadContext& context) {
  const std::string_view wanted = name.empty() ? std::string_view(schema_.default_sender) : name;
  if (text::IsBlank(wanted)) return static_cast<const Record*>(nullptr);
  LSQ_TRY(const Record* by_id, Read({"User", std::string(wanted)}, context));
  if (by_id) return by_id;
  Result<RecordKey> found = UserNamed(wanted);
  if (!found.ok()) {
    if (!error_) error_ = found.error();
    return found.error();
  }
  return found->id.empty() ? Result<const Record*>(nullptr) : Read(*found, context);
}

void View::Set(const RecordKey& key, const Fields& fields) {
  Entry& entry = entries_.at(key);
  LSQ_CHECK(entry.record.has_value(), "a record is written that is not there");
  for (const auto& [name, value] : fields) {
    if (value.missing()) {
      entry.record->fields.erase(name);
    } else {
      entry.record->fields.insert_or_assign(name, value);
    }
    entry.changed.insert_or_assign(name, value);
  }
  entry.dirty = written_ = true;
}

void View::Create(const RecordKey& key, Fields fields) {
  std::erase_if(fields, [](const auto& field) { return field.second.missing(); });
  Entry& entry = entries_[key];
  entry.record = Record{key, 0, fields, {}};
  entry.changed = std::move(fields);
  entry.dirty = written_ = true;
}

void View::Erase(const RecordKey& key) {
  Entry& entry = entries_.at(key);
  entry.record.reset();
  entry.dirty = written_ = true;
}

void View::Redirect(const RecordKey& key, const std::string& survivor) {
  Entry& entry = entries_.at(key);
  entry.record->fields.clear();
  entry.record->merged_into = survivor;
  entry.changed.clear();
  entry.dirty = written_ = true;
}

// Redirects and removals first: they free the unique values that others take over.
void View::AddTo(store::Delta& delta) const {
  std::vector<store::WriteRecord> later;
  for (const auto& [key, entry] : entries_) {
    delta.reads.push_back({key, entry.version});
    if (!entry.dirty) continue;
    store::WriteRecord write{key, entry.version, entry.changed, {}, !entry.record.has_value(), {}};
    if (entry.record) write.merged_into = entry.record->merged_into;
    if (write.remove && entry.version == 0) continue;  // made and unmade within the segment
    const bool frees = write.remove || !write.merged_into.empty();
    (frees ? delta.writes : later).push_back(std::move(write));
  }
  std::move(later.begin(), later.end(), std::back_inserter(delta.writes));
}

}  // namespace lsq::run
