// What the benchmark command (bench.py) runs: without arguments the names of the cases; with a name, that
// case on every side, as one line of JSON; with `--count N` behind it, N replications of the engine alone; with
// `--scenario`, the scenario of a rationing case.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "case.hpp"
#include "engine_side.hpp"
#include "explain_side.hpp"
#include "fair_share_loop.hpp"
#include "flagship_loop.hpp"
#include "forks_side.hpp"
#include "hold.hpp"
#include "queue_loop.hpp"
#include "rationing_loop.hpp"

namespace allot::bench {
namespace {

struct Maker {
  std::string name;
  std::function<Case()> make;
};

Case rationing(std::uint32_t organisations, Sharing sharing) {
  const Rationing it{organisations, sharing};
  Case out;
  out.numbers = rationing_numbers();
  out.scenario = scenario_of(it);
  out.sides = {{"engine", [it] { return engine_side(scenario_of(it), rationing_numbers()); }},
               {"loop", [it] { return loop_of(it); }}};
  out.replications = organisations <= 10 ? 400 : organisations <= 100 ? 120 : organisations <= 1000 ? 30 : 12;
  return out;
}

Case queue() {
  Case out;
  out.numbers = queue_numbers();
  out.sides = {{"engine", [] { return engine_side(queue_scenario(), queue_numbers()); }}, {"loop", queue_loop}};
  out.replications = 60;
  return out;
}

// Against the same without a shared past.
Case forks() {
  const std::string scenario = with_late_decisions(scenario_of({10, Sharing::proportional}));
  Case out;
  out.numbers = {"first", "second", "third", "fourth", "fifth", "sixth"};
  out.sides = {{"engine", [scenario] { return attribution_side(scenario, true); }},
               {"no shared past", [scenario] { return attribution_side(scenario, false); }}};
  out.replications = 10;
  out.agreement = Agreement::exactly;
  return out;
}

// Against the same without an explanation: what one order's days cost beside the simulation.
Case explanation() {
  Case out;
  out.numbers = {"replications"};
  out.sides = {{"engine", book_explained}, {"run alone", book_run}};
  out.replications = 10;
  out.agreement = Agreement::exactly;
  return out;
}

// A scenario of data/scenarios against a loop written for it.
Case real(const std::string& file, const std::string& variant, const std::vector<std::string>& numbers,
          const Make& loop) {
  const std::string path = std::string(ALLOT_SOURCE_DIR "/data/scenarios/") + file + ".json";
  Case out;
  out.numbers = numbers;
  out.sides = {{"engine", [=] { return engine_side_of_file(path, variant, numbers); }}, {"loop", loop}};
  out.replications = 400;
  return out;
}

Case flagship(bool swaps) {
  return real("h100-swap", swaps ? "" : "no-swap", flagship_numbers(), [swaps] { return flagship_loop(swaps); });
}

Case fair_share() { return real("fair-share-2023", "", fair_share_numbers(), fair_share_loop); }

std::vector<Maker> makers() {
  constexpr std::pair<Sharing, const char*> rules[] = {{Sharing::first_come_first_served, "fifo"},
                                                       {Sharing::proportional, "proportional"},
                                                       {Sharing::equal_awards, "equal_awards"}};
  std::vector<Maker> out;
  for (const std::uint32_t organisations : {10u, 100u, 1000u, 10000u})
    for (const auto& [sharing, name] : rules)
      out.push_back({"rationing " + std::to_string(organisations) + " " + name,
                     [organisations, sharing = sharing] { return rationing(organisations, sharing); }});
  out.push_back({"mm1", queue});
  out.push_back({"flagship", [] { return flagship(true); }});
  out.push_back({"flagship no-swap", [] { return flagship(false); }});
  out.push_back({"fair-share-2023", fair_share});
  out.push_back({"explain 1 order of 5000", explanation});
  out.push_back({"attribute 6 late decisions", forks});
  for (const std::size_t pending : {16u, 256u, 4096u, 65536u, 1048576u})
    out.push_back({"hold " + std::to_string(pending), [pending] { return hold(pending); }});
  return out;
}

int run(int count, char** arguments) {
  const std::vector<Maker> all = makers();
  if (count < 2) {
    for (const Maker& it : all) std::puts(it.name.c_str());
    return 0;
  }
  const auto found = std::find_if(all.begin(), all.end(), [&](const Maker& it) { return it.name == arguments[1]; });
  if (found == all.end()) {
    std::fprintf(stderr, "allot_bench: there is no case '%s'; without arguments all are named\n", arguments[1]);
    return 2;
  }
  Case it = found->make();
  it.name = found->name;
  if (count == 4 && std::string(arguments[2]) == "--count")
    run_counted(it, std::strtoull(arguments[3], nullptr, 10));
  else if (count == 3 && std::string(arguments[2]) == "--scenario")
    std::puts(it.scenario.c_str());
  else
    print_measured(it);
  return 0;
}

}  // namespace
}  // namespace allot::bench

int main(int count, char** arguments) {
  try {
    return allot::bench::run(count, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "allot_bench: %s\n", error.what());
    return 1;
  }
}
