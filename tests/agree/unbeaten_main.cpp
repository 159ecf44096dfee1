// Holds rules against the best that any could have done, on generated scenarios: no rule may beat it, and which rule is in
// force may not change it. Scenarios of which no bound can be given are passed over.
//   allot_unbeaten FROM COUNT    scenarios from that seed on, until so many had a bound
//   allot_unbeaten SEED          prints one of them
#include <iostream>
#include <string>
#include <vector>

#include "allot/scenario_io.hpp"
#include "json/parse.hpp"
#include "support/generate.hpp"
#include "support/unbeaten.hpp"

namespace allot::agree {

static Scenario generated(std::uint64_t seed, const Features& features) {
  const auto text = std::make_shared<const Text>(Text{"generated.json", generate_scenario(seed, features)});
  return check({json::parse(text), {}, {}});
}

// Buyers by roadmap leave nothing to bound; most scenarios are made without.
static Features features_to_bound(std::uint64_t seed) {
  Features out = features_of(seed);
  out.buyers = seed % 7 == 0;
  out.interventions = seed % 5 < 3;
  return out;
}

static int hold(std::uint64_t from, std::uint64_t count) {
  std::uint64_t bounded = 0, faults = 0, passed_over = 0;
  std::size_t asked = 0, met = 0;
  for (std::uint64_t seed = from; bounded < count; ++seed) {
    const Features features = features_to_bound(seed);
    const Unbeaten it = unbeaten(generated(seed, features), seed, features.chance ? 2 : 1);
    if (!it.fault.empty()) std::cout << "generated scenario " << seed << ": " << it.fault << std::flush;
    faults += !it.fault.empty();
    bounded += it.is_bounded || !it.fault.empty();
    passed_over += !it.is_bounded && it.fault.empty();
    asked += it.asked;
    met += it.met;
  }
  std::cout << bounded << " scenarios, " << faults << " with a fault; " << passed_over << " passed over; of " << asked
            << " answers " << met << " reached the best" << std::endl;
  return faults > 0;
}

}  // namespace allot::agree

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty() || words.size() > 2) {
    std::cerr << "allot_unbeaten FROM COUNT | SEED\n";
    return 2;
  }
  if (words.size() == 1) {
    const std::uint64_t seed = std::stoull(words[0]);
    std::cout << allot::generate_scenario(seed, allot::agree::features_to_bound(seed));
    return 0;
  }
  return allot::agree::hold(std::stoull(words[0]), std::stoull(words[1]));
}
