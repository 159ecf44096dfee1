// Prints how long a replication takes by the engine and by a loop written by hand for that model alone, one
// after the other on one core. Fails if the two do not come to the same in the mean.
#include <fmt/format.h>
#include <sched.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "case.hpp"
#include "engine_side.hpp"
#include "forks_side.hpp"
#include "queue_loop.hpp"
#include "rationing_loop.hpp"

namespace allot::bench {
namespace {

void stay_on_one_core() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  int last = 0;
  for (int core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &allowed)) last = core;
  CPU_ZERO(&allowed);
  CPU_SET(last, &allowed);
  sched_setaffinity(0, sizeof allowed, &allowed);
}

Case rationing(std::uint32_t organisations, Sharing sharing, const char* name) {
  const Rationing it{organisations, sharing};
  Case out;
  out.name = fmt::format("rationing, {}, {}", organisations, name);
  out.numbers = rationing_numbers();
  out.engine = engine_side(scenario_of(it), out.numbers);
  out.loop = loop_of(it);
  out.replications = organisations == 10 ? 400 : organisations == 100 ? 120 : 30;
  return out;
}

bool measure_rationing() {
  bool agree = true;
  for (const std::uint32_t organisations : {10u, 100u, 1000u}) {
    agree &= measure(rationing(organisations, Sharing::first_come_first_served, "fifo"));
    agree &= measure(rationing(organisations, Sharing::proportional, "proportional"));
    agree &= measure(rationing(organisations, Sharing::equal_awards, "equal_awards"));
  }
  return agree;
}

bool measure_queue() {
  return measure({"queue, one server", queue_numbers(), engine_side(queue_scenario(), queue_numbers()),
                  queue_loop(), 60});
}

// Against the same without a shared past, in the place of a loop.
bool measure_forks() {
  const std::string scenario = with_late_decisions(scenario_of({10, Sharing::proportional}));
  const std::vector<std::string> numbers = {"first", "second", "third", "fourth", "fifth", "sixth"};
  return measure({"attribute 6 late decisions, 20 times", numbers, attribution_side(scenario, true), attribution_side(scenario, false), 10});
}

bool measure_swap() {
  const std::string file = ALLOT_SOURCE_DIR "/data/scenarios/h100-swap.json";
  if (!std::filesystem::exists(file)) return true;
  return measure({"h100-swap", {}, engine_side_of_file(file), {}, 400});
}

int run() {
  stay_on_one_core();
  fmt::print("{:<34} {:>9} {:>9} {:>7}  {:>11} {:>5}\n", "a replication", "engine ms", "loop ms", "ratio",
             "range", "z");
  const bool rationing_agrees = measure_rationing(), queue_agrees = measure_queue(),
             forks_agree = measure_forks(), swap_agrees = measure_swap();
  return rationing_agrees && queue_agrees && forks_agree && swap_agrees ? 0 : 1;
}

}  // namespace
}  // namespace allot::bench

int main() { return allot::bench::run(); }
