// Who was served in between, of a whole organisation as well as of an order.
//
// A run of an allocation serves a line of slices, in the order in which they were placed; whoever waits is overtaken by
// the line from a place on, its own order's slices apart. So of all slices of an entity only two matter in a line: the
// one that stands first, and the first one of another order, which is overtaken by what the first one's own order
// hides. With every pair of one who waits and one who is served it would be the square of an order book.

#include "metrics/overtakers.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace allot::metrics {

namespace {

using engine::Index;
using engine::SliceRecord;
using model::at;

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

}  // namespace

Overtakers::Overtakers(const engine::Model& model, const engine::Observations& seen, const Journeys& journeys)
    : model_(model),
      seen_(seen),
      journeys_(journeys),
      first_(journeys.lines.size(), {nowhere, nowhere}),
      counted_for_(seen.slices.size()),
      units_(model.organisations.size()) {}

void Overtakers::note(const SliceRecord& slice, const Overtaking& it) {
  First& first = first_[it.line];
  if (first.from == nowhere) {
    overtaken_in_.push_back(it.line);
    first = {it.from, nowhere, slice.order};
  } else if (slice.order == first.order) {
    first.from = std::min(first.from, it.from);
  } else if (it.from < first.from) {
    first = {it.from, first.from, slice.order};
  } else {
    first.from_of_others = std::min(first.from_of_others, it.from);
  }
}

void Overtakers::count(std::size_t line, const First& first) {
  const std::vector<Index>& served = journeys_.lines[line];
  for (std::size_t place = first.from; place < served.size(); ++place) {
    const SliceRecord& winner = seen_.slices[at(served[place])];
    const bool overtook = winner.order != first.order || place >= first.from_of_others;
    if (!overtook || counted_for_[at(served[place])] == entity_) continue;
    counted_for_[at(served[place])] = entity_;
    units_[at(winner.owner)] += winner.units;
  }
}

std::map<std::string, Units> Overtakers::of(const std::vector<std::size_t>& slices) {
  ++entity_;
  for (const std::size_t i : slices)
    for (const Overtaking& it : journeys_.of_slices[i].overtakings) note(seen_.slices[i], it);
  for (const std::size_t line : overtaken_in_) count(line, std::exchange(first_[line], {nowhere, nowhere}));
  overtaken_in_.clear();
  std::map<std::string, Units> out;
  for (std::size_t o = 0; o < units_.size(); ++o)
    if (const Units units = std::exchange(units_[o], 0); units != 0) out[model_.organisations[o].id] = units;
  return out;
}

}  // namespace allot::metrics
