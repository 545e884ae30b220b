// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "template_fixture.h"

namespace lsq::markup {
namespace {

std::string Html(std::string_view text) {
  return Verdict(Medium::Html, text);
}

TEST(HtmlContext, TextAndQuotedAttributes) {
  EXPECT_EQ(Html("{}"), "html");
  EXPECT_EQ(Html("<p>Dear {},</p>"), "html");
  EXPECT_EQ(Html("<img alt=\"{}\" title='{}'>"), "html html");
  EXPECT_EQ(Html("<td data-x = \"a{}b\"bgcolor=\"{}\">{}"), "html html html");
  EXPECT_EQ(Html("<title>{}</title>{}<textarea>{}</textarea>"), "html html html");
  EXPECT_EQ(Html("1 < 2 {} <3 {}"), "html html");
  EXPECT_EQ(Html("a > b \" ' {}"), "html");
  EXPECT_EQ(Html("<br/>{}<br />{}<input disabled>{}"), "html html html");
  EXPECT_EQ(Html("<a title=x>{}</a><b class=''>{}</b>"), "html html");
}

TEST(HtmlContext, AddressesKnowTheirParts) {
  EXPECT_EQ(Html("<a href=\"{}\">"), "html_url");
  EXPECT_EQ(Html("<a href='  {}'>"), "html_url");
  EXPECT_EQ(Html("<a href=\"https://acme.example/city?q={}\">See</a>"), "url_component");
  EXPECT_EQ(Html("<a HREF=\"https://{}.acme.in/{}?a={}#{}\">"),
            "url_component url_component url_component url_component");
  EXPECT_EQ(Html("<a href=\"{}/x?y={}\">"), "html_url url_component");
  EXPECT_EQ(Html("<a href=\"{}{}\">"), "html_url url_component");
  EXPECT_EQ(Html("<a href=\"/{}\">"), "url_component");
  EXPECT_EQ(Html("<a href=\"mailto:{}?subject={}\">"), "url_opaque url_component");
  EXPECT_EQ(Html("<a href='tel:{}'>"), "url_opaque");
  EXPECT_EQ(Html("<table background='{}'><img src=\"{}\"><form action='{}'>"), "html_url html_url html_url");
  EXPECT_EQ(Html("<svg><a xlink:href='{}'>"), "html_url");
  EXPECT_EQ(Html("<a href='x' title='{}'><a title='y' href='{}'>"), "html html_url");  // nothing is carried over
}

TEST(HtmlContext, AddressesOfScriptsAreRefused) {
  EXPECT_EQ(Html("<a href='javascript:f({})'>"), "! inside an address that is executed");
  EXPECT_EQ(Html("<a href=' JavaScript:{}'>"), "! inside an address that is executed");
  EXPECT_EQ(Html("<a href='java\nscript:{}'>"), "! inside an address that is executed");
  EXPECT_EQ(Html("<img src='data:{}'>"), "! inside an address that is executed");
  EXPECT_EQ(Html("<a href='{}:x'>"), "html_url| before the colon of an address");
  EXPECT_EQ(Html("<a href='java{}:x'>{}"),
            "url_component ! before the colon of an address| before the colon of an address");
}

TEST(HtmlContext, DangerousAttributesAreRefused) {
  EXPECT_EQ(Html("<a onclick=\"f('{}')\">"), "! inside an event handler");
  EXPECT_EQ(Html("<p style='color:{}'>"), "! inside a style");
  EXPECT_EQ(Html("<img srcset='{} 2x'>"), "! inside a list of addresses");
  EXPECT_EQ(Html("<iframe srcdoc='{}'></iframe>"), "! inside a document within an attribute");
  EXPECT_EQ(Html("<script src='{}'></script>"), "! inside the address of something that is loaded");
  EXPECT_EQ(Html("<base href='https://{}'>"), "! inside the address of something that is loaded");
  EXPECT_EQ(Html("<meta http-equiv='refresh' content='0;url={}'>"), "! inside an attribute that steers the client");
  EXPECT_EQ(Html("<svg><animate to='{}'>"), "! inside an attribute that steers the client");
}

TEST(HtmlContext, PlacesWithoutDataAreRefused) {
  EXPECT_EQ(Html("<{}>"), "! inside a tag name");
  EXPECT_EQ(Html("<h{}>"), "! inside a tag name");
  EXPECT_EQ(Html("</{}>"), "! inside a tag name");
  EXPECT_EQ(Html("<p {}>"), "! inside a tag");
  EXPECT_EQ(Html("<p a{}='x'>"), "! inside a tag");
  EXPECT_EQ(Html("<p a {}>"), "! inside a tag");
  EXPECT_EQ(Html("<p a={}>"), "! in an attribute value without quotes");
  EXPECT_EQ(Html("<p a=x{}>"), "! in an attribute value without quotes");
  EXPECT_EQ(Html("<p a='x'{}>"), "! inside a tag");
  EXPECT_EQ(Html("<!-- {} -->"), "! inside a comment");
  EXPECT_EQ(Html("<!doctype {}>"), "! inside a declaration");
  EXPECT_EQ(Html("<!{}>"), "! inside a declaration");
  EXPECT_EQ(Html("<?xml {}?>"), "! inside a declaration");
  EXPECT_EQ(Html("<style>a { color: {} }</style>"), "! inside a script, style or raw text");
  EXPECT_EQ(Html("<script>var a = '{}'</script>"), "! inside a script, style or raw text");
  EXPECT_EQ(Html("<title></tit{}le></title>"), "! inside a tag name");
  EXPECT_EQ(Html("<textarea><{}</textarea>"), "! inside a tag name");
}

TEST(HtmlContext, TheTextMayNotEndInTheMiddle) {
  EXPECT_EQ(Html("<p"), "| inside a tag");
  EXPECT_EQ(Html("<p class"), "| inside a tag");
  EXPECT_EQ(Html("<p class='x"), "| inside an attribute value");
  EXPECT_EQ(Html("<!-- x"), "| inside a comment");
  EXPECT_EQ(Html("<!--[if mso]>x"), "| inside a conditional comment");
  EXPECT_EQ(Html("<!doctype html"), "| inside a tag");
  EXPECT_EQ(Html("<title>x"), "| inside a title, text area, script or style");
  EXPECT_EQ(Html("<p>open elements are fine, so is a lone <"), "");
}

TEST(HtmlContext, ElementsWithTextContentEndAtTheirOwnEndTagOnly) {
  EXPECT_EQ(Html("<style>a > b { } </styles> {}</style>"), "! inside a script, style or raw text");
  EXPECT_EQ(Html("<style><p a='</style>{}"), "html");
  EXPECT_EQ(Html("<STYLE></Style >{}"), "html");
  EXPECT_EQ(Html("<script><<</script>{}"), "html");
  EXPECT_EQ(Html("<style><</</style/>{}"), "html");
  EXPECT_EQ(Html("<title/>{}</title>"), "html");  // has content in spite of the slash
  EXPECT_EQ(Html("</style>{}"), "html");
  EXPECT_EQ(Html("<title><b a=\"{}</title>"), "html");
}

TEST(HtmlContext, CommentsEndAsTheStandardSays) {
  for (const char* comment :
       {"<!---->", "<!-->", "<!--->", "<!-- a -- b -->", "<!-- a --->", "<!-- a --!>", "<!-- <p a=' -->",
        "<!-- [if mso]> -->", "</ x>", "</>", "<!>", "<!->", "<![CDATA[x]]>", "<!doctype html>"}) {
    EXPECT_EQ(Html(comment + std::string("{}")), "html") << comment;
  }
  for (const char* comment : {"<!-- > ", "<!-- ->", "<!--!>", "<!-- --!-", "<!-- --!x>", "<!-- -!>", "<!--a->"}) {
    EXPECT_EQ(Html(comment + std::string("{}")), "! inside a comment| inside a comment") << comment;
  }
}

TEST(HtmlContext, ConditionalCommentsOfMailsAreReadAsOutlookReadsThem) {
  EXPECT_EQ(Html("<!--[if mso]><v:rect href=\"{}\">{}</v:rect><![endif]-->{}"), "html_url html html");
  EXPECT_EQ(Html("<!--[if !mso]><!--><b>{}</b><!--<![endif]-->{}"), "html html");
  EXPECT_EQ(Html("<!--[IF (gte mso 9)|(IE)]><table><tr><td><![endif]-->{}<!--[if mso]></table><![endif]-->"), "html");
  EXPECT_EQ(Html("<!--[if mso]><style>p { margin: 0 }</style><![endif]-->{}"), "html");
  EXPECT_EQ(Html("<!--[if mso {}]><![endif]-->"), "! inside a comment");
  EXPECT_EQ(Html("<!--[if mso -->{}"), "html");  // no condition after all
  EXPECT_EQ(Html("<!--[if mso]><a title='{}--></a>"), "html| inside a conditional comment");
  EXPECT_EQ(Html("<!--[if mso]><style>-->{}"), "! inside a conditional comment| inside a conditional comment");
}

TEST(HtmlContext, NamesTheByteWhereTheTextGoesWrong) {
  Context context(Medium::Html);
  EXPECT_EQ(context.Feed("<a href='"), std::nullopt);
  EXPECT_EQ(context.Hole(), Decision(Escaper::HtmlUrl));
  const auto problem = context.Feed("x:y");
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->offset, 1u);
  EXPECT_EQ(context.Feed("more:"), std::nullopt);  // said once, and not forgotten
  EXPECT_EQ(context.Finish(), problem->refusal);
}

TEST(HtmlContext, BranchesAgreeWhenTheyEndInTheSamePlace) {
  const auto after = [](std::string_view text) {
    Context context(Medium::Html);
    context.Feed("<p>");
    context.Feed(text);
    return context;
  };
  EXPECT_EQ(after("a <b>c</b>"), after(""));
  EXPECT_EQ(after("<title>x</title><!-- c --><a href='https://x'>"), after("<!--[if mso]>x<![endif]-->"));
  EXPECT_EQ(after("<a href='http://a/"), after("<a href='https://b?"));
  EXPECT_NE(after("<a href='"), after("<a href='http://a/"));
  EXPECT_NE(after("<a href='"), after("<a title='"));
  EXPECT_NE(after("<a title=\""), after("<a title='"));
  EXPECT_NE(after("<!--"), after(""));
}

}  // namespace
}  // namespace lsq::markup
