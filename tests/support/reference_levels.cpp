#include <algorithm>

#include "base/contract.hpp"
#include "support/reference_world.hpp"

/// What a snapshot sees, counted anew each time.
namespace allot::reference {
namespace {

bool is_backlog(State state) { return state == State::open; }
bool is_in_transit(const Slice& it) {
  return it.state == State::in_stage || it.state == State::rerouted || (it.state == State::queued && it.stage > 0);
}
bool is_stranded(State state) { return state == State::delivered || state == State::ready; }
bool is_delivered(State state) { return state >= State::delivered && state != State::cancelled; }
bool is_returned(State state) { return state == State::returning || state == State::returned; }
bool is_held(State state) {
  return state != State::planned && state != State::open && state != State::cancelled && state != State::returned;
}

template <class Counts>
Units count(const World& world, Counts counts) {
  Units units = 0;
  for (const Slice& slice : world.slices)
    if (counts(slice)) units += slice.units;
  return units;
}

bool is_initial(const World& world, const Slice& it) {
  return world.demands[static_cast<std::size_t>(it.order)].is_initial;
}

// Units without a room strand at the first site of their list.
int place_of(const Slice& it) {
  if (it.site >= 0) return it.site;
  return it.sites.empty() ? -1 : it.sites.front().index;
}

using Levels = std::map<std::string, Units>;

void of_organisations(const World& world, Levels& levels) {
  for (std::size_t o = 0; o < world.scenario.organisations.size(); ++o) {
    const std::string stem = "organisation." + world.scenario.organisations[o].id + ".";
    const auto owned = [&](auto holds) {
      return count(world, [&](const Slice& it) { return it.owner == static_cast<int>(o) && holds(it); });
    };
    levels[stem + "ordered_units"] = world.ordered[o];
    levels[stem + "allocated_units"] = world.allocated[o];
    levels[stem + "delivered_units"] =
        owned([&](const Slice& it) { return is_delivered(it.state) && !is_initial(world, it); });
    levels[stem + "online_units"] = owned([](const Slice& it) { return it.state == State::online; });
    levels[stem + "idle_units"] = owned([](const Slice& it) {
      return is_delivered(it.state) && it.state != State::online && it.state != State::resold &&
             it.state != State::retired && !is_returned(it.state);
    });
    levels[stem + "returned_units"] = owned([](const Slice& it) { return is_returned(it.state); });
    levels[stem + "cancelled_units"] = owned([](const Slice& it) { return it.state == State::cancelled; });
    levels[stem + "backlog_units"] = owned([](const Slice& it) { return is_backlog(it.state); });
    levels[stem + "in_transit_units"] = owned(is_in_transit);
    levels[stem + "stranded_units"] = owned([](const Slice& it) { return is_stranded(it.state); });
    levels[stem + "retired_units"] = owned([](const Slice& it) { return it.state == State::retired; });
  }
}

void of_sites(const World& world, Levels& levels) {
  for (std::size_t s = 0; s < world.scenario.sites.size(); ++s) {
    const std::string stem = "site." + world.scenario.sites[s].id + ".";
    const auto here = [&](auto holds) {
      return count(world, [&](const Slice& it) { return place_of(it) == static_cast<int>(s) && holds(it.state); });
    };
    levels[stem + "online_units"] = here([](State state) { return state == State::online; });
    levels[stem + "stranded_units"] = here(is_stranded);
    levels[stem + "retired_units"] = here([](State state) { return state == State::retired; });
  }
}

Units stock(const World& world, int supplier) {
  Units units = 0;
  for (const auto& [what, free] : world.free_stock)
    if (what.first == supplier) units += free;
  for (const Pool& pool : world.pools)
    if (pool.supplier == supplier) units += pool.aside;
  for (const Pending& it : world.conversions)
    if (!it.is_done && std::get<Convert>(intervention_of(world, it.of).action).supplier.index == supplier)
      units += it.units;
  return units;
}

void of_suppliers(const World& world, Levels& levels) {
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s) {
    const auto at = static_cast<std::size_t>(s);
    const std::string stem = "supplier." + world.scenario.suppliers[at].id + ".";
    levels[stem + "produced_units"] = world.produced[at];
    levels[stem + "scrapped_units"] = world.scrapped[at];
    levels[stem + "used_units"] = world.used[at];
    levels[stem + "returned_units"] = count(world, [&](const Slice& it) {
      return it.state == State::returned && world.demands[static_cast<std::size_t>(it.order)].supplier == s;
    });
    levels[stem + "stock_units"] = stock(world, s);
    levels[stem + "in_transit_units"] = count(world, [&](const Slice& it) {
      return is_in_transit(it) && world.demands[static_cast<std::size_t>(it.order)].supplier == s;
    });
  }
}

void of_orders(const World& world, Levels& levels) {
  for (std::size_t n = 0; n < world.demands.size(); ++n) {
    const Demand& demand = world.demands[n];
    if (!demand.is_named || demand.stands_for >= 0) continue;
    const auto is_its = [&](int order) {
      return order == static_cast<int>(n) ||
             world.demands[static_cast<std::size_t>(order)].stands_for == static_cast<int>(n);
    };
    const std::string stem = "order." + demand.id + ".";
    const auto of_it = [&](auto holds) {
      return count(world, [&](const Slice& it) { return is_its(it.order) && holds(it.state); });
    };
    levels[stem + "allocated_units"] = 0;
    for (int k = 0; k < static_cast<int>(world.demands.size()); ++k)
      if (is_its(k)) levels[stem + "allocated_units"] += world.demands[static_cast<std::size_t>(k)].allocated;
    levels[stem + "delivered_units"] = of_it(is_delivered);
    levels[stem + "online_units"] = of_it([](State state) { return state == State::online; });
    levels[stem + "cancelled_units"] = of_it([](State state) { return state == State::cancelled; });
    levels[stem + "backlog_units"] = of_it(is_backlog);
    levels[stem + "returned_units"] = of_it(is_returned);
    levels[stem + "stranded_units"] = of_it(is_stranded);
    levels[stem + "in_transit_units"] =
        count(world, [&](const Slice& it) { return is_its(it.order) && is_in_transit(it); });
  }
}

void of_interventions(const World& world, Levels& levels) {
  for (std::size_t i = 0; i < world.tallies.size(); ++i) {
    const std::string stem = "intervention." + world.scenario.interventions[i].id + ".";
    levels[stem + "moved_units"] = world.tallies[i].moved;
    levels[stem + "shortfall_units"] = world.tallies[i].shortfall;
  }
}

void check_orders(const World& world) {
  for (std::size_t n = 0; n < world.demands.size(); ++n) {
    std::vector<const Slice*> slices;
    for (const Slice& slice : world.slices)
      if (slice.order == static_cast<int>(n)) slices.push_back(&slice);
    std::sort(slices.begin(), slices.end(), [](const Slice* a, const Slice* b) { return a->first < b->first; });
    const auto is_part = [&](const Demand& it) { return it.stands_for == static_cast<int>(n); };
    const bool has_all =
        world.demands[n].stands_for < 0 && std::none_of(world.demands.begin(), world.demands.end(), is_part);
    Units next = 0;
    for (const Slice* slice : slices) {
      expects((slice->first == next || !has_all) && slice->units > 0,
              "the slices of an order number its units once each");
      next += slice->units;
    }
    expects(next == world.demands[n].units, "the slices of an order hold its units");
  }
}

void check_suppliers(const World& world) {
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s) {
    Units initial = 0;
    for (const auto& [what, units] : world.initial_stock)
      if (what.first == s) initial += units;
    const Units held = count(world, [&](const Slice& it) {
      return is_held(it.state) && world.demands[static_cast<std::size_t>(it.order)].supplier == s;
    });
    for (const Demand& demand : world.demands)
      if (demand.supplier == s) initial += demand.shipped_before;
    const auto at = static_cast<std::size_t>(s);
    expects(
        initial + world.produced[at] + world.bought[at] == stock(world, s) + world.scrapped[at] + world.used[at] + held,
        "no unit is created or lost");
  }
}

}  // namespace

std::map<std::string, Units> levels(const World& world) {
  Levels levels;
  of_organisations(world, levels);
  of_sites(world, levels);
  of_suppliers(world, levels);
  of_orders(world, levels);
  of_interventions(world, levels);
  add_progress(world, levels);
  return levels;
}

void date_moves(World& world) {
  for (Slice& slice : world.slices)
    for (Move& move : slice.moves)
      if (move.delivered_at == never && is_delivered(slice.state)) move.delivered_at = world.now;
}

bool is_reached(const World& world, const Milestone& milestone) {
  Units units = 0;
  Fraction compute{0, 1};
  for (const Slice& slice : world.slices) {
    if (slice.state != State::online) continue;
    const bool counts = milestone.organisation ? milestone.organisation.index == slice.owner
                        : milestone.group      ? is_in_group(world.scenario, slice.owner, milestone.group)
                                               : milestone.site.index == slice.site;
    if (!counts) continue;
    const int product = world.demands[static_cast<std::size_t>(slice.order)].product;
    units += slice.units;
    compute = compute +
              fraction(slice.units, 1) * fraction(world.scenario.products[static_cast<std::size_t>(product)].compute);
  }
  if (milestone.online) return units >= half_up(world.chance.exact(*milestone.online));
  return !(compute < fraction(milestone.compute));
}

void check_conservation(const World& world) {
  check_orders(world);
  check_suppliers(world);
  for (const Pool& pool : world.pools) expects(pool.aside >= 0, "what is set aside is not negative");
  for (const auto& [what, units] : world.free_stock) expects(units >= 0, "stock is not negative");
}

}  // namespace allot::reference
