// From real awards to whole lots: everybody is rounded down, and the lots that are left go one each to the largest
// remainders, Hamilton's method, with a memory.
//
// Without the memory the same claimant could be rounded down in every run, a small customer on weekly runs for a year.
// So each claimant has a carry: the sum over past divisions of what it was entitled to less what it got, in lots. The
// remainder that decides is the fraction of this division plus the carry. Who was rounded down is first in line next
// time, and over many runs nobody gains or loses by rounding, which no method can do for single runs alone.
//
// Ties must be ties. Fractions and carries are kept as integers on a grid of 2^-48 lot, and compared on a coarser one
// of 2^-32, so that the last bits of a sum over many divisions decide nothing; equal ones go to the earlier place.
// Entitlements come in with 106 bits for the same reason: in a plain double the fraction of a large award has too few
// digits to tell a tie.
//
// The invariants: awards sum to the supply where it can be used; no award is above its room; fractions of less than a
// lot each sum to what is left over, so with lots of one size nobody gets a second one. Lots of several sizes are given
// in passes.
//
// Largest remainders, and not a divisor method (Webster, Jefferson), because a division can then be checked by hand,
// and because quota violations, a claimant below its share rounded down, are what customers complain of. The price, the
// paradoxes of apportionment, is paid in single runs only; the carry takes it back.
//
// source: Balinski and Young (1982), Fair Representation; the carry is the error diffusion of Floyd and Steinberg
//         (1976) in time, or deficit round robin, Shreedhar and Varghese (1996), IEEE/ACM Transactions on Networking
//         4(3), 375-385

#include "allocation/rounding.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace allot::allocation {
namespace {

struct Lots {
  Units whole;
  std::int64_t steps;  ///< beyond the whole lots, less than a lot
};

std::int64_t nearest(double x) {
  const auto toward_zero = static_cast<std::int64_t>(x + 0.5);
  return toward_zero - (static_cast<double>(toward_zero) > x + 0.5 ? 1 : 0);
}

/// The nearest point of the grid.
Lots on_grid(DoubleDouble lots) {
  auto whole = static_cast<Units>(lots.high);
  const double beyond = (lots.high - static_cast<double>(whole)) * static_cast<double>(steps_per_lot);
  auto steps = static_cast<std::int64_t>(beyond);
  const double rest = (beyond - static_cast<double>(steps)) + lots.low * static_cast<double>(steps_per_lot);
  steps += nearest(rest);
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
    const DoubleDouble lots = lot == 1 ? exact.awards[i] : exact.awards[i] / DoubleDouble{static_cast<double>(lot), 0};
    const auto [whole, steps] = on_grid(lots);
    scratch.given[i] = whole;
    scratch.owed[i] = steps;
    left -= whole * lot;
    if (whole == scratch.rooms[i]) continue;
    const std::int64_t carry = exact.carries.empty() ? 0 : steps_of(exact.carries[i]);
    scratch.turns.push_back({compared(steps + carry), static_cast<std::uint32_t>(i)});
  }
  return left;
}

/// Gives one lot to each of the `count` turns that come first.
void give_to_first(std::size_t count, std::span<Scratch::Turn> turns, Scratch& scratch) {
  if (count < turns.size()) {
    std::nth_element(turns.begin(), turns.begin() + static_cast<std::ptrdiff_t>(count), turns.end(), comes_first);
  }
  for (const auto& turn : turns.first(std::min(count, turns.size()))) give_one(turn.place, scratch);
}

/// Keys sorted into equal ranges, the largest keys in range 0.
struct Ranges {
  static constexpr int bits = 6;
  std::int64_t largest;
  int shift;

  std::size_t of(std::int64_t key) const { return static_cast<std::size_t>((largest - key) >> shift); }
};

Ranges ranges_of(std::span<const Scratch::Turn> turns) {
  const auto by_key = [](const Scratch::Turn& a, const Scratch::Turn& b) { return a.key < b.key; };
  const auto [smallest, largest] = std::minmax_element(turns.begin(), turns.end(), by_key);
  const int width = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(largest->key - smallest->key)));
  return {largest->key, std::max(0, width - Ranges::bits)};
}

/// Lots of one size: fractions of less than a lot each add up to what is left, so nobody gets a second turn.
/// Whole ranges of keys are served without a comparison, since random comparisons are what costs here.
void give_to_largest(std::size_t left, Scratch& scratch) {
  std::span<Scratch::Turn> turns = scratch.turns;
  constexpr std::size_t few = 48;
  if (turns.size() < few || left >= turns.size()) return give_to_first(left, turns, scratch);

  const Ranges ranges = ranges_of(turns);
  std::array<std::uint32_t, 1 << Ranges::bits> counts{};
  for (const auto& turn : turns) ++counts[ranges.of(turn.key)];
  std::size_t last = 0;
  while (counts[last] <= left) left -= counts[last++];

  std::size_t undecided = 0;
  for (const auto turn : turns) {
    const std::size_t range = ranges.of(turn.key);
    const int lots = range < last ? 1 : 0;
    scratch.given[turn.place] += lots;
    scratch.owed[turn.place] -= lots * steps_per_lot;
    turns[undecided] = turn;
    undecided += range == last ? 1 : 0;
  }
  give_to_first(left, turns.first(undecided), scratch);
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
  std::sort(turns.begin(), turns.end(), comes_first);
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
  if (exact.lots.empty()) return give_to_largest(static_cast<std::size_t>(left), scratch);
  give_in_passes(left, exact.lots, scratch);
}

}  // namespace allot::allocation
