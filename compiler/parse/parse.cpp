// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/parse.h"

#include <algorithm>
#include <optional>

#include "compiler/parse/cache.h"
#include "compiler/parse/chunks.h"
#include "compiler/parse/mend_braces.h"
#include "compiler/parse/parse_chunk.h"
#include "compiler/parse/report_issue.h"
#include "compiler/parse/scanner.h"

namespace lsq::parse {

using diagnostics::Diagnostic;

namespace {

// Moves a diagnostic of a declaration to its place in the file.
Diagnostic Moved(Diagnostic diagnostic, source::FileId file, uint32_t offset) {
  const auto move = [&](source::Location& at) { at = {file, at.span.Shifted(offset)}; };
  move(diagnostic.primary.at);
  for (diagnostics::Label& label : diagnostic.labels) move(label.at);
  for (diagnostics::Fix& fix : diagnostic.fixes) {
    for (diagnostics::Edit& edit : fix.edits) move(edit.at);
  }
  return diagnostic;
}

// By its byte order mark, or by the zero in one half of its first character. Some editors call it "Unicode".
bool IsUtf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  return text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
}

}  // namespace

class FileParser {
 public:
  FileParser(const source::File& file, source::FileId id, diagnostics::Sink& sink, Cache* cache, const Options& options)
      : text_(file.text()), id_(id), sink_(sink), cache_(cache), options_(options) {}

  syntax::FileTree Parse() {
    syntax::FileTree result;
    result.file = id_;
    if (text_.size() > options_.file_bytes) {
      const std::string most = std::to_string(options_.file_bytes);
      sink_.Report(kind::FileTooLarge, {id_, {0, 0}}, {"more than " + most, most});
      return result;
    }
    if (IsUtf16(text_)) {
      sink_.Report(kind::Utf16, {id_, {0, 0}}).Note("save it again, with the encoding UTF-8");
      return result;
    }
    const MendedBraces mended = MendBraces(text_, Scan(text_));
    ReportBraces(mended);
    const std::vector<Token>& tokens = mended.tokens;
    const Chunks chunks = CutIntoDeclarations(text_, tokens);
    result.declarations.reserve(chunks.declarations.size());
    for (const Chunk& chunk : chunks.declarations) result.declarations.push_back(Declaration(tokens, chunk));
    LooseComments(tokens, chunks, result);
    if (errors_ > options_.errors) {
      const uint32_t end = static_cast<uint32_t>(text_.size());
      sink_.Report(kind::TooManyErrors, {id_, {end, end}}, {std::to_string(errors_ - options_.errors)});
    }
    return result;
  }

 private:
  void ReportBraces(const MendedBraces& mended) {
    for (const Span place : mended.missing) {
      mended_.push_back(place.begin);
      if (++errors_ > options_.errors) continue;
      sink_.Report(kind::MissingBrace, {id_, place}).Fix("open the block", {id_, place}, " {");
    }
    for (const Span brace : mended.stray) {
      mended_.push_back(brace.begin);
      if (++errors_ > options_.errors) continue;
      sink_.Report(kind::StrayBracket, {id_, brace}, {"}"}).Fix("remove it", {id_, brace}, "");
    }
    std::sort(mended_.begin(), mended_.end());
  }
  // Whether a brace was added or taken out in the declaration or behind it; before the first one counts too.
  bool Mended(const std::vector<Token>& tokens, const Chunk& chunk, uint32_t begin) const {
    size_t next = chunk.last;
    while (tokens[next].comment()) ++next;
    const auto at = first_ ? mended_.begin() : std::lower_bound(mended_.begin(), mended_.end(), begin);
    return at != mended_.end() && *at <= tokens[next].begin;
  }

  syntax::Declaration Declaration(const std::vector<Token>& tokens, const Chunk& chunk) {
    const uint32_t begin = tokens[chunk.first].begin;
    const uint32_t end = tokens[chunk.last - 1].end;
    if (chunk.first > 0 && !tokens[chunk.first].line_start && !tokens[chunk.first - 1].comment())
      SecondOnLine(tokens, chunk);
    std::shared_ptr<const ParsedChunk> parsed = Parsed(tokens, chunk, begin, end);
    for (const Diagnostic& diagnostic : parsed->diagnostics) {
      if (++errors_ > options_.errors) continue;
      Diagnostic moved = Moved(diagnostic, id_, begin);
      AddSurroundings(tokens, chunk, moved);
      sink_.Add(std::move(moved));
    }
    return {begin, end - begin, std::shared_ptr<const syntax::Tree>(parsed, &parsed->tree)};
  }

  // What a declaration cannot know, because it lies behind its end.
  void AddSurroundings(const std::vector<Token>& tokens, const Chunk& chunk, Diagnostic& diagnostic) const {
    size_t next = chunk.last;
    while (tokens[next].comment()) ++next;
    if (tokens[next].kind == TokenKind::End) return;
    if (chunk.cut_short && diagnostic.kind == &kind::UnclosedBracket) {
      diagnostic.labels.push_back(
          {{id_, tokens[next].span()}, "this starts another declaration, so it cannot be inside"});
    }
    const bool splits = diagnostic.kind == &kind::Semicolon && !tokens[next].line_start &&
                        diagnostic.primary.at.span == tokens[chunk.last - 1].span();
    if (splits) diagnostic.fixes = {{"start a new line", {{diagnostic.primary.at, "\n"}}}};
  }

  std::shared_ptr<const ParsedChunk> Parsed(const std::vector<Token>& tokens, const Chunk& chunk, uint32_t begin,
                                            uint32_t end) {
    const std::string_view text = text_.substr(begin, end - begin);
    // What was mended depends on the text around it.
    const bool mended = Mended(tokens, chunk, begin);
    first_ = false;
    if (cache_ != nullptr && !mended) {
      if (auto found = cache_->impl_->Find(text)) return found;
    }
    if (text.size() > options_.declaration_bytes)
      return std::make_shared<ParsedChunk>(TooLarge(text, options_.declaration_bytes));
    std::vector<Token> own(tokens.begin() + static_cast<std::ptrdiff_t>(chunk.first),
                           tokens.begin() + static_cast<std::ptrdiff_t>(chunk.last));
    for (Token& token : own) token.begin -= begin, token.end -= begin;
    own.push_back({TokenKind::End, Issue::None, true, false, end - begin, end - begin});
    if (!parser_) parser_.emplace();
    auto parsed = std::make_shared<ParsedChunk>(ParseChunk(text, own, *parser_));
    parsed->tree.has_errors = parsed->tree.has_errors || mended;
    if (cache_ != nullptr && !mended) cache_->impl_->Add(std::string(text), parsed);
    return parsed;
  }

  // `}` automation … on the same line. After a semicolon that was said already.
  void SecondOnLine(const std::vector<Token>& tokens, const Chunk& chunk) {
    const Token& before = tokens[chunk.first - 1];
    if (before.kind == TokenKind::Semicolon || ++errors_ > options_.errors) return;
    const Token& first = tokens[chunk.first];
    sink_.Report(kind::TwoStatements, {id_, first.span()})
        .Fix("start a new line", {id_, {before.end, first.begin}}, "\n\n");
  }

  void LooseComments(const std::vector<Token>& tokens, const Chunks& chunks, syntax::FileTree& result) {
    size_t token = 0;
    Reporter report;
    for (const Span span : chunks.loose_comments) {
      while (tokens[token].begin < span.begin) ++token;
      if (tokens[token].issue != Issue::None) ReportIssue(text_, tokens[token], report);
      CheckCharacters(text_, span, report);
      result.loose_comments.push_back({span, tokens[token].line_start});
    }
    for (Diagnostic& diagnostic : report.Take()) {
      if (++errors_ <= options_.errors) sink_.Add(Moved(std::move(diagnostic), id_, 0));
    }
  }

  std::string_view text_;
  source::FileId id_;
  diagnostics::Sink& sink_;
  Cache* cache_;
  const Options& options_;
  std::optional<AntlrParser> parser_;
  size_t errors_ = 0;
  bool first_ = true;
  std::vector<uint32_t> mended_;  // places of braces that were added or taken out
};

syntax::FileTree ParseFile(const source::File& file, source::FileId id, diagnostics::Sink& sink, Cache* cache,
                           const Options& options) {
  return FileParser(file, id, sink, cache, options).Parse();
}

ParsedExpr ParseExpression(std::string_view text, source::FileId id, diagnostics::Sink& sink) {
  Reporter report;
  AntlrParser parser;
  ParsedExpr result = ParseLoneExpression(text, parser, report);
  for (Diagnostic& diagnostic : report.Take()) sink.Add(Moved(std::move(diagnostic), id, 0));
  return result;
}

ParsedExpr ParseMergeText(std::string_view text, source::FileId id, diagnostics::Sink& sink) {
  Reporter report;
  ParsedExpr result = ParseRawText(text, report);
  for (Diagnostic& diagnostic : report.Take()) sink.Add(Moved(std::move(diagnostic), id, 0));
  return result;
}

}  // namespace lsq::parse
