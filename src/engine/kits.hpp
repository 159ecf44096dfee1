#pragma once

#include "engine/replication.hpp"

/// Orders of several products that are shipped together.
namespace allot::engine {

/// Whether the market is divided with others, since a kit has lines in several.
bool sells_kits(const Replication& sim, Index market);

/// The run of all markets of its supplier in which kits have lines, in the last of them; one of the others asks for it.
void run_with_kits(Replication& sim, Index market);

/// Whether a slice may get so much as its kit allows, and no more: while its run is on.
bool is_bound_by_kit(const Replication& sim, Index slice);

}  // namespace allot::engine
