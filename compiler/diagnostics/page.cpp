// SPDX-License-Identifier: Apache-2.0
#include "compiler/diagnostics/page.h"

#include "compiler/diagnostics/pages.h"

namespace lsq::diagnostics {

namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kDefaultPath = "example.lsq";

// The next line of `text`, which is not empty, without its line end; taken off `text`.
std::string_view TakeLine(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \n");
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(" \n") - begin + 1);
}

// The lines up to the closing fence, which is taken too.
std::string_view TakeBlock(std::string_view& text) {
  const std::string_view from = text;
  size_t size = 0;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (line == kFence) return from.substr(0, size);
    size = static_cast<size_t>(text.data() - from.data());
  }
  return from.substr(0, size);
}

struct FenceInfo {
  std::string_view language, path;
};

FenceInfo InfoOf(std::string_view fence) {
  const std::string_view info = Trim(fence.substr(kFence.size()));
  const size_t blank = std::min(info.find(' '), info.size());
  return {info.substr(0, blank), Trim(info.substr(blank))};
}

Error Malformed(std::string message) {
  return {"page", std::move(message)};
}

// The title line, `# LSQ2104: a number is compared with text`.
Status ParseTitle(std::string_view line, Page& page) {
  const size_t colon = line.find(": ");
  if (!line.starts_with("# ") || colon == std::string_view::npos) {
    return Malformed("the first line is not `# LSQ<number>: <title>`");
  }
  page.code = line.substr(2, colon - 2);
  page.title = line.substr(colon + 2);
  return Ok();
}

void AddBlock(std::string_view fence, std::string_view block, bool after_text, Page& page) {
  const FenceInfo info = InfoOf(fence);
  if (info.language == "text") {
    page.rendered = block;
    return;
  }
  std::vector<ExampleFile>& files = after_text ? page.fixed : page.wrong;
  files.push_back({std::string(info.path.empty() ? kDefaultPath : info.path), std::string(block)});
}

}  // namespace

Result<Page> ParsePage(std::string_view markdown) {
  Page page;
  if (markdown.empty()) return Malformed("the page is empty");
  LSQ_TRY_DO(ParseTitle(TakeLine(markdown), page));
  const std::string_view body = markdown;
  bool after_text = false, in_prose = true;
  while (!markdown.empty()) {
    const size_t at = static_cast<size_t>(markdown.data() - body.data());
    const std::string_view line = TakeLine(markdown);
    if (!line.starts_with(kFence)) continue;
    if (in_prose) page.prose = Trim(body.substr(0, at));
    in_prose = false;
    AddBlock(line, TakeBlock(markdown), after_text, page);
    after_text = after_text || InfoOf(line).language == "text";
  }
  if (in_prose) page.prose = Trim(body);
  if (page.prose.empty()) return Malformed("the page does not say why and what to do");
  return page;
}

std::string WithRendered(std::string_view markdown, std::string_view rendered) {
  std::string out;
  bool written = false;
  const std::string block = "```text\n" + std::string(rendered) + "```\n";
  while (!markdown.empty()) {
    const std::string_view line = TakeLine(markdown);
    if (!line.starts_with(kFence)) {
      out.append(line).append("\n");
      continue;
    }
    const std::string_view text = TakeBlock(markdown);
    if (InfoOf(line).language == "text") {
      out += block;
      written = true;
      continue;
    }
    out.append(line).append("\n").append(text).append("```\n");
  }
  return written ? out : out + "\n" + block;
}

std::string_view PageOf(const Kind& kind) {
  const std::string name = kind.Code() + ".md";
  for (const EmbeddedFile& file : Pages()) {
    if (file.name == name) return file.text;
  }
  return "";
}

std::optional<std::string> Explain(std::string_view code) {
  const Kind* kind = FindKind(code);
  std::string_view markdown = kind == nullptr ? "" : PageOf(*kind);
  if (markdown.empty()) return std::nullopt;
  std::string out(TakeLine(markdown).substr(2));
  if (*kind->alias != '\0') out.append(" (").append(kind->alias).append(")");
  out += "\n";
  while (!markdown.empty()) {
    const std::string_view line = TakeLine(markdown);
    if (!line.starts_with(kFence)) {
      out.append(line).append("\n");
      continue;
    }
    if (const FenceInfo info = InfoOf(line); !info.path.empty()) out.append("    // ").append(info.path).append("\n");
    std::string_view block = TakeBlock(markdown);
    while (!block.empty()) {
      const std::string_view code_line = TakeLine(block);
      out.append(code_line.empty() ? "" : "    ").append(code_line).append("\n");
    }
  }
  return out;
}

}  // namespace lsq::diagnostics
