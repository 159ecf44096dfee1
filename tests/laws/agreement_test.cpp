#include <filesystem>

#include "allot/scenario_io.hpp"
#include "json/parse.hpp"
#include "support/agreement.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

/// The fast share of what `allot_agree` goes on with.
namespace allot::agreement_test {
namespace {

Scenario scenario_of(const std::string& text) {
  const auto file = std::make_shared<const Text>(Text{"generated.json", text});
  try {
    return check({json::parse(file), {}, {}});
  } catch (const InputError& error) {
    FAIL(describe(error) << "\n" << text);
    throw;
  }
}

void agree(std::uint64_t seed, const Features& features, std::uint64_t replications) {
  const std::string text = generate_scenario(seed, features);
  const Scenario scenario = scenario_of(text);
  for (std::uint64_t replication = 0; replication < replications; ++replication)
    if (const auto words = disagreement(scenario, seed, replication))
      FAIL("generated scenario " << seed << ", replication " << replication << ": " << *words << "\n" << text);
}

}  // namespace

TEST_CASE("both engines see the same world where they once did not") {
  for (const auto& entry : std::filesystem::directory_iterator(ALLOT_SOURCE_DIR "/tests/laws/once_apart")) {
    const Scenario scenario = check(read(entry.path()));
    CAPTURE(entry.path().stem().string(), scenario.question);
    for (std::uint64_t replication = 0; replication < 5; ++replication)
      CHECK(disagreement(scenario, 1, replication).value_or("") == "");
  }
}

TEST_CASE("both engines see the same world where everything is known") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) agree(seed, {}, 1);
}

TEST_CASE("both engines see the same world where chance decides") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) agree(seed, {.chance = true}, 3);
}

}  // namespace allot::agreement_test
