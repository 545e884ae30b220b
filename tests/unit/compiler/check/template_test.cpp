// SPDX-License-Identifier: Apache-2.0
// Mail templates: every hole escaped where it stands, and what a template must have.
#include "compiler/check/template.h"

#include <gtest/gtest.h>

#include "tests/unit/compiler/check/checked.h"

namespace lsq::check {
namespace {

std::string Template(std::string_view text) {
  Declared declared = Declared::Standard();
  const source::FileId file = declared.files.Add("mails.lsq", std::string(text));
  const syntax::FileTree tree = parse::ParseFile(declared.files[file], file, declared.sink);
  const ProjectContext project{declared.catalog, declared.library, declared.files, declared.sink};
  std::string printed;
  for (const syntax::Declaration& each : tree.declarations) {
    EXPECT_TRUE(IsTemplate(*each.tree));
    const auto made = CheckTemplate({each.tree.get(), file, each.offset}, project);
    if (!made) continue;
    printed += program::PrintExpr(made->scope, declared.catalog, made->subject) + "\n" +
               program::PrintExpr(made->scope, declared.catalog, made->body) + "\n";
  }
  return declared.Reports().empty() ? printed : declared.Reports();
}

TEST(Template, C_MM_15_HolesAreEscapedWhereTheyStand) {
  EXPECT_EQ(Template(R"(template email "Welcome" for Lead {
  subject "Hi @{Lead:FirstName,there}"
  body html """
    <p>@{Lead:FirstName,friend}</p>
    <a href="https://acme.example/city?q=@{Lead:mx_City,Pune}">See</a>
    """
}
)"),
            R"(join("Hi ", escape header_text(coalesce(#0.FirstName:Text?, "there"):Text):Text):Text
join("<p>", escape html(coalesce(#0.FirstName:Text?, "friend"):Text):Text, "</p>\n<a href=\"https://acme.example/city?q=", escape url_component(coalesce(#0.mx_City:Text?, "Pune"):Text):Text, "\">See</a>"):Text
)");
}

TEST(Template, C_MM_15_PlainTextIsRaw) {
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"S\"\n  body text \"Hi @{Lead:FirstName,you}\"\n}\n"),
            "\"S\"\njoin(\"Hi \", coalesce(#0.FirstName:Text?, \"you\"):Text):Text\n");
}

TEST(Template, DangerousPlacesAreRefused) {
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"S\"\n"
                     "  body html \"<script>@{Lead:City,x}</script>\"\n}\n"),
            "3 LSQ3070 in the body, a value stands inside a script, style or raw text\n");
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"S\"\n  body html \"<p\"\n}\n"),
            "3 LSQ3072 the body ends inside a tag\n");
}

TEST(Template, EMO_1_EmojiAreRefusedInSubjectAndBody) {
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"Hi 🎉\"\n  body html \"a &#x1F389;\"\n}\n"),
            "2 LSQ3060 an emoji at column 4 of a text that is mailed (remove it)\n"
            "3 LSQ3060 an emoji at column 3 of a text that is mailed (remove it)\n");
}

TEST(Template, DIST_4_HasNoActivity) {
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"@{Activity:Note,x}\"\n  body text \"x\"\n}\n"),
            "2 LSQ3041 there is no activity here to merge from\n");
}

TEST(Template, HasASubjectABodyAndNothingElse) {
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"a\"\n  subject \"b\"\n}\n"),
            "3 LSQ3075 the template \"T\" has two of `subject`\n1 LSQ3074 the template \"T\" has no body\n");
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"a\"\n  body text \"b\"\n  header \"c\"\n}\n"),
            "4 LSQ3073 this is not how a template is written\n");
  EXPECT_EQ(Template("template email \"T\" for Lead {\n  subject \"a\"\n  body text \"b\"\n  footer text \"c\"\n}\n"),
            "4 LSQ8001 a footer of its own is not supported yet\n");
  EXPECT_EQ(Template("template email \"T\" for Laed {\n  subject \"a\"\n  body text \"b\"\n}\n"),
            "1 LSQ2102 there is no entity `Laed` (did you mean `Lead`?)\n");
}

}  // namespace
}  // namespace lsq::check
