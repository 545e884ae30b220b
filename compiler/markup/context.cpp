// SPDX-License-Identifier: Apache-2.0
#include "compiler/markup/context.h"

#include "compiler/base/check.h"
#include "compiler/base/match.h"

namespace lsq::markup {
namespace {

std::variant<Escaper, HtmlContext, UrlContext, JsonContext> StartOf(Medium medium) {
  switch (medium) {
    case Medium::Plain:
      return Escaper::None;
    case Medium::Header:
      return Escaper::HeaderText;
    case Medium::Html:
      return HtmlContext();
    case Medium::Url:
      return UrlContext();
    case Medium::Json:
      return JsonContext();
    case Medium::Form:
      return Escaper::UrlComponent;
    case Medium::Csv:
      return Escaper::CsvCell;
  }
  LSQ_CHECK(false, "a medium without context");
  return Escaper::None;
}

}  // namespace

Context::Context(Medium medium) : state_(StartOf(medium)) {}

std::optional<Problem> Context::Feed(std::string_view literal) {
  using Found = std::optional<Problem>;
  return Match(
      state_, [](Escaper) { return Found(); }, [&](HtmlContext& html) { return html.Feed(literal); },
      [&](UrlContext& url) { return url.Feed(literal); }, [&](JsonContext& json) { return json.Feed(literal); });
}

Decision Context::Hole() {
  return Match(
      state_, [](Escaper escaper) { return Decision(escaper); }, [](HtmlContext& html) { return html.Hole(); },
      [](UrlContext& url) { return url.Hole(Escaper::UrlWhole); }, [](JsonContext& json) { return json.Hole(); });
}

std::optional<Refusal> Context::Finish() const {
  using Found = std::optional<Refusal>;
  return Match(
      state_, [](Escaper) { return Found(); }, [](const HtmlContext& html) { return html.Finish(); },
      [](const UrlContext& url) { return url.Finish(); }, [](const JsonContext& json) { return json.Finish(); });
}

}  // namespace lsq::markup
