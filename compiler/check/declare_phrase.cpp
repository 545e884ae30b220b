// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/declare_phrase.h"

#include <algorithm>

#include "compiler/check/declare_types.h"

namespace lsq::check::declare {

namespace {

using schema::Param;
using schema::Pattern;
using schema::PatternPart;

bool IsStop(const Item& item, std::initializer_list<std::string_view> stops) {
  return item.form == Item::Form::Word && std::find(stops.begin(), stops.end(), item.word) != stops.end();
}

// Adds the hole of `(name: Type)`; a parameter of the same name and type is the same one.
bool AddHole(Target& target, const Source& source, const syntax::Argument& argument, std::vector<Param>& params,
             Pattern& pattern) {
  const Span span = source.tree[argument.value].span;
  if (!argument.name) {
    ReportPart(target, source, span, "a phrase", "a hole has a name and a type: `(who: Lead)`");
    return false;
  }
  const auto type = ReadParamType(target, source, argument.value, params);
  if (!type) return false;
  const std::string& name = argument.name->text;
  for (uint32_t i = 0; i < params.size(); ++i) {
    if (params[i].name != name) continue;
    if (params[i].type == *type && !pattern.call) {
      pattern.parts.push_back({{}, i});
      return true;
    }
    target.sink.Report(kind::DeclaredTwice, source.At(argument.name->span), {"the parameter " + Quoted(name)})
        .Label(params[i].declared, params[i].type == *type ? "also here" : "with another type here");
    return false;
  }
  pattern.parts.push_back({{}, static_cast<uint32_t>(params.size())});
  params.push_back({name, *type, true, {}, source.At(argument.name->span)});
  return true;
}

bool AddHoles(Target& target, const Source& source, const std::vector<syntax::Argument>& arguments,
              std::vector<Param>& params, Pattern& pattern) {
  return std::all_of(arguments.begin(), arguments.end(), [&](const syntax::Argument& argument) {
    return AddHole(target, source, argument, params, pattern);
  });
}

bool SameShape(const OtherPattern& a, const Pattern& pattern, const std::vector<Param>& params) {
  return a.pattern->call == pattern.call &&
         std::equal(a.pattern->parts.begin(), a.pattern->parts.end(), pattern.parts.begin(), pattern.parts.end(),
                    [&](const PatternPart& x, const PatternPart& y) {
                      if (x.is_hole() != y.is_hole()) return false;
                      return x.is_hole() ? (*a.params)[x.param].type == params[y.param].type : x.word == y.word;
                    });
}

}  // namespace

std::optional<Pattern> ReadPattern(Target& target, const Source& source, ItemReader& items, std::vector<Param>& params,
                                   std::initializer_list<std::string_view> stops) {
  Pattern pattern;
  while (const Item* item = items.Peek()) {
    if (IsStop(*item, stops)) break;
    const Span span = item->span;
    if (const auto word = items.TakeWord()) {
      pattern.parts.push_back({word->word, schema::kNoParam});
    } else if (const auto* holes = items.TakeNode<syntax::ParamsExpr>()) {
      if (!AddHoles(target, source, holes->params, params, pattern)) return std::nullopt;
    } else if (const auto* call = items.TakeNode<syntax::CallExpr>(); call != nullptr && pattern.parts.empty()) {
      pattern.call = true;
      pattern.parts.push_back({call->callee.text, schema::kNoParam});
      if (!AddHoles(target, source, call->arguments, params, pattern)) return std::nullopt;
    } else {
      ReportPart(target, source, span, "a phrase", "a phrase is words and holes such as `(who: Lead)`");
      return std::nullopt;
    }
  }
  return pattern;
}

std::optional<schema::ClauseDecl> ReadClause(Target& target, const Source& source, ItemReader& items,
                                             std::vector<Param>& params,
                                             std::initializer_list<std::string_view> stops) {
  schema::ClauseDecl clause;
  clause.declared = source.At(items.Here());
  auto pattern = ReadPattern(target, source, items, params, stops);
  if (!pattern || pattern->parts.empty()) return std::nullopt;
  for (const PatternPart& part : pattern->parts) {
    if (part.is_hole()) {
      clause.params.push_back(part.param);
    } else {
      clause.name += (clause.name.empty() ? "" : "_") + part.word;
    }
  }
  clause.pattern = std::move(*pattern);
  return clause;
}

ClauseFlags ReadClauseFlags(Target& target, const Source& source, const std::vector<syntax::Clause>& clauses) {
  ClauseFlags flags;
  for (const syntax::Clause& clause : clauses) {
    ItemReader items(source.tree, clause.items);
    if (items.Take({"repeated"})) {
      flags.repeated = true;
    } else if (items.Take({"alternative"})) {
      flags.alternative = true;
    } else if (items.Take({"later"})) {
      flags.later = true;
    } else if (items.Take({"feature"})) {
      if (const auto word = items.TakeWord()) flags.feature = word->word;
    }
    ExpectEnd(target, source, items, "a clause",
              "after a comma: `repeated`, `alternative`, `later`, `feature attachments`");
  }
  return flags;
}

std::vector<Item> ReadWordList(Target& target, const Source& source, ItemReader& items,
                               const std::vector<syntax::Clause>& clauses, std::string what) {
  std::vector<Item> words;
  const auto read = [&](ItemReader& reader) {
    // `unknown outcome` is one name of two words.
    std::optional<Item> first = reader.TakeWord();
    while (const auto more = first ? reader.TakeWord() : std::nullopt) {
      first->word += " " + more->word;
      first->span = Span::Join(first->span, more->span);
    }
    if (first) words.push_back(*first);
    if (!reader.AtEnd() || !first) ReportPart(target, source, reader.Here(), what, "here stand words between commas");
  };
  read(items);
  for (const syntax::Clause& clause : clauses) {
    ItemReader reader(source.tree, clause.items);
    read(reader);
  }
  return words;
}

void ReadAvailability(Target& target, const Source& source, ItemReader& items,
                      const std::vector<syntax::Clause>& clauses, schema::Availability& available) {
  if (items.Take({"in"})) {
    available.rule = schema::Availability::Rule::Only;
  } else if (items.Take({"except"})) {
    available.rule = schema::Availability::Rule::Except;
  } else {
    ReportPart(target, source, items.Here(), "a declaration",
               "`available in lead, account` or `available except account`");
    return;
  }
  available.groups.clear();
  for (Item& group : ReadWordList(target, source, items, clauses, "a declaration")) {
    available.groups.push_back(std::move(group.word));
  }
}

std::optional<std::string> ReadNative(const Source& source, const syntax::Clause& clause) {
  ItemReader items(source.tree, clause.items);
  if (!items.Take({"native"})) return std::nullopt;
  return items.TakeText();
}

std::string HostNative(const Pattern& pattern) {
  std::string native = "extern.";
  bool first = true;
  for (const PatternPart& part : pattern.parts) {
    if (part.is_hole()) continue;
    native += (first ? "" : "_") + part.word;
    first = false;
  }
  return native;
}

bool CheckPattern(Target& target, const Pattern& pattern, const std::vector<Param>& params, Location at,
                  const std::vector<OtherPattern>& others) {
  if (pattern.first_word().empty()) {
    target.sink.Report(kind::DeclarationIncomplete, at, {"a phrase", "word at its beginning"});
    return false;
  }
  for (const OtherPattern& other : others) {
    if (!SameShape(other, pattern, params)) continue;
    target.sink.Report(kind::SamePhrase, at, {"`" + pattern.ToString(params) + "`"})
        .Label(other.declared, "also declared here");
    return false;
  }
  return true;
}

}  // namespace lsq::check::declare
