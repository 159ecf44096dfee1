#include "foresight/best.hpp"

#include <algorithm>

#include "foresight/at_once.hpp"
#include "foresight/over_time.hpp"

namespace allot::foresight {
namespace {

// From the dock on, whatever room there is; what ran at the start was nobody's order.
World to_the_dock(const World& world) {
  World out = world;
  for (Destination& it : out.destinations) it = {{}, true};
  for (Wish& it : out.wishes) it.service = 0;
  for (Site& it : out.sites) it = {};
  std::erase_if(out.head_starts, [](const HeadStart& it) { return !it.is_ordered; });
  return out;
}

}  // namespace

Best best(const World& world, Goal goal, const Limits& limits) {
  switch (goal) {
    case Goal::online_gpu_days: return most_over_time(world, limits);
    case Goal::delivered_gpu_days: return most_over_time(to_the_dock(world), limits);
    case Goal::on_time_units: return most_on_time(world, limits);
    case Goal::revenue: return most_revenue(world, limits);
    case Goal::least_fill: return largest_least_fill(world, limits);
  }
  return {};
}

}  // namespace allot::foresight
