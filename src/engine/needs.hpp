#pragma once

#include "engine/replication.hpp"

/// What delay is counted by: when units are needed, and how far on their way to running they have come.
namespace allot::engine {

/// When units that are due then are to run: as said, else when the crew of the first site of their list, with nothing
/// else to do and as fast as planned, has installed them and they are commissioned. `never` where neither is said, or
/// nobody asks.
Time needed_by(const Replication& sim, Time said, Time due, Index sites, Units units);

/// Counts units of a slice where they stand now.
void count_progress(Replication& sim, const Slice& slice, Units by);

}  // namespace allot::engine
