#include <algorithm>
#include <array>
#include <span>

#include "engine/actions.hpp"
#include "engine/costs.hpp"
#include "engine/handlers.hpp"
#include "random/key.hpp"

/// Units that change hands: swap, divert, loan.
namespace allot::engine {
namespace {

/// One way of an action, by which units move: who moves them, what that adds to those on their way, and how its draws
/// are named.
struct Leg {
  Occurrence by;
  const model::Delay* reroute;
  std::uint64_t name;
};

void after_move(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  wake_market(sim, index);
  if (slice.state == SliceState::delivered) request_settlement(sim);
}

void move(Replication& sim, const Leg& leg, Index index, Index owner, Index sites) {
  const Occurrence& by = leg.by;
  const model::Delay& reroute = *leg.reroute;
  const model::Intervention& it = sim.model.interventions[at(by.intervention)];
  if (sim.recording.ledger) {
    LedgerLine& line = note(sim, "transfer");
    line.cells.emplace_back("intervention", it.id);
    line.cells.emplace_back("slice", std::int64_t{index});
    line.cells.emplace_back("units", sim.slices[at(index)].units);
    line.cells.emplace_back("from", sim.model.organisations[at(sim.slices[at(index)].owner)].id);
    line.cells.emplace_back("to", sim.model.organisations[at(owner)].id);
    line.cells.emplace_back("sites", names_of_sites(sim, sites));
  }
  note_transfer(sim, by.intervention, index, owner);
  const Slice& given = sim.slices[at(index)];
  sim.journal(
      {JournalEntry::Kind::transfer, sim.now, index, by.intervention, given.owner, owner, given.units, given.due});
  give_to(sim, index, owner, sites);
  Slice& slice = sim.slices[at(index)];
  const bool is_on_its_way = slice.state == SliceState::allocated || slice.state == SliceState::in_transit;
  if (is_on_its_way && !reroute.is_zero())
    slice.reroute +=
        sim.duration(reroute, combine(sim.orders[at(slice.order)].key, stream_of_occurrence(leg.name, by.number)),
                     static_cast<std::uint64_t>(slice.first), sim.now);
  after_move(sim, index);
}

// Which sites each chosen unit goes to: where those that it replaces were going, unit by unit.
struct Destination {
  Index sites = 0;
  Units units = 0;
};

ScratchVector<Destination> destinations(const Replication& sim, std::span<const Chosen> given) {
  auto out = sim.list<Destination>();
  for (const Chosen& it : given) {
    const Index sites = sim.slices[at(it.slice)].sites;
    if (!out.empty() && out.back().sites == sites)
      out.back().units += it.units;
    else
      out.push_back({sites, it.units});
  }
  return out;
}

void move_all(Replication& sim, const Leg& leg, std::span<const Chosen> chosen, Index owner,
              std::span<const Destination> to) {
  std::size_t d = 0;
  Units used = 0;
  for (const Chosen& it : chosen) {
    Index slice = it.slice;
    while (slice != model::none) {
      const Units here = to[d].units - used;
      const Units units = sim.slices[at(slice)].units;
      const Index part = here < units ? cut_front(sim, slice, here) : slice;
      move(sim, leg, part, owner, to[d].sites);
      used += std::min(here, units);
      if (used == to[d].units && d + 1 < to.size()) ++d, used = 0;
      slice = part == slice ? model::none : slice;
    }
  }
}

Wanted wanted_of(const Replication& sim, const model::Swap& swap, const model::Side& it) {
  Wanted wanted{it.organisation, it.product, swap.states, it.choose, it.orders, std::nullopt};
  if (it.units) wanted.units = sim.units(*it.units, it.product);
  return wanted;
}

// Fixes what each side gives: as much as all have, or all that is asked of it; nothing where that is not to be had.
Outcome agree(Replication& sim, const model::Swap& swap, std::span<Wanted> sides) {
  Units least_found = most_units, least_asked = most_units, most_asked = 0;
  bool is_whole = true;
  for (const Wanted& it : sides) {
    const Units wanted = asked(sim, it), found = total(choose(sim, it));
    least_found = std::min(least_found, found);
    least_asked = std::min(least_asked, wanted);
    most_asked = std::max(most_asked, wanted);
    is_whole = is_whole && found >= wanted;
  }
  if (!swap.is_even) {
    for (Wanted& it : sides) it.units = asked(sim, it);
    return {*sides.front().units, is_whole && least_asked > 0 ? *sides.front().units : 0};
  }
  const bool is_enough = least_found >= most_asked || swap.is_partial;
  for (Wanted& it : sides) it.units = least_found;
  return {most_asked, is_enough ? least_found : 0};
}

// Where sides give different numbers, how many each does.
void note_gives(Replication& sim, const Occurrence& by, std::span<const Wanted> sides) {
  if (!sim.recording.ledger) return;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    LedgerLine& line = note(sim, "gives");
    line.cells.emplace_back("intervention", sim.model.interventions[at(by.intervention)].id);
    line.cells.emplace_back("from", sim.model.organisations[at(sides[i].organisation)].id);
    line.cells.emplace_back("to", sim.model.organisations[at(sides[(i + 1) % sides.size()].organisation)].id);
    line.cells.emplace_back("units", *sides[i].units);
  }
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& by, const model::Swap& swap) {
  auto sides = sim.list<Wanted>();
  for (const model::Side& it : swap.sides) sides.push_back(wanted_of(sim, swap, it));
  const Outcome outcome = agree(sim, swap, sides);
  if (outcome.moved == 0) return outcome;
  if (!swap.is_even) note_gives(sim, by, sides);
  auto given = sim.list<ScratchVector<Chosen>>();
  for (const Wanted& it : sides) cut(sim, given.emplace_back(choose(sim, it)));
  auto goals = sim.list<ScratchVector<Destination>>();
  for (const auto& it : given) {
    goals.push_back(destinations(sim, it));
    goals.back().back().units = most_units;  // where further ones go as well
  }
  const Leg leg{by, &swap.reroute, sim.model.interventions[at(by.intervention)].reroute_name};
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const std::size_t next = (i + 1) % sides.size();
    move_all(sim, leg, given[i], sides[next].organisation, goals[next]);
  }
  count_days(sim, by.intervention, outcome.moved, sim.model.end - sim.now);
  return outcome;
}

namespace {

Outcome send(Replication& sim, const Occurrence& by, const model::Divert& divert) {
  const Units wanted = sim.units(divert.units, divert.product);
  ScratchVector<Chosen> chosen =
      choose(sim, {divert.from, divert.product, divert.states, model::Choose::earliest, {}, wanted});
  const Units found = total(chosen);
  if (found == 0 || (found < wanted && !divert.is_partial)) return {wanted, 0};
  cut(sim, chosen);
  const Leg leg{by, &divert.reroute, sim.model.interventions[at(by.intervention)].reroute_name};
  move_all(sim, leg, chosen, divert.to, std::array{Destination{divert.to_sites, found}});
  return {wanted, found};
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& by, const model::Divert& divert) {
  const Outcome sent = send(sim, by, divert);
  count_days(sim, by.intervention, sent.moved, sim.model.end - sim.now);
  return sent;
}

Outcome act(Replication& sim, const Occurrence& by, const model::Loan& loan) {
  const Outcome lent = send(sim, by, loan.there);
  const Time due = end_of(sim, loan.due, sim.now);
  count_days(sim, by.intervention, lent.moved, std::max<Duration>(0, std::min(due, sim.model.end) - sim.now));
  if (lent.moved == 0 || due <= sim.now) return lent;
  sim.debts.push_back({by, lent.moved});
  sim.schedule(due, EventKind::loan_due, rank_of_intervention(by.intervention),
               static_cast<Index>(sim.debts.size()) - 1, by.number);
  return lent;
}

namespace {

// Up to so many of the borrower's units in these states go back.
Units give_back(Replication& sim, const Leg& leg, const model::Divert& back, const model::States& states, Units units) {
  ScratchVector<Chosen> chosen = choose(sim, {back.from, back.product, states, model::Choose::earliest, {}, units});
  const Units found = total(chosen);
  if (found == 0) return 0;
  cut(sim, chosen);
  move_all(sim, leg, chosen, back.to, std::array{Destination{back.to_sites, found}});
  return found;
}

}  // namespace

void on_loan_due(Replication& sim, Index index) {
  const Debt debt = sim.debts[at(index)];
  const model::Intervention& it = sim.model.interventions[at(debt.of.intervention)];
  const auto& back = std::get<model::Loan>(it.action).back;
  const Leg leg{debt.of, &back.reroute, it.return_name};
  constexpr model::States waited_for{true, true, true, false}, at_the_dock{false, false, false, true};
  Units returned = give_back(sim, leg, back, waited_for, debt.units);
  returned += give_back(sim, leg, back, at_the_dock, debt.units - returned);
  conclude(sim, debt.of.intervention, {debt.units, returned});
}

}  // namespace allot::engine
