// SPDX-License-Identifier: Apache-2.0
#include "tests/kill/job.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "runtime/store_sqlite/database.h"

extern char** environ;

namespace lsq::kill {

namespace fs = std::filesystem;

namespace {

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// "'a'|7|NULL" for each row, in the order of the texts.
void AppendTable(store_sqlite::Database& database, const std::string& table, std::string& out) {
  auto columns = database.Prepare("SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid");
  std::string row;
  while (columns.ok() && *columns->Step())
    row += (row.empty() ? "quote(\"" : "||'|'||quote(\"") + columns->Text(0) + "\")";
  auto rows = database.Prepare("SELECT " + row + " FROM \"" + table + "\" ORDER BY 1");
  while (rows.ok() && *rows->Step()) out += table + " " + rows->Text(0) + "\n";
}

std::string Dump(const fs::path& path) {
  auto database = store_sqlite::Database::Open(path);
  if (!database.ok()) return "cannot be opened: " + database.error().message;
  std::vector<std::string> tables;
  auto names = (*database)->Prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
  while (names.ok() && *names->Step()) tables.push_back(names->Text(0));
  std::string out;
  for (const std::string& table : tables) AppendTable(**database, table, out);
  return out;
}

}  // namespace

Job::Job(const Input& input, fs::path folder, bool with_store) : folder_(std::move(folder)) {
  fs::remove_all(folder_);
  fs::create_directories(folder_);
  command_ = {LSQ_ENGINE, "run", input.project, "--events", input.events, "--virtual", "--until", input.until};
  for (const fs::path& records : input.records) command_.insert(command_.end(), {"--records", records});
  command_.insert(command_.end(), {"--trace", folder_ / "trace.jsonl", "--outbox", folder_ / "outbox"});
  if (with_store) command_.insert(command_.end(), {"--store", folder_ / "store.lsqdb"});
}

Job::~Job() {
  fs::remove_all(folder_);
}

int Job::Start(const fs::path& output) const {
  std::vector<char*> arguments;
  for (const std::string& argument : command_) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  return failed == 0 ? pid : -1;
}

bool Job::Finish(std::string& said) {
  const fs::path output = folder_ / "said.txt";
  const pid_t pid = Start(output);
  int status = -1;
  if (pid > 0) waitpid(pid, &status, 0);
  said = ReadAll(output);
  return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool Job::KillAfter(std::chrono::microseconds delay) {
  const pid_t pid = Start("/dev/null");
  if (pid <= 0) return true;
  std::this_thread::sleep_for(delay);
  ::kill(pid, SIGKILL);
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status);
}

Left Job::Leaves() const {
  Left left;
  left.trace = ReadAll(folder_ / "trace.jsonl");
  for (const auto& file : fs::directory_iterator(folder_ / "outbox")) {
    left.outbox[file.path().filename()] = ReadAll(file.path());
  }
  if (fs::exists(folder_ / "store.lsqdb")) left.store = Dump(folder_ / "store.lsqdb");
  return left;
}

}  // namespace lsq::kill
