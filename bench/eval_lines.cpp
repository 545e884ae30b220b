// SPDX-License-Identifier: Apache-2.0
// Claim: `lsq eval --jsonl` answers at least 20,000 requests a second, end to end through the pipes of the process,
// when the schema repeats. Expressions and merge texts of ten kinds, most of them met before and some new; a record of
// nine fields in each. For reference, in the same run: the same lines through `cat` (what the pipes cost) and parsed by
// simdjson in this process (what reading the JSON costs).
//
// Usage: bench_eval_lines PATH_OF_LSQ [REQUESTS]
#include <fcntl.h>
#include <simdjson.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace {

constexpr const char* kSchema = R"(language 2026
use std.crm
account timezone "Asia/Kolkata"
entity Lead {
  mx_City: Text, max 100
  mx_Visits: Number, scale 0
  mx_End: DateTime
}
)";

// `%` stands for a number that varies.
constexpr const char* kRequests[] = {
    R"json("expr":"(Lead.Score default 0) + % > 100")json",
    R"json("text":"Dear @{Lead:FirstName,friend %} of @{Lead:mx_City,your city}, call @{Lead:Phone,}","as":"html")json",
    R"json("expr":"Lead.mx_City is \"Pune\" and (Lead.mx_Visits default 0) > %")json",
    R"json("text":"https://example.com/?n=%&city=@{Lead:mx_City,}","as":"url")json",
    R"json("expr":"upper(Lead.FirstName default \"x%\")")json",
    R"json("text":"n=% @{Lead:mx_End,} score @{Lead:Score,0}")json",
    R"json("expr":"Lead.Source in [\"Web\", \"Ads\", \"R%\"]")json",
    R"json("text":"{\"name\": \"@{Lead:LastName,}\", \"n\": %}","as":"json")json",
    R"json("expr":"(Lead.mx_Visits default %) * 1.5 - 2")json",
    R"json("expr":"(Lead.EmailAddress is filled and Lead.Phone starts with \"+91\") or Lead.mx_Visits is %")json"};

// One in fifty asks what nobody asked before.
std::string Lines(size_t count, const std::string& schema) {
  std::mt19937 random(1);
  const auto below = [&](uint32_t limit) { return static_cast<uint32_t>(random() % limit); };
  const char* names[] = {"Asha", "Vikram", "Li", "José", "O'Hara", "Anna <b>"};
  const char* cities[] = {"Pune", "Delhi", "Mumbai", "Köln", "New York"};
  std::string lines;
  for (size_t i = 0; i < count; ++i) {
    std::string request = kRequests[i % std::size(kRequests)];
    const uint32_t number = below(50) == 0 ? 1000 + static_cast<uint32_t>(i) : below(30);
    request.replace(request.find('%'), 1, std::to_string(number));
    lines += "{\"id\":" + std::to_string(i) + "," + request + ",\"schema\":\"" + schema +
             R"(","now":"2026-11-23T10:00:00Z","records":{"Lead":{"FirstName":")" + names[below(6)] +
             R"(","LastName":"Rao","EmailAddress":"asha@example.com","Phone":"+91-9845012345","mx_City":")" +
             cities[below(5)] + R"(","Score":)" + std::to_string(below(900)) + R"(,"mx_Visits":)" +
             std::to_string(below(50)) + R"(,"mx_End":"2026-12-05 10:00:00","Source":"Web"}}})" + "\n";
  }
  return lines;
}

struct Took {
  double seconds = 0;
  double user_seconds = 0;  // of the child
  size_t lines = 0;
  size_t errors = 0;
};

[[noreturn]] void Fail(const char* what) {
  std::perror(what);
  std::exit(2);
}

void WriteAll(int fd, const std::string& text) {
  for (size_t at = 0; at < text.size();) {
    const ssize_t written = write(fd, text.data() + at, text.size() - at);
    if (written < 0) Fail("write");
    at += static_cast<size_t>(written);
  }
  close(fd);
}

size_t Count(const std::string& text, std::string_view part) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
  return count;
}

// The lines into a command's standard input, its answers out of its standard output.
Took Through(std::vector<const char*> command, const std::string& lines) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) Fail("pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  command.push_back(nullptr);
  pid_t child = 0;
  const auto begin = std::chrono::steady_clock::now();
  if (posix_spawnp(&child, command[0], &actions, nullptr, const_cast<char**>(command.data()), environ) != 0) {
    Fail(command[0]);
  }
  close(in[0]);
  close(out[1]);
  std::thread writer([&] { WriteAll(in[1], lines); });
  std::string answers;
  std::vector<char> buffer(1u << 16);
  ssize_t got = 0;
  while ((got = read(out[0], buffer.data(), buffer.size())) > 0)
    answers.append(buffer.data(), static_cast<size_t>(got));
  writer.join();
  close(out[0]);
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) < 0) Fail("wait");
  posix_spawn_file_actions_destroy(&actions);
  Took took;
  took.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  took.user_seconds = static_cast<double>(used.ru_utime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec) / 1e6;
  took.lines = Count(answers, "\n");
  took.errors = Count(answers, "\"error\":{");
  return took;
}

Took Parse(const std::string& lines) {
  simdjson::dom::parser parser;
  const simdjson::padded_string padded(lines);
  Took took;
  const auto begin = std::chrono::steady_clock::now();
  simdjson::dom::document_stream documents = parser.parse_many(padded, 1u << 20);
  for (auto document : documents) {
    if (document.error() == simdjson::SUCCESS) ++took.lines;
  }
  took.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  took.user_seconds = took.seconds;
  return took;
}

void Print(const char* what, const Took& took) {
  const double lines = static_cast<double>(took.lines);
  std::printf("%-24s %8zu lines %9.0f a second %8.2f us of CPU a line %6zu errors\n", what, took.lines,
              lines / took.seconds, took.user_seconds / lines * 1e6, took.errors);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: bench_eval_lines PATH_OF_LSQ [REQUESTS]\n"), 2;
  const size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000;
  const auto schema = std::filesystem::temp_directory_path() / ("bench_eval_" + std::to_string(getpid()) + ".lsq");
  std::ofstream(schema) << kSchema;
  const std::string lines = Lines(count, schema.string());
  bool answered = true;
  for (int repetition = 0; repetition < 3; ++repetition) {
    Print("cat", Through({"cat"}, lines));
    Print("simdjson", Parse(lines));
    const Took took = Through({argv[1], "eval", "--jsonl"}, lines);
    Print("lsq eval --jsonl", took);
    answered = answered && took.lines == count && took.errors == 0;
  }
  std::filesystem::remove(schema);
  if (!answered) std::fprintf(stderr, "not every request was answered with a value\n");
  return answered ? 0 : 1;
}
