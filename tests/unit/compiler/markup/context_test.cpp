// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>

#include "template_fixture.h"

namespace lsq::markup {
namespace {

TEST(Context, MediaWithoutStructureHaveOneEscaper) {
  EXPECT_EQ(Verdict(Medium::Plain, "Hi {} <b {}"), "none none");
  EXPECT_EQ(Verdict(Medium::Header, "Hi {}"), "header_text");
  EXPECT_EQ(Verdict(Medium::Form, "a={}&b={}"), "url_component url_component");
  EXPECT_EQ(Verdict(Medium::Csv, "{}"), "csv_cell");
}

TEST(Context, AddressesByThemselves) {
  EXPECT_EQ(Verdict(Medium::Url, "{}"), "url_whole");
  EXPECT_EQ(Verdict(Medium::Url, "https://api.acme.in/{}/x?q={}"), "url_component url_component");
  EXPECT_EQ(Verdict(Medium::Url, "{}?q={}"), "url_whole url_component");
  EXPECT_EQ(Verdict(Medium::Url, "{}://x/{}"),
            "url_whole ! before the colon of an address| before the colon of an address");
  EXPECT_EQ(Verdict(Medium::Url, "javascript:{}"), "! inside an address that is executed");
  EXPECT_EQ(Render(Medium::Url, "https://x.in/?q={}", "a&b=c"), "https://x.in/?q=a%26b%3Dc");
}

// ---- cutting the literal text differently changes nothing ----

TEST(Context, ReadingByteByByteIsReadingAtOnce) {
  const std::vector<std::string_view> pieces = {"<",
                                                ">",
                                                "</",
                                                "<!--",
                                                "-->",
                                                "--!>",
                                                "<!--[if mso]>",
                                                "<![endif]-->",
                                                "<a href=\"",
                                                "<p title='",
                                                "'",
                                                "\"",
                                                "=",
                                                " ",
                                                "/",
                                                ":",
                                                "?",
                                                "javascript",
                                                "https://",
                                                "style",
                                                "<style>",
                                                "</style>",
                                                "<title>",
                                                "</title",
                                                "{",
                                                "}",
                                                "[",
                                                "]",
                                                ",",
                                                "1",
                                                "null",
                                                "\\",
                                                "\\u00",
                                                "x"};
  std::mt19937 random(8);
  for (int round = 0; round < 60'000; ++round) {
    const auto medium = static_cast<Medium>(random() % 7);
    Context whole(medium), bytes(medium);
    for (int chunk = 0; chunk < 3; ++chunk) {
      std::string text;
      for (size_t n = random() % 7; n > 0; --n) text += pieces[random() % pieces.size()];
      const auto problem = whole.Feed(text);
      std::optional<Problem> found;
      for (size_t at = 0; at < text.size(); ++at) {
        if (auto one = bytes.Feed(std::string_view(text).substr(at, 1))) found = Problem{at, one->refusal};
      }
      ASSERT_EQ(problem, found) << text;
      ASSERT_EQ(whole, bytes) << text;
      ASSERT_EQ(whole.Hole(), bytes.Hole()) << text;
      ASSERT_EQ(whole.Finish(), bytes.Finish()) << text;
    }
  }
}

// ---- no value changes the structure of a page ----

// The tags of a page with the names of their attributes, comments and declarations, read by searching rather than by an
// automaton. Text and attribute values are left out: they are what values may change.
std::string Structure(const std::string& page) {
  std::string out;
  size_t at = 0;
  while ((at = page.find('<', at)) != std::string::npos) {
    if (page.compare(at, 4, "<!--") == 0) {
      const size_t end = page.find("-->", at);
      out += "<!-->";
      at = end == std::string::npos ? page.size() : end + 3;
      continue;
    }
    if (page.compare(at, 7, "<title>") == 0) {
      out += "<title>";
      at = page.find("</title>", at);
      continue;
    }
    bool in_value = false;
    char quote = 0;
    for (; at < page.size(); ++at) {
      const char c = page[at];
      if (in_value) {
        in_value = c != quote;
        continue;
      }
      out += c;
      if (c == '>') break;
      if (c == '"' || c == '\'') {
        in_value = true;
        quote = c;
      }
    }
  }
  return out;
}

const std::vector<std::string_view> kPages = {
    "<p>Dear {},</p>{}",
    "<img alt=\"{}\" title='a {} b'><b>{}</b>",
    "<a href=\"{}\">{}</a>",
    "<a href='{}?x={}'>y</a>",
    "<a href='https://acme.in/{}?q={}#{}'>z</a>",
    "<a href='mailto:{}?subject={}'>m</a>",
    "<title>{}</title><p>",
    "<!--[if mso]><v:rect href=\"{}\" alt='{}'>{}</v:rect><![endif]--><b>",
};

const std::vector<std::string> kAttacks = {
    "<script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " \x01javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox",
    "//evil.example/'\"><script>",
    "https://x.in/' onclick='alert(1)",
    "--><script>alert(1)</script>",
    "--!><b>",
    "]]><b>",
    "<![endif]--><b>",
    "</title><script>alert(1)</script>",
    "&lt;script&gt;",
    "`onload=alert(1)",
    "?bcc=all@x.in&body=x",
    "\u003cscript\u003e",
};

TEST(Context, NoValueChangesTheStructureOfAPage) {
  std::mt19937 random(9);
  for (const auto page : kPages) {
    const std::string expected = Structure(Render(Medium::Html, page, "x"));
    for (const auto& attack : kAttacks) {
      EXPECT_EQ(Structure(Render(Medium::Html, page, attack)), expected) << page << '\n' << attack;
    }
    for (int round = 0; round < 2'000; ++round) {
      std::string value;
      for (size_t n = random() % 12; n > 0; --n) value += "<>\"'&-!/= \n\tax:#[]"[random() % 19];
      ASSERT_EQ(Structure(Render(Medium::Html, page, value)), expected) << page << '\n' << value;
    }
  }
}

// What a browser makes of an attribute: references resolved, blanks and controls of an address ignored.
std::string SchemeSeenByBrowser(std::string address) {
  for (size_t at; (at = address.find("&amp;")) != std::string::npos;) address.erase(at + 1, 4);
  std::erase_if(address, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  const size_t end = address.find_first_of(":/?#");
  return end == std::string::npos || address[end] != ':' ? "" : address.substr(0, end);
}

TEST(Context, NoValueMakesALinkThatExecutes) {
  for (const std::string_view page : {"{}", "{}{}", "{}/{}", "java{}", "{}script{}", " {}"}) {
    for (const auto& attack : kAttacks) {
      const std::string link = Render(Medium::Html, "<a href=\"" + std::string(page) + "\">", attack);
      const std::string scheme = SchemeSeenByBrowser(link.substr(9, link.size() - 11));
      EXPECT_TRUE(scheme == "" || scheme == "http" || scheme == "https" || scheme == "mailto") << link;
    }
  }
}

TEST(Context, RefusalsAreSentences) {
  for (const std::string_view text :
       {"<p {}>", "<{}>", "<p a={}>", "<style>{}</style>", "<p style='{}'>", "<!--{}-->"}) {
    Context context(Medium::Html);
    context.Feed(Literals(text)[0]);
    const Decision decision = context.Hole();
    const auto* refusal = std::get_if<Refusal>(&decision);
    ASSERT_TRUE(refusal) << text;
    EXPECT_TRUE(refusal->where.starts_with("in")) << refusal->where;
    EXPECT_GT(refusal->why.size(), 10u);
  }
}

}  // namespace
}  // namespace lsq::markup
