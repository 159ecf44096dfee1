// Many choices of interventions, simulated with one past for as long as they have one.
//
// To split a change among k decisions takes the scenario with every subset of them (attribute.cpp), and until the first
// decision that some subsets take and others do not, all of those runs are the same run, event by event: draws are
// looked up by address, so none of them moves another's chance. So one replication is simulated for all. When an event
// is about to begin an intervention on which its members disagree, the replication is copied; those who take it go on
// in the copy, the others here, and the same again further on, depth first.
//
// The invariant: the replication at depth d is, in every bit, what each of its members would have been alone. It holds
// because nothing outside `State` and the draw counter distinguishes two replications, because an undecided
// intervention has done nothing yet but stand in the event list, and because a dropped one is void when its turn comes
// (`is_void`), as if it had never been scheduled. Tests hold forks against runs of their own.
//
// Depth first rather than breadth first keeps at most k + 1 states alive, whatever the number of subsets, and their
// memory is used again for the next replication. A state is columns of plain values, so that a copy is an assignment.
//
// source: cloning at decision points, Hybinette and Fujimoto (2001), ACM Transactions on Modeling and Computer
//         Simulation 11(4), 378-407; here in one process, without messages and without rollback

#include "engine/forks.hpp"

#include <algorithm>
#include <numeric>

#include "engine/handlers.hpp"
#include "engine/simulate.hpp"

namespace allot::engine {
namespace {

Decision agreed(std::span<const std::size_t> members, std::span<const Choice> choices, std::size_t intervention) {
  const auto takes = [&](std::size_t member) { return choices[member][intervention] != 0; };
  if (std::all_of(members.begin(), members.end(), takes)) return Decision::taken;
  return std::none_of(members.begin(), members.end(), takes) ? Decision::dropped : Decision::undecided;
}

void decide(Replication& sim, std::span<const std::size_t> members, std::span<const Choice> choices) {
  sim.decisions.resize(sim.model.interventions.size());
  for (std::size_t i = 0; i < sim.decisions.size(); ++i) sim.decisions[i] = agreed(members, choices, i);
}

}  // namespace

Forks::Forks(const Model& model, const Recording& recording, std::uint64_t seed)
    : model_(model), recording_(recording), seed_(seed) {}
Forks::~Forks() = default;
Forks::Forks(Forks&&) noexcept = default;

Replication& Forks::at_depth(std::size_t depth) {
  while (replications_.size() <= depth)
    replications_.push_back(std::make_unique<Replication>(model_, recording_, seed_, 0));
  return *replications_[depth];
}

void Forks::run(std::uint64_t number, std::span<const Choice> choices, const Visit& visit) {
  std::vector<std::size_t> all(choices.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  Replication& sim = at_depth(0);
  sim.chance.number = number;
  decide(sim, all, choices);
  begin(sim);
  go_on_with(0, std::move(all), choices, visit);
}

// Those who take the intervention go on in a copy, one deeper; the others here.
void Forks::go_on_with(std::size_t depth, std::vector<std::size_t> members, std::span<const Choice> choices,
                       const Visit& visit) {
  Replication& sim = at_depth(depth);
  while (!go_on(sim)) {
    const std::size_t intervention = at(sim.events.top().subject);
    const auto others = std::stable_partition(members.begin(), members.end(),
                                              [&](std::size_t it) { return choices[it][intervention] != 0; });
    const std::vector<std::size_t> takers(members.begin(), others);
    members.erase(members.begin(), others);
    Replication& copy = at_depth(depth + 1);
    static_cast<State&>(copy) = sim;
    copy.chance = sim.chance;
    decide(copy, takers, choices);
    go_on_with(depth + 1, takers, choices, visit);
    decide(sim, members, choices);
  }
  finish(sim);
  visit(members, sim.seen);
}

}  // namespace allot::engine
