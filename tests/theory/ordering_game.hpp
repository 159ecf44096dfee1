#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "allot/allocation.hpp"

/// The game that buyers play when supply is short: each knows its need and names an order, the supplier
/// divides by a rule, and nobody wants more than it needs. No time and no chance; `game` (allot/game.hpp)
/// plays it in a scenario. source: Cachon and Lariviere (1999), Management Science 45(8), 1091-1108; orders below a
///         cap: Ehrhart (2001), SFB 504 Discussion Paper 01-36
namespace allot::allocation {

/// One supplier, one product, one division. Orders may be any number from 0 to `order_cap`.
struct OrderingGame {
  Rule rule = Rule::proportional;
  double supply = 0;
  std::span<const double> needs;
  double order_cap = 0;  ///< at least the largest need
};

/// What the rule ships to each for these orders.
std::vector<double> shipments(const OrderingGame& game, std::span<const double> orders);

/// The order of `who` whose shipment is closest to its need while the others' orders stay: its need itself
/// where no order does better, else the smallest.
///
/// gives:  shipment(best response) >= any shipment that does not exceed the need
/// errors: none; `random_arrival` among so many that it is sampled is a broken promise
/// cost:   about 60 divisions
double best_response(const OrderingGame& game, std::span<const double> orders, std::size_t who);

/// One step of a path of best responses.
struct OrderingMove {
  std::size_t who = 0;
  double order = 0;
};

struct Equilibrium {
  bool is_reached = false;  ///< a whole round in which nobody moved: a Nash equilibrium
  std::vector<OrderingMove> path;
  std::vector<double> orders, shipments;
  double inflation = 1;        ///< sum of orders over sum of needs
  double phantom_backlog = 0;  ///< what is ordered and not shipped, less what is needed and not shipped
};

/// Best responses one at a time, in order of place, from true orders on, until a round in which nobody moves
/// by more than a part in 10^12, or for so many rounds.
Equilibrium equilibrium(const OrderingGame& game, std::size_t most_rounds = 10'000);

/// A report in whole units, and what it brings: units received up to the need, less units beyond it.
struct Report {
  Units units = 0;
  Units payoff = 0;
};

/// The same in whole units of lot 1: of all reports from 0 to `most`, the true need if none pays more, else
/// the smallest that pays most.
///
/// cost: `most` divisions
Report best_report(Rule rule, Units supply, std::span<const Units> reports, std::size_t who, Units need, Units most);

}  // namespace allot::allocation
