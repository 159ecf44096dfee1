#include <algorithm>
#include <functional>
#include <vector>

#include "foresight/best.hpp"
#include "model/model.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"

/// Small worlds in days, in which every way of awarding every unit on every day can be gone through.
namespace allot::every_schedule_test {
namespace {

using namespace foresight;

constexpr int days_of_world = 6;
constexpr int never_awarded = days_of_world;

/// A unit that is wanted: from a day on, so many days on its way, to a site or to none.
struct Asked {
  int from = 0, way = 0, site = -1;
};

struct Small {
  std::vector<int> lots;               ///< by day: units that come
  std::vector<Asked> asked;            ///< a unit each
  std::vector<std::vector<int>> room;  ///< by site and day
};

Small made_up(Dice& dice, bool is_simple) {
  Small out;
  for (int d = 0; d < days_of_world; ++d) out.lots.push_back(dice.once_in(2) ? dice.between(0, 2) : 0);
  const int sites = is_simple ? 0 : dice.between(0, 2);
  for (int s = 0; s < sites; ++s) {
    out.room.emplace_back();
    for (int d = 0; d < days_of_world; ++d) out.room.back().push_back(dice.between(0, 2));
  }
  const int way = dice.between(0, 2);
  for (int i = 0; i < 4; ++i)
    out.asked.push_back(
        {dice.between(0, 4), is_simple ? way : dice.between(0, 3), is_simple ? -1 : dice.between(-1, sites - 1)});
  return out;
}

World world_of(const Small& small) {
  World out;
  out.end = days_of_world * day;
  out.sources.push_back({});
  for (int d = 0; d < days_of_world; ++d)
    if (small.lots[static_cast<std::size_t>(d)] > 0)
      out.sources[0].supply.add(d * day, small.lots[static_cast<std::size_t>(d)]);
  out.sources[0].supply.close();
  out.destinations.push_back({{}, true});
  for (std::size_t s = 0; s < small.room.size(); ++s) {
    out.destinations.push_back({{static_cast<Index>(s)}, false});
    out.sites.emplace_back();
    for (int d = 0; d < days_of_world; ++d)
      out.sites.back().limits.push_back({d * day, small.room[s][static_cast<std::size_t>(d)], false});
  }
  for (const Asked& it : small.asked) {
    Wish wish;
    wish.sources = {0};
    wish.destination = it.site + 1;
    wish.units = 1;
    wish.from = it.from * day;
    wish.way = it.way * day;
    out.wishes.push_back(wish);
  }
  return out;
}

/// Units online on a day, given on which day each was awarded: as many at a site as it has room for.
int online_on(const Small& small, const std::vector<int>& awarded, int today) {
  std::vector<int> at_site(small.room.size(), 0);
  int out = 0;
  for (std::size_t i = 0; i < awarded.size(); ++i) {
    if (awarded[i] == never_awarded || awarded[i] + small.asked[i].way > today) continue;
    if (small.asked[i].site < 0)
      ++out;
    else
      ++at_site[static_cast<std::size_t>(small.asked[i].site)];
  }
  for (std::size_t s = 0; s < at_site.size(); ++s)
    out += std::min(at_site[s], small.room[s][static_cast<std::size_t>(today)]);
  return out;
}

bool is_possible(const Small& small, const std::vector<int>& awarded) {
  int come = 0, gone = 0;
  for (int d = 0; d < days_of_world; ++d) {
    come += small.lots[static_cast<std::size_t>(d)];
    gone += static_cast<int>(std::count(awarded.begin(), awarded.end(), d));
    if (gone > come) return false;
  }
  return true;
}

struct Outcome {
  int best_schedule = 0;          ///< unit-days of the best schedule
  std::vector<int> best_of_days;  ///< the most on each day, of any schedule
};

Outcome all_schedules(const Small& small) {
  Outcome out{0, std::vector<int>(days_of_world, 0)};
  std::vector<int> awarded(small.asked.size(), never_awarded);
  const std::function<void(std::size_t)> go_on = [&](std::size_t unit) {
    if (unit < awarded.size()) {
      for (int d = small.asked[unit].from; d <= days_of_world; ++d) {
        awarded[unit] = d;
        go_on(unit + 1);
      }
      return;
    }
    if (!is_possible(small, awarded)) return;
    int sum = 0;
    for (int d = 0; d < days_of_world; ++d) {
      const int online = online_on(small, awarded, d);
      sum += online;
      out.best_of_days[static_cast<std::size_t>(d)] = std::max(out.best_of_days[static_cast<std::size_t>(d)], online);
    }
    out.best_schedule = std::max(out.best_schedule, sum);
  };
  go_on(0);
  return out;
}

double bound_of(const Small& small) {
  model::Model model;
  model.suppliers.resize(1);
  model.products.resize(1);
  model.sites.resize(small.room.size());
  return best(foresight::World(world_of(small)), Goal::online_gpu_days, Limits(model)).value;
}

}  // namespace

TEST_CASE("day by day the bound is the most that any schedule of awards has online on that day", "[bound]") {
  Dice dice(1);
  for (int i = 0; i < 300; ++i) {
    const Small small = made_up(dice, false);
    const Outcome outcome = all_schedules(small);
    int sum = 0;
    for (const int it : outcome.best_of_days) sum += it;
    CAPTURE(i);
    CHECK(bound_of(small) == Approx(sum));
    CHECK(bound_of(small) >= outcome.best_schedule);
  }
}

TEST_CASE("where all are as far away and nothing else is scarce, one schedule reaches the bound", "[bound]") {
  Dice dice(2);
  for (int i = 0; i < 200; ++i) {
    const Small small = made_up(dice, true);
    CAPTURE(i);
    CHECK(bound_of(small) == Approx(all_schedules(small).best_schedule));
  }
}

}  // namespace allot::every_schedule_test
