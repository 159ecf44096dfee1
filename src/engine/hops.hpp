#pragma once

#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

struct Replication;

/// One change of owner, and the one before it of the same units.
struct Hop {
  Time at = 0;
  Index intervention = 0, from = 0, to = 0;
  Index before = model::none;
};

/// The changes of owner that interventions brought about. Nothing is kept where there are none.
struct Hops {
  std::vector<Hop> all;
  std::vector<Index> last;  ///< by slice, as far as the last that ever moved: its latest hop

  Index of(Index slice) const {
    return static_cast<std::size_t>(slice) < last.size() ? last[static_cast<std::size_t>(slice)] : model::none;
  }
  void set(Index slice, Index hop);
  void clear() {
    all.clear();
    last.clear();
  }
};

/// An intervention gives the slice to another owner. To be called before the owner changes.
void note_hop(Replication& sim, Index intervention, Index slice, Index to);
/// A part goes the way that the whole went.
inline void share_hops(Hops& hops, Index whole, Index part) {
  if (hops.of(whole) != model::none) hops.set(part, hops.of(whole));
}
/// The slice is delivered: so are all who had it before, in the books of what moved.
void come_by_hops(Replication& sim, Index slice);
/// What moved and had not come when the replication ended.
void close_hops(Replication& sim);

}  // namespace allot::engine
