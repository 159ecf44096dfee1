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

Wanted side(const Replication& sim, const model::Swap& swap, const model::Side& it) {
  Wanted wanted{it.organisation, swap.product, swap.states, swap.choose, it.orders, std::nullopt};
  if (swap.units) wanted.units = sim.units(*swap.units, swap.product);
  return wanted;
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& by, const model::Swap& swap) {
  Wanted a = side(sim, swap, swap.a), b = side(sim, swap, swap.b);
  const Units wanted = std::max(asked(sim, a), asked(sim, b));
  const Units possible = std::min(total(choose(sim, a)), total(choose(sim, b)));
  if (possible == 0 || (possible < wanted && !swap.is_partial)) return {wanted, 0};
  a.units = b.units = possible;
  ScratchVector<Chosen> from_a = choose(sim, a), from_b = choose(sim, b);
  cut(sim, from_a);
  cut(sim, from_b);
  const ScratchVector<Destination> of_a = destinations(sim, from_a), of_b = destinations(sim, from_b);
  const Leg leg{by, &swap.reroute, sim.model.interventions[at(by.intervention)].reroute_name};
  move_all(sim, leg, from_a, swap.b.organisation, of_b);
  move_all(sim, leg, from_b, swap.a.organisation, of_a);
  count_days(sim, by.intervention, possible, sim.model.end - sim.now);
  return {wanted, possible};
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
