#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace attribute_test {

using namespace allot;
using nlohmann::ordered_json;

namespace {

bool stands_alone(const ordered_json& intervention) {
  return !intervention.contains("order") && !intervention.contains("after");
}

// A generated scenario with so many decisions: those of several like it, or the first of them; none that
// places an order, whose id would be there twice, or that comes after one left out.
std::string with_decisions(std::uint64_t seed, std::size_t count) {
  Features features;
  features.chance = true;
  ordered_json scenario = ordered_json::parse(generate_scenario(seed, features));
  const ordered_json own = scenario.value("interventions", ordered_json::object());
  ordered_json chosen = ordered_json::object();
  for (std::size_t round = 0; chosen.size() < count; ++round)
    for (const auto& [id, intervention] : own.items())
      if (chosen.size() < count && stands_alone(intervention)) chosen[id + "-" + std::to_string(round)] = intervention;
  scenario["interventions"] = chosen;
  return scenario.dump();
}

// Whether an id stands anywhere but where it is defined.
bool is_named(const ordered_json& scenario, const std::string& id) {
  const std::string text = scenario.dump(), quoted = '"' + id + '"';
  return text.find(quoted, text.find(quoted) + 1) != std::string::npos;
}

bool has_decisions(std::uint64_t seed) {
  Features features;
  features.chance = true;
  const ordered_json scenario = ordered_json::parse(generate_scenario(seed, features));
  const ordered_json own = scenario.value("interventions", ordered_json::object());
  for (const auto& [id, intervention] : own.items())
    if (intervention.contains("order") && is_named(scenario, id)) return false;
  return std::any_of(own.begin(), own.end(), stands_alone);
}

// Beside the trade, so many decisions that set what is so already.
std::string with_idle(std::size_t count) {
  ordered_json scenario = ordered_json::parse(trade::market);
  for (std::size_t i = 0; i < count; ++i)
    scenario["interventions"]["idle-" + std::to_string(i)] = {
        {"at", "2024-02-01"}, {"set", {{"path", "/organisations/other/weight"}, {"value", 1}}}};
  return scenario.dump();
}

// Edits of the trade, and one more that adds an organisation.
Attributions attribute_edits(const std::vector<std::string>& edits, const Sampling& sampling) {
  ordered_json scenario = ordered_json::parse(trade::market);
  scenario["variants"]["newcomer"] = {{"organisations", {{"new", ordered_json::object()}}}};
  const ScenarioFile file = trade::file_of(scenario.dump());
  return attribute(
      edits,
      [&](const std::vector<std::size_t>& places) {
        std::string variants;
        for (const std::size_t i : places) variants += (variants.empty() ? "" : "+") + edits[i];
        return check(edited(file, variants, {}));
      },
      sampling);
}

double sum_of(const Attribution& one) {
  double sum = 0;
  for (const double part : one.parts) sum += part;
  return sum;
}

double scale_of(const Attribution& one) {
  double scale = std::abs(one.total);
  for (const double part : one.parts) scale = std::max(scale, std::abs(part));
  return std::max(scale, 1.0);
}

std::size_t count_wrong_sums(const Attributions& all) {
  std::size_t wrong = 0;
  for (const Attribution& one : all.metrics)
    if (!std::isnan(one.total)) wrong += std::abs(sum_of(one) - one.total) > 1e-9 * scale_of(one);
  return wrong;
}

const Attribution& tesla(const Attributions& all) {
  return trade::attribution(all, EntityKind::organisation, "tesla", "online_gpu_days");
}

}  // namespace

TEST_CASE("the late lot is shared half and half: only the swap gives it to Tesla", "[experiment]") {
  const Attributions all = attribute(trade::scenario(), trade::sampling(4));
  const double swap = trade::june - trade::first_half, late = -trade::ten_days;
  REQUIRE(all.interventions == std::vector<std::string>{"swap", "late"});
  CHECK(tesla(all).parts[0] == swap + late / 2);
  CHECK(tesla(all).parts[1] == late / 2);
  CHECK(tesla(all).total == swap + late);
  const Attribution& x = trade::attribution(all, EntityKind::organisation, "x", "online_gpu_days");
  CHECK(x.parts[1] == late / 2);  // x's own June lot is late where there is no swap
  CHECK(sum_of(x) == x.total);
}

TEST_CASE("one decision alone bears the whole difference", "[experiment]") {
  const Attributions all = attribute(trade::scenario("on-time"), trade::sampling(3));
  CHECK(tesla(all).parts == std::vector<double>{trade::june - trade::first_half});
  CHECK(tesla(all).total == tesla(all).parts[0]);
  CHECK_FALSE(tesla(all).intervals[0]);  // nothing is drawn: one replication is all that there are
}

TEST_CASE("parts sum to the whole, however many decisions there are", "[experiment][law]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    if (!has_decisions(seed)) continue;
    for (const std::size_t count : {1u, 2u, 3u, 8u}) {
      const Scenario scenario = trade::scenario("", with_decisions(seed, count));
      const Attributions all = attribute(scenario, trade::sampling(count == 8 ? 3 : 8));
      CAPTURE(seed, count);
      CHECK(all.interventions.size() == count);
      CHECK(count_wrong_sums(all) == 0);
    }
  }
}

TEST_CASE("a decision that changes nothing has exactly no part, with few decisions and with many",
          "[experiment][law]") {
  for (const std::size_t idle : {3u, 6u}) {
    const Attributions all = attribute(trade::scenario("", with_idle(idle)), trade::sampling(2));
    std::size_t wrong = 0;
    for (const Attribution& one : all.metrics)
      for (std::size_t i = 2; i < one.parts.size(); ++i) wrong += one.parts[i] != 0 && !std::isnan(one.total);
    CHECK(wrong == 0);
  }
}

TEST_CASE("an order of decisions and its reverse share between two what all subsets do", "[experiment]") {
  const Attributions all = attribute(trade::scenario("", with_idle(6)), trade::sampling(2));
  REQUIRE(all.interventions.size() == 8);
  CHECK(tesla(all).parts[0] == trade::june - trade::first_half - trade::ten_days / 2);
  CHECK(tesla(all).parts[1] == -trade::ten_days / 2);
}

TEST_CASE("named edits share what they change together, against the scenario as written", "[experiment]") {
  const Attributions all = attribute_edits({"no-swap", "on-time"}, trade::sampling(4));
  const double no_swap = trade::first_half - trade::june, on_time = trade::ten_days;
  CHECK(all.interventions == std::vector<std::string>{"no-swap", "on-time"});
  CHECK(all.is_of_edits);
  // Without the swap nothing of Tesla's is late, so that being on time adds nothing any more.
  CHECK(tesla(all).parts[0] == no_swap + on_time / 2);
  CHECK(tesla(all).parts[1] == on_time / 2);
  CHECK(tesla(all).total == no_swap + on_time);
  CHECK(count_wrong_sums(all) == 0);
}

TEST_CASE("interventions are the edits that put them back, one by one", "[experiment][law]") {
  const Scenario written = trade::scenario();
  const Attributions edits = attribute(
      {"swap", "late"},
      [&](const std::vector<std::size_t>& places) {
        Scenario out = written;
        out.interventions.clear();
        for (const std::size_t i : places) out.interventions.push_back(written.interventions[i]);
        return out;
      },
      trade::sampling(4));
  const Attributions interventions = attribute(written, trade::sampling(4));
  REQUIRE(edits.metrics.size() == interventions.metrics.size());
  for (std::size_t i = 0; i < edits.metrics.size(); ++i)
    if (!std::isnan(edits.metrics[i].total)) CHECK(edits.metrics[i].parts == interventions.metrics[i].parts);
}

TEST_CASE("what only an edited scenario has is left out of the split", "[experiment]") {
  const Attributions all = attribute_edits({"no-swap", "newcomer", "on-time"}, trade::sampling(2));
  for (const Attribution& one : all.metrics) CHECK(one.column.entity != "new");
  CHECK(count_wrong_sums(all) == 0);
  CHECK(tesla(all).parts[1] == 0);
}

TEST_CASE("an attribution gives the same bytes on 1, 2 and 5 threads", "[experiment][law]") {
  std::uint64_t seed = 1;
  while (!has_decisions(seed)) ++seed;
  for (const std::size_t count : {3u, 8u}) {
    const Scenario scenario = trade::scenario("", with_decisions(seed, count));
    const auto bytes = [&](std::size_t threads) {
      return render(attribute(scenario, trade::sampling(20, threads)), Format::json);
    };
    const std::string one = bytes(1);
    CHECK(bytes(2) == one);
    CHECK(bytes(5) == one);
  }
}

TEST_CASE("one replication is attributed alone as it is among others", "[experiment]") {
  const Scenario scenario = trade::scenario("now-and-then");
  Sampling only = trade::sampling(1);
  double sum = 0;
  for (std::uint64_t r = 0; r < 5; ++r) {
    only.only = r;
    sum += tesla(attribute(scenario, only)).total;
  }
  CHECK(sum / 5 == Approx(tesla(attribute(scenario, trade::sampling(5))).total));
}

TEST_CASE("nothing to attribute, or more than memory holds, is refused", "[experiment]") {
  CHECK_THROWS_AS(attribute(trade::scenario("none"), trade::sampling(1)), RequestError);
  CHECK_THROWS_AS(attribute_edits({}, trade::sampling(1)), RequestError);
  Sampling small = trade::sampling(1000);
  small.max_memory = 1000;
  CHECK_THROWS_AS(attribute(trade::scenario(), small), RequestError);
}

TEST_CASE("an attribution that is stopped keeps nothing, and is told how far it has come", "[experiment]") {
  Sampling sampling = trade::sampling(4);
  std::size_t last = 0, of = 0;
  sampling.progress = [&](std::size_t done, std::size_t all) {
    CHECK(done >= last);
    last = done;
    of = all;
    return true;
  };
  attribute(trade::scenario("now-and-then"), sampling);
  CHECK(of == 4);  // replications, each of all subsets
  CHECK(last == 4);
  sampling.progress = [](std::size_t, std::size_t) { return false; };
  CHECK_THROWS_AS(attribute(trade::scenario("now-and-then"), sampling), Interrupted);
}

TEST_CASE("an attribution is recommended where there are two decisions or more, not too many, and room for them",
          "[experiment]") {
  CHECK(can_attribute(trade::scenario(), trade::sampling(4)));
  CHECK_FALSE(can_attribute(trade::scenario("none"), trade::sampling(4)));
  CHECK_FALSE(can_attribute(trade::scenario("no-swap"), trade::sampling(4)));  // one has nobody to share with
  Scenario many = trade::scenario();
  many.interventions.resize(61, many.interventions.front());
  CHECK_THROWS_AS(attribute(many, trade::sampling(1)), RequestError);
  CHECK_FALSE(can_attribute(many, trade::sampling(1)));
  Sampling small = trade::sampling(4);
  small.max_memory = 1000;
  CHECK_FALSE(can_attribute(trade::scenario(), small));
}

}  // namespace attribute_test
