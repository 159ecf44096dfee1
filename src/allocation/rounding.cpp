#include "allocation/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace allot::allocation {
namespace {

struct Lots {
  Units whole;
  std::int64_t steps;  ///< beyond the whole lots, less than a lot
};

/// The nearest point of the grid.
Lots on_grid(Wide lots) {
  auto whole = static_cast<Units>(lots.high);
  const double beyond = (lots.high - static_cast<double>(whole)) * static_cast<double>(steps_per_lot);
  auto steps = static_cast<std::int64_t>(beyond);
  const double rest = (beyond - static_cast<double>(steps)) + lots.low * static_cast<double>(steps_per_lot);
  steps += rest >= 0.5 ? 1 : rest < -0.5 ? -1 : 0;
  if (steps < 0) return {whole - 1, steps + steps_per_lot};
  if (steps >= steps_per_lot) return {whole + 1, steps - steps_per_lot};
  return {whole, steps};
}

bool comes_first(const Scratch::Turn& a, const Scratch::Turn& b) {
  return a.key != b.key ? a.key > b.key : a.place < b.place;
}

void give_one(std::uint32_t place, Scratch& scratch) {
  ++scratch.given[place];
  scratch.owed[place] -= steps_per_lot;
}

/// Rounds everybody down; those with room for another lot get a turn. Gives what is left of the supply.
Units round_down(const Exact& exact, Scratch& scratch) {
  const std::size_t n = exact.awards.size();
  scratch.given.resize(n);
  scratch.owed.resize(n);
  scratch.turns.clear();
  Units left = exact.supply;
  for (std::size_t i = 0; i < n; ++i) {
    const Units lot = exact.lots.empty() ? 1 : exact.lots[i];
    const Wide lots = lot == 1 ? exact.awards[i] : exact.awards[i] / Wide{static_cast<double>(lot), 0};
    const auto [whole, steps] = on_grid(lots);
    scratch.given[i] = whole;
    scratch.owed[i] = steps;
    left -= whole * lot;
    if (whole == scratch.rooms[i]) continue;
    const std::int64_t carry = exact.carries.empty() ? 0 : steps_of(exact.carries[i]);
    scratch.turns.push_back({steps + carry, static_cast<std::uint32_t>(i)});
  }
  return left;
}

/// Lots of one size: fractions of less than a lot each add up to what is left, so nobody gets a second turn.
void give_to_largest(Units left, Scratch& scratch) {
  auto& turns = scratch.turns;
  const auto last = turns.begin() + std::min<Units>(left, std::ssize(turns));
  if (last != turns.end()) std::nth_element(turns.begin(), last, turns.end(), comes_first);
  std::for_each(turns.begin(), last, [&](const Scratch::Turn& turn) { give_one(turn.place, scratch); });
}

/// How often all that have a turn can be served before one of them is full or the supply is out.
Units whole_passes(Units left, std::span<const Units> lots, const Scratch& scratch) {
  Units together = 0, shortest = std::numeric_limits<Units>::max();
  for (const auto [key, place] : scratch.turns) {
    together += lots[place];
    shortest = std::min(shortest, scratch.rooms[place] - scratch.given[place]);
  }
  return std::min(left / together, shortest);
}

void give_in_passes(Units left, std::span<const Units> lots, Scratch& scratch) {
  auto& turns = scratch.turns;
  const auto fits = [&](const Scratch::Turn& turn) {
    return scratch.given[turn.place] < scratch.rooms[turn.place] && lots[turn.place] <= left;
  };
  std::ranges::sort(turns, comes_first);
  for (;;) {
    std::erase_if(turns, [&](const Scratch::Turn& turn) { return !fits(turn); });
    if (turns.empty()) return;
    const Units passes = std::max<Units>(1, whole_passes(left, lots, scratch));
    for (const auto& turn : turns) {
      for (Units pass = 0; pass < passes && fits(turn); ++pass) {
        give_one(turn.place, scratch);
        left -= lots[turn.place];
      }
    }
  }
}

}  // namespace

void round_to_lots(const Exact& exact, Scratch& scratch) {
  const Units left = round_down(exact, scratch);
  if (exact.lots.empty()) return give_to_largest(left, scratch);
  give_in_passes(left, exact.lots, scratch);
}

std::int64_t steps_of(double carry) {
  const double steps = carry * static_cast<double>(steps_per_lot);
  return static_cast<std::int64_t>(steps < 0 ? steps - 0.5 : steps + 0.5);
}

double carry_of(std::int64_t steps) { return std::ldexp(static_cast<double>(steps), -32); }

}  // namespace allot::allocation
