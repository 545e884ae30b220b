// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "compiler/text/text.h"
#include "compiler/time/zone.h"
#include "runtime/connectors/recording.h"
#include "runtime/value/json.h"

namespace lsq::connectors {

namespace {

using value::Json;

constexpr size_t kLineLimit = 76;  // RFC 2045 6.7
constexpr size_t kWordLimit = 45;  // bytes of text in one encoded word, which base64 makes 60
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string Base64(std::string_view bytes) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](size_t j) { return j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0u; };
    const uint32_t three = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    for (int digit = 0; digit < 4; ++digit) {
      const bool padding = i + static_cast<size_t>(digit) > bytes.size();
      out.push_back(padding ? '=' : kDigits[three >> (18 - 6 * digit) & 63]);
    }
  }
  return out;
}

bool IsPlainHeader(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

// RFC 2047 where needed; words are cut between code points.
std::string HeaderText(std::string_view text) {
  if (IsPlainHeader(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    size_t cut = std::min(kWordLimit, text.size());
    while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + Base64(text.substr(0, cut)) + "?=";
    text.remove_prefix(cut);
  }
  return out;
}

void AppendQuoted(std::string& out, size_t& column, std::string_view piece) {
  if (column + piece.size() >= kLineLimit) {
    out += "=\r\n";
    column = 0;
  }
  out += piece;
  column += piece.size();
}

std::string QuotedPrintable(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  size_t column = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool blank_at_end = (byte == ' ' || byte == '\t') && (i + 1 == text.size() || text[i + 1] == '\n');
    const bool plain = byte >= 0x20 && byte < 0x7F && byte != '=' && !blank_at_end;
    const char quoted[3] = {'=', kHex[byte >> 4], kHex[byte & 15]};
    AppendQuoted(out, column, plain ? text.substr(i, 1) : std::string_view(quoted, 3));
  }
  return out;
}

std::string DateText(time::Instant at) {
  const time::LocalDateTime utc = time::Zone().ToLocal(at);
  const time::YearMonthDay day = time::ToYearMonthDay(utc.date);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const int seconds = utc.time.seconds;
  return std::string(kDays[static_cast<size_t>(time::WeekdayOf(utc.date))]) + ", " + two(day.day) + " " +
         kMonths[static_cast<size_t>(day.month - 1)] + " " + std::to_string(day.year) + " " + two(seconds / 3600) +
         ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60) + " +0000";
}

// A member that is a text, or an array of texts with ", " between.
std::string Member(const Json& body, std::string_view name) {
  const Json* member = body.Find(name);
  if (member == nullptr) return "";
  if (const auto* text = member->As<std::string>()) return *text;
  std::string out;
  const auto* elements = member->As<Json::Array>();
  for (const Json& element : elements != nullptr ? *elements : Json::Array{}) {
    const auto* text = element.As<std::string>();
    if (text != nullptr) out += (out.empty() ? "" : ", ") + *text;
  }
  return out;
}

// A contact: {"name", "address"}.
std::string Sender(const Json& body) {
  const Json* from = body.Find("from");
  const std::string address = from != nullptr ? Member(*from, "address") : "";
  const std::string name = from != nullptr ? Member(*from, "name") : "";
  if (address.empty()) return "";
  if (name.empty()) return address;
  const bool plain = IsPlainHeader(name) && name.find_first_of("\"\\") == std::string::npos;
  return (plain ? "\"" + name + "\"" : HeaderText(name)) + " <" + address + ">";
}

std::string MessageId(std::string_view key) {
  std::string id;
  for (const char c : key) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    id.push_back(plain ? c : '-');
  }
  return "<" + id + "@lsq.invalid>";
}

}  // namespace

std::string MailText(const host::Outgoing& effect) {
  const Result<Json> parsed = value::ParseJson(effect.body);
  const Json body = parsed.ok() ? *parsed : Json();
  std::string out;
  const auto header = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) out += std::string(name) + ": " + text + "\r\n";
  };
  header("Message-ID", MessageId(effect.key));
  header("Date", DateText(effect.at));
  header("From", Sender(body));
  header("To", HeaderText(Member(body, "to")));
  header("Cc", HeaderText(Member(body, "cc")));
  header("Bcc", HeaderText(Member(body, "bcc")));
  header("Subject", HeaderText(Member(body, "subject")));
  const std::string html = Member(body, "html");
  const std::string text = Member(body, "text");
  out += "MIME-Version: 1.0\r\nContent-Type: text/" + std::string(html.empty() ? "plain" : "html") +
         "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  return out + QuotedPrintable(html.empty() ? text : html) + "\r\n";
}

}  // namespace lsq::connectors
