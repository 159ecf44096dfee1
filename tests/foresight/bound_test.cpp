#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "allot/bound.hpp"
#include "allot/scenario_io.hpp"
#include "json/parse.hpp"
#include "support/catch.hpp"

/// Each file of cases is a market of which the best can be told on paper: what it is, by metric, what the market's own
/// rule comes to, and through which limits how much of the first of these goes.
namespace allot::bound_test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files() {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(ALLOT_SOURCE_DIR "/tests/foresight/cases"))
    out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

Draft read_case(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return json::parse(std::make_shared<const Text>(Text{path.filename().string(), text.str()}));
}

RuleBound bound_of(const Scenario& scenario, const std::string& metric) {
  Sampling sampling;
  sampling.replications = 1;
  return bound({{"base", scenario}}, metric, sampling).variants.front();
}

double through(const RuleBound& found, const std::string& kind) {
  double sum = 0;
  for (const BindingLimit& it : found.limits)
    if (it.kind == kind) sum += it.mean;
  return sum;
}

void check_numbers(const Draft* expected, const std::string& what, const Scenario& scenario) {
  if (!expected) return;
  for (std::size_t i = 0; i < expected->keys.size(); ++i) {
    const RuleBound found = bound_of(scenario, expected->keys[i]);
    CAPTURE(what, expected->keys[i]);
    CHECK((what == "best" ? found.best : found.reached).mean == Approx(expected->items[i].number).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE("the best that any rule could have done is what it is on paper", "[bound]") {
  for (const fs::path& path : files()) {
    const Draft it = read_case(path);
    INFO(path.filename().string() << ": " << it.find("story")->text);
    const Scenario scenario = check(ScenarioFile{*it.find("scenario"), {}, ""});
    check_numbers(it.find("best"), "best", scenario);
    check_numbers(it.find("reached"), "reached", scenario);
    const Draft* limits = it.find("limits");
    if (!limits) continue;
    const RuleBound found = bound_of(scenario, it.find("best")->keys.front());
    for (std::size_t i = 0; i < limits->keys.size(); ++i) {
      CAPTURE(limits->keys[i]);
      CHECK(through(found, limits->keys[i]) == Approx(limits->items[i].number).epsilon(1e-12));
    }
  }
  CHECK(files().size() >= 20);
}

namespace {

std::string left_out_of(const std::string& allocation, const std::string& more) {
  const std::string text =
      R"({"allot": 1, "start": "2024-01-01", "end": "2024-01-31", "products": {"gpu": {}, "switch": {}},
    "organisations": {"a": {}, "b": {}}, "suppliers": {"maker": {"stock": {"gpu": 10}, "allocation": {"levels": ["organisation", "order"])" +
      allocation +
      R"(}}}, "orders": {"a-1": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 10)" + more +
      "}}}";
  const Scenario scenario =
      check(ScenarioFile{json::parse(std::make_shared<const Text>(Text{"bound.json", text})), {}, ""});
  Sampling sampling;
  sampling.replications = 1;
  std::string out;
  for (const std::string& it : bound({{"base", scenario}}, "online_gpu_days", sampling).left_out) out += it + "\n";
  return out;
}

}  // namespace

TEST_CASE("what the best is not held to names the limits that there are, and no others", "[bound]") {
  const std::string nothing = left_out_of("", "");
  for (const char* words : {"caps", "guarantees", "reserves", "kits"}) CHECK_THAT(nothing, !ContainsSubstring(words));
  CHECK_THAT(left_out_of(R"(, "reserves": [{"units": 5, "for": {"organisation": "a"}}])", ""),
             ContainsSubstring("reserves"));
  const std::string capped = left_out_of(R"(, "caps": [{"organisation": "a", "units": 5, "per": "month"}])", "");
  CHECK_THAT(capped, ContainsSubstring("caps of a period"));
  CHECK_THAT(capped, !ContainsSubstring("relative"));
  CHECK_THAT(left_out_of(
                 R"(, "caps": [{"organisation": "a", "share": 0.5, "of": {"organisation": "b"}, "per": "month"}])", ""),
             ContainsSubstring("caps relative"));
  const std::string kit =
      R"(, "kit": "k"}, "a-2": {"organisation": "a", "supplier": "maker", "product": "switch", "units": 1, "kit": "k")";
  CHECK_THAT(left_out_of("", kit), ContainsSubstring("kits"));
}

}  // namespace allot::bound_test
