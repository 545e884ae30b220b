// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>

#include <iostream>
#include <string>

#include "cli/console/files.h"
#include "cli/console/output.h"
#include "cli/engine/commands.h"
#include "cli/engine/eval_answers.h"
#include "cli/engine/eval_request.h"
#include "cli/engine/lines.h"
#include "runtime/api/lsq.hpp"

namespace lsq::cli {

namespace {

constexpr size_t kRecordsBytes = 64u << 20;
constexpr size_t kLineBytes = 64u << 20;
constexpr size_t kWriteBytes = 64u << 10;

void Answer(embed::Evaluator& evaluator, EvalRequest& request, std::string_view line, EvalAnswers& answers) {
  const Status parsed = request.Parse(line);
  if (!parsed.ok()) return answers.AddError(request.id(), parsed.error().code, "", parsed.error().message);
  try {
    const auto answer = evaluator.Evaluate(request.get());
    answers.Add(request.id(), answer.value, answer.type);
  } catch (const embed::Failure& failure) {
    answers.AddError(request.id(), failure.code(), failure.name(), failure.what());
  }
}

// Answers each line in order. What is answered is written when the input pauses, so that a partner in a pipe gets its
// answer.
int EvalLines() {
  embed::Evaluator evaluator;
  EvalRequest request;
  EvalAnswers answers;
  bool written = true;
  const auto write = [&] {
    Print(answers.text());
    answers.Clear();
    written = written && FlushOutput();
  };
  LineReader lines(STDIN_FILENO, kLineBytes, write);
  std::string_view line;
  LineReader::Found found = LineReader::Found::End;
  while (written && (found = lines.Next(line)) != LineReader::Found::End) {
    if (found == LineReader::Found::Failed) return Complain("standard input cannot be read"), kFailure;
    if (found == LineReader::Found::TooLong) {
      answers.AddError("null", "bad_request", "", "the line is longer than " + std::to_string(kLineBytes) + " bytes");
    } else if (line.find_first_not_of(" \t") != std::string_view::npos) {
      Answer(evaluator, request, line, answers);
    }
    if (answers.text().size() >= kWriteBytes) write();
  }
  write();
  if (!written) return kFailure;
  return answers.failed() ? kFindings : kFine;
}

// The request that the options describe.
Status Prepare(const EvalOptions& options, EvalRequest& request) {
  request.SetNowToClock();
  request.SetText(options.expression, options.is_text);
  request.SetTimezone(options.timezone);
  LSQ_TRY_DO(request.SetAs(options.as));
  if (!options.now.empty()) LSQ_TRY_DO(request.SetNow(options.now));
  if (!options.schema.empty()) LSQ_TRY_DO(request.SetSchema(options.schema));
  if (!options.records.empty()) {
    LSQ_TRY(const std::string records, ReadWholeFile(options.records, kRecordsBytes));
    LSQ_TRY_DO(request.ParseRecords(records));
  }
  return Ok();
}

// A text is printed as it is, another value as JSON.
void PrintValue(const lsq_value& value) {
  std::string out;
  if (value.kind == LSQ_TEXT) {
    out = embed::ViewOf(value.text);
  } else if (value.kind == LSQ_MISSING) {
    out = "empty";
  } else {
    AppendJsonValue(out, value);
  }
  Print(out + "\n");
}

// A mistake is drawn with its place and what helps; of anything else there is a line.
void ReportFailure(const embed::Failure& failure) {
  if (failure.drawing().empty()) return Complain(failure.code() + ": " + failure.what());
  std::fwrite(failure.drawing().data(), 1, failure.drawing().size(), stderr);
}

int EvalOne(embed::Evaluator& evaluator, EvalRequest& request) {
  try {
    PrintValue(evaluator.Evaluate(request.get()).value);
    return FlushOutput() ? kFine : kFailure;
  } catch (const embed::Failure& failure) {
    ReportFailure(failure);
    return failure.code() == "eval_timezone" ? kFailure : kFindings;  // an option is wrong, not the expression
  }
}

}  // namespace

int Eval(const EvalOptions& options) {
  if (options.jsonl) return EvalLines();
  EvalRequest request;
  const Status prepared = Prepare(options, request);
  if (!prepared.ok()) return Complain(prepared.error().message), kFailure;
  embed::Evaluator evaluator;
  return EvalOne(evaluator, request);
}

// Text that holds a merge is a text, everything else an expression; `:quit` or the end of the input ends it.
int Repl(const EvalOptions& options) {
  EvalRequest request;
  const Status prepared = Prepare(options, request);
  if (!prepared.ok()) return Complain(prepared.error().message), kFailure;
  embed::Evaluator evaluator;
  const bool person = IsTerminal();
  if (person) Print("An expression such as Lead.Score + 1, or text: Hi @{Lead:FirstName,there}. :quit ends.\n");
  std::string line;
  while (true) {
    if (person) Print("> ");
    FlushOutput();
    if (!std::getline(std::cin, line) || line == ":quit") return kFine;
    if (line.empty()) continue;
    const bool is_text =
        line.find("@{") != std::string::npos && !line.starts_with("@{") && line.find('"') == std::string::npos;
    request.SetText(line, is_text);
    EvalOne(evaluator, request);
  }
}

}  // namespace lsq::cli
