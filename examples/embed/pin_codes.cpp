// SPDX-License-Identifier: Apache-2.0
// lsq in a C++ program: a project with a function that this program performs, run over a store in memory on a virtual
// clock; and one expression, compiled once, evaluated by several threads.
#include <atomic>
#include <cstdio>
#include <lsq/lsq.hpp>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using lsq::embed::TextOf;
using lsq::embed::ViewOf;

constexpr const char* kProject = R"lsq(language 2026
use std.crm
account timezone "Asia/Kolkata"

extern function pin_code_city(pin: Text) returns Text or empty

entity Lead {
  mx_Pin: Text, max 6
  mx_City: Text, max 100
}

automation "Fill in the city" {
  on new Lead
  when Lead.mx_Pin is filled
  do { set Lead.mx_City to pin_code_city(Lead.mx_Pin) default "unknown" }
}
)lsq";

// What the program declares as `extern`.
lsq_status PinCodeCity(void*, const lsq_value* args, size_t, lsq_value* result, lsq_text*) {
  static const std::map<std::string, std::string, std::less<>> kCities = {{"411001", "Pune"}, {"110001", "Delhi"}};
  const auto found = kCities.find(ViewOf(args[0].text));
  if (found != kCities.end()) *result = {LSQ_TEXT, 0, TextOf(found->second)};
  return LSQ_OK;
}

const std::vector<lsq_native> kNatives = {
    {TextOf("pin_code_city"), TextOf("Text -> Text or empty"), PinCodeCity, nullptr}};

bool Report(const char* what, bool right) {
  std::printf("%s: %s\n", what, right ? "as expected" : "not as it should be");
  return right;
}

bool RunProject() {
  const lsq::embed::Project project({{"pins.lsq", kProject}}, {}, kNatives);
  if (!project.ok()) {
    std::printf("%s", project.Diagnostics(LSQ_FORMAT_TEXT, false).c_str());
    return Report("project", false);
  }
  lsq_engine_options options{};
  options.virtual_clock = 1;
  lsq::embed::Engine engine(project, options);
  const std::string event = R"({"id":"1","type":"new","at":"2026-03-06T10:00:00Z","entity":"Lead","record":"L1",)"
                            R"("fields":{"mx_Pin":"411001"}})";
  const auto events = engine.SubmitLines("example", event, false, {});
  engine.RunUntil(events.last);
  bool filled = false;
  engine.Trace(0, [&](uint64_t, std::string_view line) {
    filled = filled || line.find("Pune") != std::string_view::npos;
    return true;
  });
  return Report("project", filled);
}

bool EvaluateInThreads() {
  lsq_field city{TextOf("mx_City"), {LSQ_TEXT, 0, TextOf("Pune")}};
  lsq_record lead{TextOf("Lead"), {}, &city, 1};
  lsq_eval_request request{};
  request.text = TextOf("upper(Lead.mx_City)");
  request.records = &lead;
  request.record_count = 1;
  const lsq::embed::Expression expression = lsq::embed::Evaluator().Compile(request);
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      lsq::embed::Evaluator evaluator;
      for (int n = 0; n < 100; ++n) right += ViewOf(evaluator.Evaluate(expression, request).value.text) == "PUNE";
    });
  }
  for (std::thread& thread : threads) thread.join();
  return Report("threads", right == 400);
}

}  // namespace

int main() {
  try {
    const bool ran = RunProject();
    return EvaluateInThreads() && ran ? 0 : 1;
  } catch (const lsq::embed::Failure& failure) {
    std::printf("not as it should be: %s: %s\n", failure.code().c_str(), failure.what());
    return 1;
  }
}
