#include <algorithm>
#include <tuple>

#include "engine/actions.hpp"
#include "engine/handlers.hpp"
#include "engine/tenure.hpp"

namespace allot::engine {
namespace {

bool is_meant(const Replication& sim, const model::Reclaim& it, Index index) {
  const Slice& slice = sim.slices[at(index)];
  const Tenure its = sim.tenures[at(index)];
  if (slice.state != SliceState::online || its.began == never || its.is_called_back) return false;
  return (it.supplier == model::none || sim.terms(slice).supplier == it.supplier) &&
         (it.organisation == model::none || slice.owner == it.organisation) &&
         (it.order == model::none || slice.order == it.order) &&
         (it.product == model::none || slice.product == it.product);
}

// The latest awarded first, of one award its last units.
ScratchVector<Index> candidates(const Replication& sim, const model::Reclaim& it) {
  auto found = sim.list<Index>();
  for (std::size_t i = 0; i < sim.tenures.size(); ++i)
    if (is_meant(sim, it, static_cast<Index>(i))) found.push_back(static_cast<Index>(i));
  const auto place = [&](Index slice) {
    return std::pair(award_of(sim.slices[at(slice)]), sim.slices[at(slice)].first);
  };
  std::sort(found.begin(), found.end(), [&](Index a, Index b) { return place(a) > place(b); });
  return found;
}

Duration notice_of(const Replication& sim, const model::Reclaim& it, const Slice& slice) {
  const auto& own = sim.model.contracts[at(sim.terms(slice).contract)].notice;
  return std::max(it.notice ? whole_seconds(sim.amount(*it.notice)) : 0, own ? whole_seconds(sim.amount(*own)) : 0);
}

void note_called_back(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "called_back");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", sim.slices[at(slice)].units);
  line.cells.emplace_back("until", format_date(sim.model.start + sim.tenures[at(slice)].until));
}

}  // namespace

Outcome act(Replication& sim, const Occurrence&, const model::Reclaim& it) {
  const ScratchVector<Index> found = candidates(sim, it);
  Units available = 0;
  for (const Index slice : found) available += sim.slices[at(slice)].units;
  const Units asked = it.units ? units_of(sim, *it.units, it.order, it.product) : available;
  Units left = asked;
  for (const Index slice : found) {
    if (left == 0) break;
    const Index part = left < sim.slices[at(slice)].units ? cut_back_at_site(sim, slice, left) : slice;
    left -= sim.slices[at(part)].units;
    tenure_of(sim, part).is_called_back = true;
    end_by(sim, part, sim.now + notice_of(sim, it, sim.slices[at(part)]));
    note_called_back(sim, part);
  }
  return {asked, asked - left};
}

}  // namespace allot::engine
