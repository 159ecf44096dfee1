#pragma once

#include "foresight/best.hpp"

/// What only counts in the end, so that one flow says it.
namespace allot::foresight {

Best most_on_time(const World& world, const Limits& limits);

/// With v1 > v2 > ... what a unit may bring, the sum over i of (v_i - v_i+1) times the most units that bring v_i or more:
/// no awards bring more in all, and where units of dearer orders do not stand in each other's way, some bring as much.
///
/// source: the greedy solution of a polymatroid; Edmonds (1970), Submodular functions, matroids, and certain polyhedra
Best most_revenue(const World& world, const Limits& limits);

/// The largest share of its orders that every party could have been awarded at once. Starting from all, the share at
/// which the smallest cut of the last would just hold, until it holds.
///
/// source: Dinkelbach (1967), Management Science 13(7), on cuts as in Megiddo (1974), Mathematical Programming 7
Best largest_least_fill(const World& world, const Limits& limits);

}  // namespace allot::foresight
