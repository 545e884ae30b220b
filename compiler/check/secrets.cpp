// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/secrets.h"

#include <algorithm>
#include <array>

#include "compiler/check/expr_describe.h"

namespace lsq::check {

namespace {

bool IsKeyCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// `prefix` and at least `rest` more characters of a key behind it, anywhere in the text.
struct KeyForm {
  std::string_view prefix;
  size_t rest;
};
constexpr std::array kForms = {
    KeyForm{"AKIA", 16},     KeyForm{"ASIA", 16},     KeyForm{"ghp_", 30},  KeyForm{"github_pat_", 30},
    KeyForm{"sk_live_", 16}, KeyForm{"rk_live_", 16}, KeyForm{"xoxb-", 20}, KeyForm{"xoxp-", 20},
    KeyForm{"AIza", 30},     KeyForm{"glpat-", 18},   KeyForm{"u$r", 28},
};

bool Holds(std::string_view text, const KeyForm& form) {
  for (size_t at = text.find(form.prefix); at != std::string_view::npos; at = text.find(form.prefix, at + 1)) {
    size_t end = at + form.prefix.size();
    while (end < text.size() && IsKeyCharacter(text[end])) ++end;
    if (end - at - form.prefix.size() >= form.rest) return true;
  }
  return false;
}

// Forty or more hexadecimal digits in a row and nothing else: a digest or a key.
bool IsLongHex(std::string_view text) {
  return text.size() >= 40 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

void Report(Context& context, source::Span span) {
  context.sink.Report(kind::SecretLiteral, context.At(span))
      .Note("write `secret(\"name\")`: the host keeps the key under that name, and it is never traced");
}

}  // namespace

bool LooksLikeSecret(std::string_view text) {
  return text.find("-----BEGIN ") != std::string_view::npos || IsLongHex(text) ||
         std::any_of(kForms.begin(), kForms.end(), [&](const KeyForm& form) { return Holds(text, form); });
}

bool NamesSecret(std::string_view header) {
  std::string lower(header);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::array<std::string_view, 6> kWords = {"key",      "secret",        "token",
                                                      "password", "authorization", "signature"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

void ReportSecrets(Context& context) {
  for (const syntax::Expr& expr : context.tree.exprs) {
    const auto* text = std::get_if<syntax::TextExpr>(&expr.node);
    if (text == nullptr) continue;
    const bool found = std::any_of(text->parts.begin(), text->parts.end(), [](const syntax::TextPart& part) {
      return !part.hole.valid() && LooksLikeSecret(part.literal);
    });
    if (found) Report(context, expr.span);
  }
  // `header "X-Key" "…"`: the name says what the value is.
  for (const syntax::Stmt& stmt : context.tree.stmts) {
    const auto* card = std::get_if<syntax::Card>(&stmt.node);
    if (card == nullptr || card->items.size() != 2) continue;
    const auto* header = std::get_if<syntax::RefExpr>(&context.tree[card->items[0]].node);
    if (header == nullptr || header->kind.text != "header") continue;
    const std::string* name = PlainText(context.tree, header->name);
    const std::string* value = PlainText(context.tree, card->items[1]);
    if (name == nullptr || value == nullptr || !NamesSecret(*name) || LooksLikeSecret(*value)) continue;
    Report(context, context.tree[card->items[1]].span);
  }
}

}  // namespace lsq::check
