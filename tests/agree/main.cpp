// Compares the two engines on generated scenarios, of which every second one leaves nothing to chance, and
// counts what the scenarios hold; or on the scenario of a file.
//   allot_agree FROM COUNT            the scenarios of so many seeds
//   allot_agree FILE [REPLICATION]
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "agree/apart.hpp"
#include "agree/census.hpp"
#include "agree/shrink.hpp"
#include "allot/scenario_io.hpp"
#include "json/parse.hpp"
#include "support/agreement.hpp"
#include "support/generate.hpp"

namespace allot::agree {
namespace {

constexpr unsigned most_seconds = 20;
constexpr int most_tries = 3000;

std::optional<Scenario> scenario_of(const std::string& text, std::string& problems) {
  try {
    return check({json::parse(std::make_shared<const Text>(Text{"generated.json", text})), {}, {}});
  } catch (const InputError& error) {
    problems = describe(error);
    return std::nullopt;
  }
}

// What is wrong with a scenario: empty where nothing is.
std::string fault(const Scenario& scenario, std::uint64_t replication) {
  const Ending ending = apart([&] { return disagreement(scenario, 1, replication).value_or(""); }, most_seconds);
  return ending.is_whole ? ending.words : "an engine " + ending.words;
}

Json smallest(const std::string& text, std::uint64_t replication) {
  const auto fails = [&](const Json& json) {
    std::string problems;
    const auto scenario = scenario_of(json.dump(), problems);
    return scenario && !fault(*scenario, replication).empty();
  };
  return shrunk(Json::parse(text), fails, most_tries);
}

struct Verdict {
  bool agrees = false;
  std::optional<Scenario> scenario;
};

Verdict judge(const std::string& name, const std::string& text, std::uint64_t replication, bool shrinks) {
  std::string words;
  auto scenario = scenario_of(text, words);
  if (scenario) words = fault(*scenario, replication);
  if (words.empty()) return {true, std::move(scenario)};
  std::cout << name << ", replication " << replication << ": " << words << std::endl;
  if (scenario && shrinks) {
    const Json small = smallest(text, replication);
    std::string problems;
    std::cout << "in short: " << fault(*scenario_of(small.dump(), problems), replication) << "\n"
              << small.dump(1) << std::endl;
  }
  return {};
}

// A feature that so many scenarios leave out is one that the generator does not know.
bool is_whole(const Census& census, std::uint64_t scenarios) {
  constexpr std::uint64_t enough = 1'000;
  if (scenarios < enough) return true;
  census.print(std::cout);
  for (const std::string& name : census.below(1)) std::cout << "never at work: " << name << "\n";
  return census.below(1).empty();
}

int compare_generated(std::uint64_t from, std::uint64_t count) {
  std::uint64_t differ = 0;
  Census census;
  for (std::uint64_t seed = from; seed < from + count; ++seed) {
    const std::string text = generate_scenario(seed, features_of(seed));
    const std::uint64_t replication = seed / 2 % 5;
    const Verdict verdict = judge("generated scenario " + std::to_string(seed), text, replication, true);
    if (verdict.scenario) census.count(evidence_of(Json::parse(text), *verdict.scenario, 1, replication));
    differ += !verdict.agrees;
  }
  const bool has_all = is_whole(census, count);
  std::cout << count << " scenarios, " << differ << " told the engines apart" << std::endl;
  return differ > 0 || !has_all;
}

int compare_file(const std::string& name, std::uint64_t replication) {
  std::ifstream file(name);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + name);
  const bool agreed = judge(name, text.str(), replication, false).agrees;
  if (agreed) std::cout << "the engines agree" << std::endl;
  return agreed ? 0 : 1;
}

bool is_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

int run(const std::vector<std::string>& words) {
  if (words.size() == 2 && is_number(words[0])) return compare_generated(std::stoull(words[0]), std::stoull(words[1]));
  if (words.empty() || words.size() > 2) {
    std::cerr << "allot_agree FROM COUNT | FILE [REPLICATION]\n";
    return 2;
  }
  return compare_file(words[0], words.size() == 2 ? std::stoull(words[1]) : 0);
}

}  // namespace
}  // namespace allot::agree

int main(int argc, char** argv) { return allot::agree::run({argv + 1, argv + argc}); }
