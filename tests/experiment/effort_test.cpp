#include "experiment/effort.hpp"

#include <filesystem>
#include <fstream>

#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"
#include "engine/event.hpp"
#include "engine/simulate.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace allot::effort_test {
namespace {

model::Model model_of(const std::string& text) {
  return model::compile(check(read_text(std::make_shared<Text>(Text{"scenario.json", text}), ".")));
}

double estimated(const model::Model& model) { return experiment::effort_of(model, {}).events(); }

double counted(const model::Model& model) { return static_cast<double>(engine::simulate(model, 1, 0, {}).events); }

std::string market(const std::string& end, const std::string& maker, const std::string& more = "") {
  return R"({"allot": 1, "start": "2024-01-01", "end": ")" + end +
         R"(", "products": {"u": {}}, "organisations": {"a": {}}, "suppliers": {"s": {"stock": {"u": 100})" + maker +
         R"(}}, "orders": {"o": {"organisation": "a", "supplier": "s", "product": "u", "units": 10}})" + more + "}";
}

std::string stream(const std::string& every, const std::string& more = "") {
  return R"(, "streams": [{"organisation": "a", "supplier": "s", "product": "u", "units": 1, "every": )" + every +
         more + "}]";
}

// What is a factor of 4 off is still told apart from what takes too long.
void check_estimate(const model::Model& model, const std::string& name) {
  INFO(name);
  const double guess = estimated(model), truth = counted(model);
  CAPTURE(guess, truth);
  if (truth > 10'000) {
    CHECK(guess < 4 * truth);
    CHECK(truth < 4 * guess);
  } else {
    CHECK(guess < 40'000);
  }
}

}  // namespace

TEST_CASE("what a replication comes to is told before it, within a factor of four", "[experiment][effort]") {
  for (const auto& entry : std::filesystem::directory_iterator(ALLOT_SOURCE_DIR "/data/scenarios"))
    if (entry.path().extension() == ".json") check_estimate(model::compile(check(read(entry.path()))), entry.path());
  for (std::uint64_t seed = 1; seed <= 60; ++seed)
    check_estimate(model_of(generate_scenario(seed, features_of(seed))), "seed " + std::to_string(seed));
}

// The moments of a calendar can be counted: 31 days of 1,440 minutes, and a run at each for the one product.
TEST_CASE("what comes again and again is counted by its calendar", "[experiment][effort]") {
  const double minutes = 31 * 1440;
  for (const std::string& text :
       {market("2024-02-01", R"(, "allocation": {"every": "1m"})"), market("2024-02-01", "", R"(, "grid": "1m")"),
        market("2024-02-01", "", R"(, "interventions": [{"at": "2024-01-01", "repeat": {"every": "1m"},
               "expedite": {"order": "o", "priority": 1}}])")}) {
    const model::Model model = model_of(text);
    INFO(text);
    CHECK(estimated(model) == Approx(minutes).epsilon(0.01));
    CHECK(counted(model) == Approx(minutes).epsilon(0.01));
  }
}

// A pace that rises from 0 to 2 in the 31 days lets as many gaps pass as one of 1: an order a minute.
TEST_CASE("the orders of a stream are those of its gaps and its pace", "[experiment][effort]") {
  const double orders = 31 * 1440;
  for (const std::string& text :
       {market("2024-02-01", "", stream(R"("1m")")),
        market("2024-02-01", "", stream(R"({"exponential": {"mean": "1m"}})")),
        market("2024-02-01", "", stream(R"("1m")", R"(, "pace": [["2024-01-01", 0], ["2024-02-01", 2]])"))}) {
    INFO(text);
    const model::Model model = model_of(text);
    CHECK(engine::simulate(model, 1, 0, {}).promises.size() == Approx(orders).epsilon(0.02));
    check_estimate(model, text);
  }
}

TEST_CASE("more than can be simulated is refused, with what it is and what to change", "[experiment][effort]") {
  Sampling sampling;
  sampling.replications = 1;
  const auto refusal = [&](const std::string& text) {
    try {
      run(check(read_text(std::make_shared<Text>(Text{"scenario.json", text}), ".")), sampling);
    } catch (const TooMuch& error) {
      return std::string(error.what());
    }
    return std::string("nothing");
  };
  const std::string calendar = refusal(market("2124-01-01", R"(, "allocation": {"every": "1s"})"));
  CHECK(calendar.find("3,200,000,000") != std::string::npos);  // 36,525 days of 86,400 seconds
  CHECK(calendar.find("supplier 's'") != std::string::npos);
  CHECK(calendar.find("replications") == std::string::npos);
  CHECK(refusal(market("2034-01-01", "", R"(, "grid": "1s")")).find("'grid'") != std::string::npos);
  sampling.is_typical = true;
  const std::string endless = refusal(market("2024-03-01", "", stream(R"({"discrete": [["0s", 0.6], ["10d", 0.4]]})")));
  CHECK(endless.find("never end") != std::string::npos);
  sampling.is_typical = false;
  CHECK(refusal(market("2024-03-01", "", stream(R"({"discrete": [["0s", 0.6], ["10d", 0.4]]})"))) == "nothing");
}

// 366 days of 144 times, and 366 lots that are put on the list of events anew each time: 19 million entries.
TEST_CASE("lots that are shifted again and again are counted in memory", "[experiment][effort]") {
  const auto bytes = [](const std::string& terms) {
    const std::string plan =
        R"(, "supply": {"daily": {"product": "u", "from": "2024-01-01", "until": "2025-01-01", "every": "1d", "rate": "1/d"}})";
    const std::string again =
        R"(, "interventions": {"again": {"at": "2024-01-01", "repeat": {"every": "10m"}, "supply": {"supplier": "s", )" +
        terms + "}}}";
    return experiment::effort_of(model_of(market("2025-01-01", plan, again)), {}).bytes();
  };
  const double entries = 366 * 144 * 366.0;
  CHECK(bytes(R"("by": "1d")") - bytes(R"("scale": 0.5)") >= entries * sizeof(engine::Event));
}

TEST_CASE("what takes long is announced", "[experiment][effort]") {
  Sampling sampling;
  sampling.replications = 1000;
  std::vector<std::string> said;
  sampling.notice = [&](const std::string& notice) { said.push_back(notice); };
  sampling.progress = [](std::size_t, std::size_t) { return false; };
  const auto begin = [&](const std::string& gap) {
    const std::string text = market("2024-02-01", "", stream(R"({"exponential": {"mean": ")" + gap + "\"}}"));
    CHECK_THROWS_AS(run(check(read_text(std::make_shared<Text>(Text{"scenario.json", text}), ".")), sampling),
                    Interrupted);
  };
  begin("1d");
  CHECK(said.empty());
  begin("10s");
  REQUIRE(said.size() == 1);
  CHECK(said[0].find("1,000 to simulate") != std::string::npos);
  CHECK(said[0].find("orders of stream") != std::string::npos);
}

}  // namespace allot::effort_test
