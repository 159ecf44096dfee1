#include <cmath>
#include <filesystem>
#include <map>

#include "allot/explanation.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace sums_test {

using namespace allot;

/// What is split into parts is their sum, in every scenario that we ship and in generated ones.
namespace {

constexpr double precise = 1e-9;  // of the largest part

std::vector<std::pair<std::string, Scenario>> all_scenarios() {
  std::vector<std::pair<std::string, Scenario>> out;
  for (const auto& entry : std::filesystem::directory_iterator(ALLOT_SOURCE_DIR "/data/scenarios"))
    if (entry.path().extension() == ".json") out.emplace_back(entry.path().stem().string(), check(read(entry.path())));
  Features features;
  features.chance = true;
  for (std::uint64_t seed = 1; seed <= 70; ++seed)
    out.emplace_back("generated " + std::to_string(seed), trade::scenario("", generate_scenario(seed, features)));
  return out;
}

struct Sum {
  double sum = 0, largest = 1;

  void add(double part) {
    sum += part;
    largest = std::max(largest, std::abs(part));
  }
  bool is(double whole) const { return std::abs(sum - whole) <= precise * std::max(largest, std::abs(whole)); }
};

std::size_t count_wrong(const std::vector<Explanation>& explanations) {
  std::size_t wrong = 0;
  for (const Explanation& it : explanations) {
    Sum parts, by_decision, reassigned;
    for (const auto& [name, days] : it.parts) {
      parts.add(days);
      if (name == "reassigned" || name == "lost" || name == "gained") reassigned.add(days);
    }
    for (const auto& [name, days] : it.reassigned_by) by_decision.add(days);
    wrong += !parts.is(it.unit_days_late) || !parts.is(it.late - it.early) || !by_decision.is(reassigned.sum);
  }
  return wrong;
}

std::size_t count_wrong(const Attributions& all) {
  std::size_t wrong = 0;
  for (const Attribution& one : all.metrics) {
    if (std::isnan(one.total)) continue;
    Sum parts;
    for (const double part : one.parts) parts.add(part);
    wrong += !parts.is(one.total);
  }
  return wrong;
}

bool fit_in_memory(const ScenarioFile& file, const std::string& variants) {
  try {
    check(edited(file, variants, {}));
    return true;
  } catch (const InputError&) {
    return false;
  }
}

// The mean over replications of all interventions less none, by another way: two runs.
double total_by_runs(const Scenario& scenario, const MetricColumn& column, const Sampling& sampling) {
  Scenario none = scenario;
  none.interventions.clear();
  const Comparison comparison = compare({{"none", none}, {"all", scenario}}, sampling);
  return trade::difference(comparison.differences.front(), column.kind, column.entity, column.metric).estimate.mean;
}

}  // namespace

TEST_CASE("the parts of an explanation sum to the lateness, for every organisation and order of every scenario",
          "[law]") {
  std::size_t explained = 0;
  for (const auto& [name, scenario] : all_scenarios()) {
    CAPTURE(name);
    const Explanations all = explain(scenario, {}, trade::sampling(3, 2));
    CHECK(count_wrong(all.organisations) == 0);
    CHECK(count_wrong(all.orders) == 0);
    for (const Explanation& it : all.organisations) explained += it.unit_days_late != 0;
  }
  CHECK(explained > 50);
}

TEST_CASE("an order or organisation is explained alone as it is among all, in every scenario", "[law]") {
  const auto is_same = [](const Explanation& a, const Explanation& b) {
    return a.id == b.id && a.units == b.units && a.open_units == b.open_units && a.parts == b.parts &&
           a.reassigned_by == b.reassigned_by && a.passed_over_by == b.passed_over_by;
  };
  std::size_t overtaken = 0;
  for (const auto& [name, scenario] : all_scenarios()) {
    CAPTURE(name);
    const Sampling sampling = trade::sampling(2, 2);
    const Explanations all = explain(scenario, {}, sampling);
    for (const Explanation& it : all.organisations)
      CHECK(is_same(explain(scenario, {it.id}, sampling).organisations.at(0), it));
    for (std::size_t k = 0; k < all.orders.size(); k += 1 + all.orders.size() / 3) {
      const Explanations alone = explain(scenario, {all.orders[k].id}, sampling);
      REQUIRE(alone.orders.size() == 1);
      CHECK(is_same(alone.orders[0], all.orders[k]));
      overtaken += !all.orders[k].passed_over_by.empty();
    }
  }
  CHECK(overtaken > 10);
}

TEST_CASE("the parts of an attribution sum to what two runs differ by, for every metric of every scenario", "[law]") {
  std::size_t attributed = 0;
  for (const auto& [name, scenario] : all_scenarios()) {
    if (scenario.interventions.empty() || scenario.interventions.size() > 4) continue;
    CAPTURE(name);
    const Attributions all = attribute(scenario, trade::sampling(3, 2));
    CHECK(count_wrong(all) == 0);
    for (const Attribution& one : all.metrics) {
      if (one.column.kind != EntityKind::organisation || one.column.metric != "online_gpu_days") continue;
      CHECK(one.total ==
            Approx(total_by_runs(scenario, one.column, trade::sampling(3, 2))).epsilon(precise).margin(1e-6));
      attributed += one.total != 0;
      break;
    }
  }
  CHECK(attributed > 5);
}

namespace {

// Of whoever has the metric, by "kind.id".
std::map<std::string, double> means_of(const Results& results, std::string_view metric) {
  std::map<std::string, double> out;
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (results.columns[i].metric == metric) {
      const std::string path = path_of(results.columns[i]);
      out[path.substr(0, path.rfind('.'))] = results.estimates[i].mean;
    }
  return out;
}

double sum_of(const std::map<std::string, double>& means, std::string_view kind) {
  double sum = 0;
  for (const auto& [who, mean] : means)
    if (who.starts_with(kind)) sum += mean;
  return sum;
}

std::size_t count_wrong_parts(const Results& results, const std::string& whole, const std::vector<std::string>& parts) {
  std::size_t wrong = 0;
  for (const auto& [who, mean] : means_of(results, whole)) {
    Sum sum;
    for (const std::string& part : parts) {
      const double of_part = means_of(results, part).at(who);
      wrong += of_part < 0;
      sum.add(of_part);
    }
    wrong += !sum.is(mean);
  }
  return wrong;
}

}  // namespace

TEST_CASE("days not running and what they cost are the sums of their parts, of everyone and of all together", "[law]") {
  std::size_t late = 0;
  for (const auto& [name, scenario] : all_scenarios()) {
    CAPTURE(name);
    const Results results = run(scenario, trade::sampling(3, 2));
    const auto days = means_of(results, "not_running_gpu_days"), money = means_of(results, "delay_cost");
    if (days.empty()) continue;
    CHECK(count_wrong_parts(
              results, "not_running_gpu_days",
              {"late_dock_gpu_days", "late_room_gpu_days", "late_crew_gpu_days", "late_power_gpu_days"}) == 0);
    CHECK(count_wrong_parts(results, "delay_cost",
                            {"delay_cost_dock", "delay_cost_room", "delay_cost_crew", "delay_cost_power"}) == 0);
    CHECK(sum_of(days, "organisation.") == Approx(days.at("system")).epsilon(precise).margin(1e-6));
    CHECK(sum_of(money, "organisation.") == Approx(money.at("system")).epsilon(precise).margin(1e-6));
    late += days.at("system") > 0;
  }
  CHECK(late > 10);
}

TEST_CASE("what decisions cost everybody is what each of them costs, and what is paid in any case", "[law]") {
  std::size_t costly = 0;
  for (const auto& [name, scenario] : all_scenarios()) {
    CAPTURE(name);
    const auto money = means_of(run(scenario, trade::sampling(3, 2)), "decision_cost");
    if (money.empty()) continue;
    double known = sum_of(money, "intervention.");
    for (const NamedCost& it : scenario.costs) known += it.money.number.real();
    CHECK(known == Approx(money.at("system")).epsilon(precise).margin(1e-6));
    costly += money.at("system") != 0;
  }
  CHECK(costly > 5);
}

// Every mean but those of single orders, as text: not a number is equal to itself.
std::vector<std::string> means_without_orders(const Results& results) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (results.columns[i].kind != EntityKind::order)
      out.push_back(results.columns[i].entity + "." + results.columns[i].metric + " " +
                    std::to_string(results.estimates[i].mean));
  return out;
}

TEST_CASE("nothing but the metrics of single orders hangs on whether these are counted", "[law]") {
  std::size_t left_out = 0;
  for (const auto& [name, scenario] : all_scenarios()) {
    CAPTURE(name);
    Sampling sampling = trade::sampling(3, 2);
    const Results with = run(scenario, sampling);
    sampling.with_orders = false;
    const Results without = run(scenario, sampling);
    CHECK(means_without_orders(without) == means_without_orders(with));
    left_out += without.columns.size() < with.columns.size();
  }
  CHECK(left_out > 40);
}

TEST_CASE("the parts of edits sum to the whole, for the variants of every scenario that we ship", "[law]") {
  for (const auto& entry : std::filesystem::directory_iterator(ALLOT_SOURCE_DIR "/data/scenarios")) {
    if (entry.path().extension() != ".json") continue;
    const ScenarioFile file = read(entry.path());
    std::vector<std::string> edits;
    for (const Variant& it : check(file).variants) edits.push_back(it.id);
    if (edits.empty()) continue;
    edits.resize(std::min<std::size_t>(edits.size(), 2));
    if (edits.size() == 2 && !fit_in_memory(file, edits[0] + "+" + edits[1])) edits.pop_back();
    CAPTURE(entry.path());
    const auto with = [&](const std::vector<std::size_t>& places) {
      std::string variants;
      for (const std::size_t i : places) variants += (variants.empty() ? "" : "+") + edits[i];
      return check(edited(file, variants, {}));
    };
    CHECK(count_wrong(attribute(edits, with, trade::sampling(2, 2))) == 0);
  }
}

TEST_CASE("a scenario that we ship, compared with itself, differs by nothing and divides by nothing", "[law]") {
  for (const auto& [name, scenario] : all_scenarios()) {
    CAPTURE(name);
    const Comparison comparison = compare({{"one", scenario}, {"other", scenario}}, trade::sampling(3, 2));
    std::size_t wrong = 0;
    for (const Difference& it : comparison.differences.front().differences) {
      if (it.estimate.count == 0) continue;
      wrong += it.estimate.min != 0 || it.estimate.max != 0 || it.p_equal != 1 || it.variance_ratio.has_value();
    }
    CHECK(wrong == 0);
  }
}

}  // namespace sums_test
