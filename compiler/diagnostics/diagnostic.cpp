// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/diagnostic.h"

#include <algorithm>
#include <tuple>

#include "compiler/base/check.h"

namespace lsq::diagnostics {

namespace {

size_t CountHoles(std::string_view message) {
  size_t count = 0;
  for (size_t at = message.find("{}"); at != std::string_view::npos; at = message.find("{}", at + 2)) ++count;
  return count;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

auto SortKey(const Diagnostic& d) {
  return std::tuple(d.primary.at.file.index, d.primary.at.span.begin, d.kind->number);
}

}  // namespace

const std::vector<const Kind*>& AllKinds() {
  static const std::vector<const Kind*> all = [] {
    std::vector<const Kind*> kinds = {
#define LSQ_DIAGNOSTIC(number, name, severity, alias, message) &kind::name,
#include "compiler/diagnostics/diagnostics.def"
#undef LSQ_DIAGNOSTIC
    };
    std::sort(kinds.begin(), kinds.end(), [](const Kind* a, const Kind* b) { return a->number < b->number; });
    return kinds;
  }();
  return all;
}

const Kind* FindKind(std::string_view code) {
  for (const Kind* kind : AllKinds()) {
    if (EqualsIgnoringCase(code, kind->Code()) || code == std::to_string(kind->number)) return kind;
    if (*kind->alias != '\0' && EqualsIgnoringCase(code, kind->alias)) return kind;
  }
  return nullptr;
}

std::string Diagnostic::Message() const {
  std::string out;
  std::string_view rest = kind->message;
  for (const std::string& arg : args) {
    const size_t hole = rest.find("{}");
    if (hole == std::string_view::npos) break;
    out.append(rest.substr(0, hole)).append(arg);
    rest.remove_prefix(hole + 2);
  }
  return out.append(rest);
}

Sink::Builder Sink::Report(const Kind& kind, source::Location at, std::vector<std::string> args) {
  LSQ_CHECK(args.size() == CountHoles(kind.message), kind.name);
  diagnostics_.push_back(Diagnostic{&kind, std::move(args), {at, ""}, {}, {}, {}});
  return {*this, diagnostics_.size() - 1};
}

Sink::Builder& Sink::Builder::Label(source::Location at, std::string text) {
  get().labels.push_back({at, std::move(text)});
  return *this;
}
Sink::Builder& Sink::Builder::Note(std::string text) {
  get().notes.push_back(std::move(text));
  return *this;
}
Sink::Builder& Sink::Builder::Fix(std::string title, std::vector<Edit> edits) {
  get().fixes.push_back({std::move(title), std::move(edits)});
  return *this;
}
Sink::Builder& Sink::Builder::Fix(std::string title, source::Location at, std::string replacement) {
  return Fix(std::move(title), {Edit{at, std::move(replacement)}});
}
Sink::Builder& Sink::Builder::Primary(std::string label_text) {
  get().primary.text = std::move(label_text);
  return *this;
}

bool Sink::HasErrors() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& d) { return d.kind->severity == Severity::Error; });
}

std::vector<Diagnostic> Sink::TakeSorted() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return SortKey(a) < SortKey(b); });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return SortKey(a) == SortKey(b) && a.args == b.args;
  };
  diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same), diagnostics_.end());
  return std::exchange(diagnostics_, {});
}

}  // namespace lsq::diagnostics
