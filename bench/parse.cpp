// SPDX-License-Identifier: Apache-2.0
// Claim: 10,000 lines parse in 60 ms and 100,000 in ten times that; one automation of 60 lines in 0.4 ms; an edit in a
// project of 10,000 lines parses one declaration and scans the rest.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "compiler/base/check.h"
#include "compiler/parse/parse.h"

namespace lsq::bench {
namespace {

// 20 lines with a bit of everything.
constexpr std::string_view kAutomation = R"lsq(/// Greets new web leads and promotes the ones that open the mail.
automation "Welcome Pune web leads" {
  on new Lead, including imports
  when Lead.City is "Pune" and Lead.Source in ["Web", "Ads"] and Lead.EmailAddress is filled
  once per Lead in 30 days
  do {
    send email "Welcome" to Lead as welcome
    wait until welcome is opened, at most 3 days {
      set Lead.ProspectStage to "Opportunity"
      distribute Lead to users where User.City is Lead.mx_City, round robin, otherwise to group "Pune pool"
    } else {
      send email "Reminder" to Lead
      exit because "not opened in 3 days"
    }
    create task "Call about renewal" { owner: Lead.Owner default user "ops@acme.example", due: now + 4 hours }
    let total be (Lead.A + 1) * 2 - lookup("Centres", Centre: Lead.mx_City).Weight default 0
  }
  on failure { notify Lead.Owner default user "ops@acme.example" "Failed for @{Lead:FirstName,a lead}" }
}

)lsq";

std::string Lines(int64_t lines) {
  std::string text;
  for (int64_t i = 0; i < lines; i += 20) text += kAutomation;
  return text;
}

void Run(benchmark::State& state, const std::string& text, parse::Cache* cache) {
  const source::File file("bench.lsq", text);
  for (auto _ : state) {
    diagnostics::Sink sink;
    benchmark::DoNotOptimize(parse::ParseFile(file, source::FileId{0}, sink, cache));
    LSQ_CHECK(sink.diagnostics().empty(), "the program of the benchmark is correct");
  }
  state.SetItemsProcessed(state.iterations() * file.LineCount());
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}

void BM_ParseFile(benchmark::State& state) {
  Run(state, Lines(state.range(0)), nullptr);
}
BENCHMARK(BM_ParseFile)->Arg(60)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// What an editor pays for a key: all declarations but one come from the cache.
void BM_ParseFileAgain(benchmark::State& state) {
  const std::string text = Lines(state.range(0));
  parse::Cache cache;
  int64_t edits = 0;
  for (auto _ : state) {
    const std::string edit = std::to_string(++edits);
    const source::File file("bench.lsq", text + "// " + edit + "\nuse edit" + edit + "\n");
    diagnostics::Sink sink;
    benchmark::DoNotOptimize(parse::ParseFile(file, source::FileId{0}, sink, &cache));
  }
}
BENCHMARK(BM_ParseFileAgain)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lsq::bench
