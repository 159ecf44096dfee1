#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace comparisons_test {

using namespace allot;

namespace {

const std::string around = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
  "parameters": {"size": {"value": 40, "label": "units ordered"},
                 "late": {"uniform": {"min": "1d", "max": "3d"}, "label": "how late"}, "plain": "2d"},
  "organisations": {"a": {}},
  "suppliers": {"s": {"supply": {"lot": {"product": "gpu", "at": "2024-01-10", "units": 100, "slip": {"parameter": "late"}}},
                      "routes": {"default": [{"stage": "road", "delay": {"parameter": "plain"}}]}}},
  "orders": {"o": {"organisation": "a", "supplier": "s", "product": "gpu", "units": {"parameter": "size"}}},
  "variants": {"small": {"label": "a small order", "parameters": {"size": 8}},
               "none": ["small", {"label": "no order at all", "orders": {"o": null}}],
               "plain": {"end": "2024-02-01"}})";

ScenarioFile file_with(const std::string& more) {
  return {draft_of(around + more + "}"), [](const std::string& name) { return text_of("", name); }, ""};
}

std::vector<std::string> faults_of(const std::string& more) {
  std::vector<std::string> found;
  try {
    check(file_with(more));
  } catch (const InputError& error) {
    for (const Problem& it : error.problems()) found.push_back(it.pointer + ": " + it.message + "; " + it.hint);
  }
  return found;
}

}  // namespace

TEST_CASE("a variant has a label, in a merge patch or in one of a list", "[scenario][comparisons]") {
  CHECK(check(file_with("")).variants ==
        std::vector<Variant>{{"small", "a small order"}, {"none", "no order at all"}, {"plain", ""}});
}

TEST_CASE("the label of a variant is no part of what it changes", "[scenario][comparisons]") {
  CHECK(check(edited(file_with(""), "small", {})).orders[0].units.number == 8);
  CHECK(check(edited(file_with(""), "small", {})).parameters[0].label == "units ordered");
  CHECK(check(edited(file_with(""), "none", {})).orders.size() == 0);
}

TEST_CASE("a parameter has a label, beside a distribution or beside its value", "[scenario][comparisons]") {
  const Scenario scenario = check(file_with(""));
  REQUIRE(scenario.parameters.size() == 3);
  CHECK(scenario.parameters[0].label == "units ordered");
  CHECK(scenario.parameters[0].value.number == 40);
  CHECK(scenario.parameters[1].label == "how late");
  CHECK(scenario.parameters[1].value.distribution);
  CHECK(scenario.parameters[2].label.empty());
  CHECK(check(edited(file_with(""), "", {{"/parameters/size/value", "16"}})).parameters[0].value.number == 16);
  const Parameter set = check(edited(file_with(""), "", {{"/parameters/size", "16"}})).parameters[0];
  CHECK((set.value.number == 16 && set.label == "units ordered"));
  const Parameter drawn =
      check(edited(file_with(""), "", {{"/parameters/size", R"({"uniform": {"min": 1, "max": 2}})"}})).parameters[0];
  CHECK((drawn.value.distribution && drawn.label == "units ordered"));
}

TEST_CASE("a parameter is not a value and a distribution at once", "[scenario][comparisons]") {
  const ScenarioFile both =
      edited(file_with(R"(, "question": "?")"), "", {{"/parameters/size/uniform", R"({"min": 1, "max": 2})"}});
  CHECK_THROWS_AS(check(both), InputError);
}

TEST_CASE("comparisons name variants, each pair once", "[scenario][comparisons]") {
  const Scenario scenario = check(file_with(
      R"(, "comparisons": [{"label": "Small", "variant": "small"}, {"variant": "small+plain", "baseline": "plain"}])"));
  CHECK(scenario.comparisons == std::vector<PlannedComparison>{{"Small", "small", "base"},
                                                               {"small+plain against plain", "small+plain", "plain"}});
}

TEST_CASE("every fault of a comparison is said at its place, with the variant that was meant",
          "[scenario][comparisons]") {
  const std::vector<std::string> faults = faults_of(R"(, "comparisons": [
      {"label": "A", "variant": "smal", "baseline": "plain+nome"}, {"label": "B", "variant": "plain", "baseline": "plain"},
      {"label": "B", "variant": "small"}, {"label": "C"}, {"variant": "small", "basline": "plain"}])");
  REQUIRE(faults.size() == 6);
  CHECK_THAT(faults[0], ContainsSubstring("/comparisons/0/variant") && ContainsSubstring("did you mean 'small'"));
  CHECK_THAT(faults[1], ContainsSubstring("/comparisons/0/baseline") && ContainsSubstring("did you mean 'none'"));
  CHECK_THAT(faults[2], ContainsSubstring("/comparisons/1: compares 'plain' with itself"));
  CHECK_THAT(faults[3], ContainsSubstring("/comparisons/2: there is a comparison 'B' already"));
  CHECK_THAT(faults[4], ContainsSubstring("/comparisons/3: 'variant' is missing"));
  CHECK_THAT(faults[5], ContainsSubstring("did you mean 'baseline'"));
}

}  // namespace comparisons_test
