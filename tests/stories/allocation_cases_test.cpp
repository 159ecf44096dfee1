#include <fstream>
#include <nlohmann/json.hpp>

#include "json/parse.hpp"
#include "stories/told.hpp"
#include "support/catch.hpp"
#include "support/reference_engine.hpp"

/// Divisions of a market worked out by hand, in cases/allocation.json: the engine and the reference engine come to
/// what stands on paper.
namespace allot::stories::allocation_cases_test {
namespace {

using Json = nlohmann::ordered_json;

Json cases() {
  std::ifstream file(ALLOT_SOURCE_DIR "/tests/stories/cases/allocation.json");
  return Json::parse(file, nullptr, true, true);
}

std::string day_after(std::size_t weeks) { return format_date(19'723 * day + static_cast<Duration>(weeks) * week); }

Json supply_of(const Json& lots) {
  Json pieces = Json::object();
  for (std::size_t i = 0; i < lots.size(); ++i)
    pieces["week-" + std::to_string(i + 1)] = {{"product", "gpu"}, {"at", day_after(i)}, {"units", lots[i]}};
  return pieces;
}

// Orders are named after who places them: "a-1" is a's.
Json order_of(const std::string& id, const Json& written) {
  Json order = {{"organisation", id.substr(0, id.find('-'))}, {"supplier", "maker"}, {"product", "gpu"}};
  order.update(written.is_object() ? written : Json{{"units", written}});
  return order;
}

Json scenario_of(const Json& it) {
  Json scenario = {{"allot", 1}, {"start", day_after(0)}, {"end", day_after(it["lots"].size())}};
  scenario["products"]["gpu"]["lot"] = it.value("lot", 1);
  if (it.contains("groups")) scenario["groups"] = it["groups"];
  scenario["organisations"] = it.value("organisations", Json::object());
  for (const auto& [id, written] : it["orders"].items()) {
    const std::string organisation = id.substr(0, id.find('-'));
    if (!scenario["organisations"].contains(organisation)) scenario["organisations"][organisation] = Json::object();
    scenario["orders"][id] = order_of(id, written);
  }
  Json policy = it.value("allocation", Json::object());
  policy["every"] = "1w";
  scenario["suppliers"]["maker"] = {{"supply", supply_of(it["lots"])}, {"allocation", policy}};
  return scenario;
}

ScenarioFile file_of(const Json& scenario) {
  const auto no_files = [](const std::string& name) -> TextPointer {
    throw std::runtime_error("a case has no " + name);
  };
  return {json::parse(std::make_shared<const Text>(Text{"case.json", scenario.dump(1)})), no_files, ""};
}

}  // namespace

TEST_CASE("divisions come out as on paper, in both engines", "[stories]") {
  const Json all = cases();
  for (const Json& it : all) {
    INFO(it["note"].get<std::string>());
    const ScenarioFile file = file_of(scenario_of(it));
    const Told came = told(file);
    const ReferenceRun reference = reference_run(check(file), 1, 0);
    for (const auto& [order, units] : it["awards"].items()) {
      CAPTURE(order);
      CHECK(came.metrics.at("order." + order + ".allocated_units") == units.get<double>());
      CHECK(reference.snapshots.back().levels.at("order." + order + ".allocated_units") == units.get<Units>());
    }
  }
  CHECK(all.size() > 60);
}

}  // namespace allot::stories::allocation_cases_test
