// SPDX-License-Identifier: Apache-2.0
// lsq_docs_test [--update] BIN [part of a name]: replays the documents of the tree with the programs in the folder BIN.
#include <unistd.h>

#include <iostream>

#include "tests/docs/documents.h"
#include "tests/golden/report.h"

namespace {

namespace fs = std::filesystem;
using lsq::golden::Report;

// A new empty folder, gone with the object.
class Folder {
 public:
  Folder() : base_(fs::temp_directory_path() / ("lsq_docs_" + std::to_string(getpid()))), path_(base_ / "reader") {
    fs::remove_all(base_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(base_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path base_;
  fs::path path_;
};

void CheckDocument(const fs::path& path, const fs::path& bin, Report& report) {
  const std::string name = fs::relative(path, lsq::golden::SourceDir()).string();
  const auto text = lsq::golden::ReadFile(path);
  if (!report.Selected(name) || !text) return;
  {
    const Folder folder;
    report.Expect(name, *text, lsq::docs::Replay(*text, bin, folder.path()), path);
  }
  const Folder folder;
  const std::string others = lsq::docs::NotCanonical(*text, bin, folder.path());
  if (!others.empty()) report.Fail(name, "not in the canonical format: " + others);
}

}  // namespace

int main(int argc, char** argv) {
  lsq::golden::Options options;
  std::string bin;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--update") {
      options.update = true;
    } else {
      (bin.empty() ? bin : options.filter) = argument;
    }
  }
  if (bin.empty()) {
    std::cerr << "usage: " << argv[0] << " [--update] BIN [part of a document's name]\n";
    return 2;
  }
  options.program = std::string(argv[0]) + " " + bin;
  Report report(options);
  const fs::path root = lsq::golden::SourceDir();
  CheckDocument(root / "README.md", fs::absolute(bin), report);
  for (const fs::path& path : lsq::golden::FilesIn(root / "docs", ".md")) {
    CheckDocument(path, fs::absolute(bin), report);
  }
  return report.Finish();
}
