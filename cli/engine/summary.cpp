// SPDX-License-Identifier: Apache-2.0
#include "cli/engine/summary.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "runtime/api/lsq.hpp"

namespace lsq::cli {

namespace {

constexpr std::array<std::string_view, 5> kEnds = {"entered", "completed", "exited", "failed", "skipped"};
// What happens inside a run, and is neither its end nor seen from outside (runtime/trace/README.md).
constexpr std::array<std::string_view, 6> kWithin = {"waiting", "resumed", "past", "found", "not_found", "outcome"};
constexpr size_t kReasonsShown = 10;
constexpr size_t kDetailsShown = 4;

// The member of an effect's line by which its count is broken down.
struct Detail {
  std::string_view effect, member;
};
constexpr std::array<Detail, 9> kDetails = {{{"add_to_list", "list"},
                                             {"remove_from_list", "list"},
                                             {"assign_owner", "owner"},
                                             {"call_lapp", "lapp"},
                                             {"call_webhook", "webhook"},
                                             {"send_email", "template"},
                                             {"update", "target_entity"},
                                             {"step_failed", "reason"},
                                             {"step_skipped", "reason"}}};

std::string_view Member(const simdjson::dom::element& line, std::string_view name) {
  std::string_view text;
  return line[name].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

// Columns by code points, which is right for names of automations.
size_t Width(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}
std::string Padded(std::string text, size_t width) {
  if (Width(text) < width) text.append(width - Width(text), ' ');
  return text;
}
std::string Right(size_t number, size_t width) {
  const std::string text = number == 0 ? "-" : std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

using Counts = std::map<std::string, size_t>;

std::vector<std::pair<size_t, std::string>> MostOften(const Counts& counts) {
  std::vector<std::pair<size_t, std::string>> often;
  for (const auto& [name, count] : counts) often.emplace_back(count, name);
  std::stable_sort(often.begin(), often.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  return often;
}

std::string DetailsOf(const Counts& counts) {
  const auto often = MostOften(counts);
  std::string out;
  for (size_t i = 0; i < std::min(often.size(), kDetailsShown); ++i) {
    out += (i == 0 ? "  " : ", ") + often[i].second + " " + std::to_string(often[i].first);
  }
  return often.size() > kDetailsShown ? out + " …" : out;
}

}  // namespace

void RunSummary::Count(std::string_view trace_line) {
  static simdjson::dom::parser parser;
  simdjson::dom::element line;
  if (parser.parse(trace_line.data(), trace_line.size()).get(line) != simdjson::SUCCESS) return;
  const std::string event(Member(line, "event"));
  const std::string automation(Member(line, "automation"));
  if (std::find(kWithin.begin(), kWithin.end(), event) != kWithin.end()) return;
  if (std::find(kEnds.begin(), kEnds.end(), event) == kEnds.end()) {
    Effect& effect = effects_[event];
    ++effect.count;
    for (const Detail& detail : kDetails) {
      if (detail.effect == event) ++effect.details[std::string(Member(line, detail.member))];
    }
    return;
  }
  ++automations_[automation].states[event];
  const std::string reason(Member(line, "reason"));
  if (!reason.empty()) ++reasons_[automation + ": " + event + " because " + reason];
}

std::string RunSummary::Print() const {
  std::string out;
  for (const Import& import : imports) {
    out += "imported  " + std::to_string(import.created) + (import.created == 1 ? " record of " : " records of ") +
           import.file + (import.left_out > 0 ? ", " + std::to_string(import.left_out) + " left out" : "") + "\n";
  }
  if (events > 0) {
    out += "events    " + std::to_string(events);
    out += new_events < events ? ", " + std::to_string(events - new_events) + " of them known already\n" : "\n";
  }
  lsq_buffer* instant = lsq_print_instant(now);
  out += "clock     " + embed::detail::Take(instant) + "\n\n";
  size_t width = 10;
  for (const auto& [name, automation] : automations_) width = std::max(width, Width(name));
  out += Padded("automation", width) + "  entered completed exited failed skipped\n";
  for (const auto& [name, automation] : automations_) {
    out += Padded(name, width) + " ";
    for (const std::string_view state : kEnds) {
      const auto found = automation.states.find(std::string(state));
      out += " " + Right(found == automation.states.end() ? 0 : found->second, state.size());
    }
    out += "\n";
  }
  out += "\neffects\n";
  for (const auto& [name, effect] : effects_) {
    out += "  " + Padded(name, 18) + Right(effect.count, 7) + DetailsOf(effect.details) + "\n";
  }
  if (reasons_.empty()) return out;
  const auto often = MostOften(reasons_);
  out += "\nwhy runs ended early\n";
  for (size_t i = 0; i < std::min(often.size(), kReasonsShown); ++i) {
    out += Right(often[i].first, 7) + "  " + often[i].second + "\n";
  }
  return out;
}

}  // namespace lsq::cli
