#pragma once

#include "engine/replication.hpp"

namespace allot::engine {

/// A slice chosen by an intervention and how many of its units.
struct Chosen {
  Index slice = 0;
  Units units = 0;
};

/// What an intervention may choose from.
struct Wanted {
  Index organisation = 0, product = 0;
  model::States states;
  model::Choose choose = model::Choose::earliest;
  std::span<const model::Take> orders;  ///< restricts and orders the choice
  std::optional<Units> units;           ///< in all; none: what `orders` say
};

/// The units chosen from an organisation's pipeline: awarded ones first, in order of award, then open ones by due,
/// not_before and place; `latest` the other way round; `even` from each order in proportion.
ScratchVector<Chosen> choose(Replication& sim, const Wanted& wanted);

Units total(std::span<const Chosen> chosen);

/// The units that `wanted` asks for.
Units asked(const Replication& sim, const Wanted& wanted);

/// Cuts what was chosen off its slices, so that each chosen slice moves whole.
void cut(Replication& sim, std::span<Chosen> chosen);

/// Cuts one slice in two wherever it stands, keeping both where they are; the first `units` are the new one.
Index cut_front(Replication& sim, Index slice, Units units);

}  // namespace allot::engine
