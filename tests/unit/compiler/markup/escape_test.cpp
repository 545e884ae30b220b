// SPDX-License-Identifier: Apache-2.0
#include "compiler/markup/escape.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

namespace lsq::markup {
namespace {

// ---- decoders that know nothing of the escapers ----

std::string DecodeHtml(const std::string& text) {
  static const std::map<std::string, std::string> kReferences = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}};
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '&') {
      out += text[at];
      continue;
    }
    const size_t end = text.find(';', at);
    out += kReferences.at(text.substr(at + 1, end - at - 1));
    at = end;
  }
  return out;
}

std::string DecodePercent(const std::string& text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%') {
      out += static_cast<char>(std::stoi(text.substr(at + 1, 2), nullptr, 16));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

// One cell of one record as RFC 4180 reads it.
std::string DecodeCsvCell(const std::string& cell) {
  if (!cell.starts_with('"')) return cell;
  std::string out;
  for (size_t at = 1; at + 1 < cell.size(); ++at) {
    if (cell[at] == '"') ++at;
    out += cell[at];
  }
  return out;
}

std::string RandomValue(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {
      "<",  ">", "\"", "'", "&", "&lt;",        "%",    "%41",      "\\", "\n",     "\r",
      "\t", "=", ",",  ":", "/", "javascript:", "-->",  "</title>", "é",  "😀",     "\u2028",
      "a",  "Z", "0",  " ", "`", "\x01",        "\x7F", "+",        "@",  "\u0085", "\xC2\xA0"};
  std::string out;
  for (size_t n = random() % 10; n > 0; --n) out += kPieces[random() % std::size(kPieces)];
  return out;
}

TEST(EscapeHtml, KeepsEveryValueData_C_MM_15) {
  EXPECT_EQ(Escaped(Escaper::Html, "<b>"), "&lt;b&gt;");
  EXPECT_EQ(Escaped(Escaper::Html, "Tom & \"Jerry's\""), "Tom &amp; &quot;Jerry&#39;s&quot;");
  EXPECT_EQ(Escaped(Escaper::Html, "Zoë 😀"), "Zoë 😀");
  EXPECT_EQ(Escaped(Escaper::Html, ""), "");
  EXPECT_EQ(Escaped(Escaper::Html, std::string_view("a\0b", 3)), "a\uFFFDb");
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    const std::string value = RandomValue(random);
    const std::string escaped = Escaped(Escaper::Html, value);
    ASSERT_EQ(DecodeHtml(escaped), value);
    ASSERT_EQ(escaped.find_first_of("<>\"'"), std::string::npos) << escaped;
  }
}

TEST(EscapeUrl, ComponentsHoldOnlyUnreservedBytes_C_MM_15) {
  EXPECT_EQ(Escaped(Escaper::UrlComponent, "New Delhi & more"), "New%20Delhi%20%26%20more");
  EXPECT_EQ(Escaped(Escaper::UrlComponent, "a-b.c_d~e"), "a-b.c_d~e");
  EXPECT_EQ(Escaped(Escaper::UrlComponent, "é"), "%C3%A9");
  EXPECT_EQ(Escaped(Escaper::UrlOpaque, "a+b@x.in?bcc=c"), "a+b@x.in%3Fbcc%3Dc");
  std::mt19937 random(2);
  for (int round = 0; round < 20'000; ++round) {
    const std::string value = RandomValue(random);
    const std::string escaped = Escaped(Escaper::UrlComponent, value);
    ASSERT_EQ(DecodePercent(escaped), value);
    for (const char c : escaped) ASSERT_TRUE(isalnum(c) || strchr("-._~%", c)) << escaped;
    ASSERT_EQ(DecodePercent(Escaped(Escaper::UrlOpaque, value)), value);
  }
}

TEST(EscapeUrl, OnlySafeSchemesMayBeLinked) {
  for (const char* safe : {"https://acme.in", "HTTP://acme.in", "mailto:a@b.in", "tel:+9198", "/path:x", "?a:b", "#a:b",
                           "www.acme.in", "", "//acme.in", "  https://acme.in\n"}) {
    EXPECT_TRUE(IsSafeUrl(safe)) << safe;
  }
  for (const char* unsafe :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "java\nscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd",
        "https\t://x", ":alert(1)", "javascript\u00A0:x", "ftp://x", "localhost:80"}) {
    EXPECT_FALSE(IsSafeUrl(unsafe)) << unsafe;
  }
}

TEST(EscapeUrl, WholeAddressesAreCleanedNotEncodedTwice) {
  EXPECT_EQ(Escaped(Escaper::UrlWhole, "https://x.in/a b?q=%41&r=50%#é"), "https://x.in/a%20b?q=%41&r=50%25#%C3%A9");
  EXPECT_EQ(Escaped(Escaper::HtmlUrl, "https://x.in/?a=1&b='\"<>"), "https://x.in/?a=1&amp;b=%27%22%3C%3E");
  EXPECT_EQ(Escaped(Escaper::UrlWhole, " https://x.in \r\n"), "https://x.in");
  EXPECT_EQ(Escaped(Escaper::UrlWhole, "javascript:alert(1)"), "#");
  EXPECT_EQ(Escaped(Escaper::HtmlUrl, "data:text/html,<b>"), "#");
  EXPECT_EQ(Escaped(Escaper::UrlWhole, "a%4"), "a%254");
  EXPECT_EQ(Escaped(Escaper::UrlWhole, "a%4g"), "a%254g");
  EXPECT_EQ(Escaped(Escaper::UrlWhole, "a%"), "a%25");
  EXPECT_EQ(Escaped(Escaper::UrlWhole, ""), "");
  std::mt19937 random(3);
  for (int round = 0; round < 20'000; ++round) {
    const std::string once = Escaped(Escaper::UrlWhole, RandomValue(random));
    ASSERT_EQ(Escaped(Escaper::UrlWhole, once), once);
    ASSERT_EQ(once.find_first_of(" <>\"'`\\\n"), std::string::npos) << once;
  }
}

TEST(EscapeJson, IsReadBackAsTheValue_C_MM_15) {
  EXPECT_EQ(Escaped(Escaper::JsonString, "a\"b\\c\nd\x01"), "a\\\"b\\\\c\\nd\\u0001");
  EXPECT_EQ(Escaped(Escaper::JsonString, "\b\f\r\t/é"), "\\b\\f\\r\\t/é");
  EXPECT_EQ(Escaped(Escaper::JsonValue, "x"), "\"x\"");
  std::mt19937 random(4);
  for (int round = 0; round < 20'000; ++round) {
    const std::string value = RandomValue(random);
    ASSERT_EQ(nlohmann::json::parse(Escaped(Escaper::JsonValue, value)), value);
  }
  for (int byte = 0; byte < 0x80; ++byte) {
    const std::string value(1, static_cast<char>(byte));
    ASSERT_EQ(nlohmann::json::parse(Escaped(Escaper::JsonValue, value)), value) << byte;
  }
}

TEST(EscapeCsv, FormulasAreNeutralised_E_ESC_1) {
  EXPECT_EQ(Escaped(Escaper::CsvCell, "=1+1"), "'=1+1");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "+91 98"), "'+91 98");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "-1"), "'-1");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "\t=1"), "'\t=1");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "\r=1"), "\"'\r=1\"");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "a=b"), "a=b");
  EXPECT_EQ(Escaped(Escaper::None, "-1"), "-1");  // a typed number goes through None
}

TEST(EscapeCsv, CellsAreQuotedAsRfc4180Says) {
  EXPECT_EQ(Escaped(Escaper::CsvCell, "plain"), "plain");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "a,b"), "\"a,b\"");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(Escaped(Escaper::CsvCell, "two\nlines"), "\"two\nlines\"");
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    const std::string value = RandomValue(random);
    const bool neutralised = !value.empty() && strchr("=+-@\t\r", value[0]);
    ASSERT_EQ(DecodeCsvCell(Escaped(Escaper::CsvCell, value)), (neutralised ? "'" : "") + value);
  }
}

TEST(EscapeHeader, NoValueCanBeginANewHeader) {
  EXPECT_EQ(Escaped(Escaper::HeaderText, "Hi\r\nBcc: all@x.in"), "Hi Bcc: all@x.in");
  EXPECT_EQ(Escaped(Escaper::HeaderText, "a\u0085b\u2028c\u2029d\x7F\x01"), "a b c d ");
  EXPECT_EQ(Escaped(Escaper::HeaderText, "₹ 500 \u00A0 é €"), "₹ 500 \u00A0 é €");  // share first bytes with controls
  EXPECT_EQ(Escaped(Escaper::HeaderText, "\xC2"), "\xC2");
  std::mt19937 random(6);
  for (int round = 0; round < 20'000; ++round) {
    const std::string escaped = Escaped(Escaper::HeaderText, RandomValue(random));
    for (const char c : escaped) ASSERT_FALSE(iscntrl(static_cast<unsigned char>(c))) << escaped;
    ASSERT_EQ(Escaped(Escaper::HeaderText, escaped), escaped);
  }
}

TEST(Escape, AppendsAndEveryEscaperHasAName) {
  std::set<std::string_view> names;
  for (int i = 0; i < kEscaperCount; ++i) {
    const auto escaper = static_cast<Escaper>(i);
    names.insert(ToString(escaper));
    std::string out = "before ";
    Escape(escaper, "x", out);
    EXPECT_EQ(out, "before " + Escaped(escaper, "x"));
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(kEscaperCount));
  EXPECT_EQ(ToString(Escaper::HeaderText), "header_text");
}

}  // namespace
}  // namespace lsq::markup
