#include "support/unbeaten.hpp"

#include <filesystem>

#include "allot/scenario_io.hpp"
#include "json/parse.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

/// The fast share of what `allot_unbeaten` goes on with.
namespace allot::unbeaten_test {

TEST_CASE("no rule beats the best that any could have done, and none changes it", "[bound]") {
  std::size_t bounded = 0, met = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Features features = features_of(seed);
    features.buyers = false;
    features.interventions = seed % 3 > 0;
    const std::string text = generate_scenario(seed, features);
    const Scenario scenario = check({json::parse(std::make_shared<const Text>(Text{"generated.json", text})), {}, {}});
    const Unbeaten it = unbeaten(scenario, seed, features.chance ? 2 : 1);
    CAPTURE(seed);
    CHECK(it.fault == "");
    bounded += it.is_bounded;
    met += it.met;
  }
  CHECK(bounded > 80);
  CHECK(met > 50);
}

TEST_CASE("no rule beats the best where one once did", "[bound]") {
  for (const auto& entry : std::filesystem::directory_iterator(ALLOT_SOURCE_DIR "/tests/foresight/once_beaten")) {
    const Scenario scenario = check(read(entry.path()));
    CAPTURE(entry.path().stem().string(), scenario.question);
    CHECK(unbeaten(scenario, 1, 5).fault == "");
  }
}

}  // namespace allot::unbeaten_test
