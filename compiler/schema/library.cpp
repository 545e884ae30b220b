// SPDX-License-Identifier: Apache-2.0
#include "compiler/schema/library.h"

#include <algorithm>

namespace lsq::schema {

namespace {

template <typename Decl>
std::vector<const Decl*> Starting(const std::vector<Decl>& decls, std::string_view word) {
  std::vector<const Decl*> found;
  for (const Decl& decl : decls) {
    if (decl.pattern.parts.front().word == word) found.push_back(&decl);
  }
  return found;
}

template <typename Decl>
const Decl* Find(const std::vector<Decl>& decls, std::string Decl::* key, std::string_view value) {
  const auto found = std::find_if(decls.begin(), decls.end(), [&](const Decl& decl) { return decl.*key == value; });
  return found == decls.end() ? nullptr : &*found;
}

}  // namespace

std::string Pattern::first_word() const {
  return parts.empty() ? std::string() : parts.front().word;
}

std::string Pattern::Head() const {
  std::string head;
  for (const PatternPart& part : parts) {
    if (part.is_hole()) break;
    head += (head.empty() ? "" : " ") + part.word;
  }
  return head;
}

std::string Pattern::ToString(const std::vector<Param>& params) const {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    const PatternPart& part = parts[i];
    const std::string name = part.is_hole() ? params[part.param].name : part.word;
    if (call) {
      text += i == 0 ? name + "(" : (i == 1 ? "" : ", ") + name;
    } else {
      text += (i == 0 ? "" : " ") + (part.is_hole() ? "(" + name + ")" : name);
    }
  }
  return call ? text + ")" : text;
}

size_t Pattern::fixed_words() const {
  return static_cast<size_t>(
      std::count_if(parts.begin(), parts.end(), [](const PatternPart& part) { return !part.is_hole(); }));
}

bool Availability::In(std::string_view group) const {
  if (rule == Rule::Everywhere) return true;
  const bool listed = std::find(groups.begin(), groups.end(), group) != groups.end();
  return listed == (rule == Rule::Only);
}

std::string Availability::ToString() const {
  if (rule == Rule::Everywhere) return "everywhere";
  std::string text = rule == Rule::Except ? "everywhere but " : "";
  for (size_t i = 0; i < groups.size(); ++i) text += (i == 0 ? "" : ", ") + groups[i];
  return text;
}

void Library::Add(FunctionDecl decl) {
  Know(DeclKind::Function, decl.name);
  functions_.push_back(std::move(decl));
}

void Library::Add(ActionDecl decl) {
  Know(DeclKind::Action, decl.pattern.Head());
  actions_.push_back(std::move(decl));
}

void Library::Add(TriggerDecl decl) {
  Know(DeclKind::Trigger, decl.pattern.Head());
  triggers_.push_back(std::move(decl));
}

void Library::Add(PolicyDecl decl) {
  Know(DeclKind::Policy, decl.pattern.Head());
  policies_.push_back(std::move(decl));
}

void Library::Add(StatementDecl decl) {
  Know(DeclKind::Statement, decl.native);
  statements_.push_back(std::move(decl));
}

void Library::Add(MergePrefixDecl decl) {
  Know(DeclKind::MergePrefix, decl.name);
  merge_prefixes_.push_back(std::move(decl));
}

std::vector<const FunctionDecl*> Library::FindFunctions(std::string_view name) const {
  std::vector<const FunctionDecl*> found;
  for (const FunctionDecl& decl : functions_) {
    if (decl.name == name) found.push_back(&decl);
  }
  return found;
}

std::vector<const ActionDecl*> Library::ActionsStarting(std::string_view first_word) const {
  return Starting(actions_, first_word);
}

std::vector<const TriggerDecl*> Library::TriggersStarting(std::string_view first_word) const {
  return Starting(triggers_, first_word);
}

std::vector<const PolicyDecl*> Library::PoliciesStarting(std::string_view first_word) const {
  return Starting(policies_, first_word);
}

const StatementDecl* Library::FindStatement(std::string_view native) const {
  return Find(statements_, &StatementDecl::native, native);
}

const MergePrefixDecl* Library::FindMergePrefix(std::string_view name) const {
  return Find(merge_prefixes_, &MergePrefixDecl::name, name);
}

void Library::Know(DeclKind kind, std::string head) {
  std::vector<std::string>& heads = heads_[static_cast<size_t>(kind)];
  const auto at = std::lower_bound(heads.begin(), heads.end(), head);
  if (at == heads.end() || *at != head) heads.insert(at, std::move(head));
}

}  // namespace lsq::schema
