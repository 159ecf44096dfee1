#pragma once

#include <functional>
#include <vector>

#include "experiment/trade_places.hpp"

/// Exchanges that the records of the scenario speak for.
namespace allot::experiment {

struct RingSide {
  Offer offer;
  Units units = 0;
};

/// An exchange, and what it would bring by a first estimate: nobody's line is served otherwise than it was, units come when
/// those of the place came, and run as far as there was room that nobody used.
struct Ring {
  std::vector<RingSide> sides;  ///< each gives to the next
  std::vector<double> gains;    ///< by side, in the mean, in days of a unit (of compute, days of one FLOP/s)
  double not_worse = 1;         ///< share of the replications in which no side has less
  double total = 0;

  bool is_free() const;  ///< no side has less in the mean
};

struct RingWishes {
  std::size_t most_parties = 3;
  std::vector<double> worth;    ///< by organisation, of a day of a unit
  std::vector<double> compute;  ///< by product, where products are exchanged; empty: one for the same alone
  std::vector<Units> lots;
  std::function<void()> look_up = {};  ///< called before each exchange that is estimated; may throw Interrupted
};

struct Rings {
  /// The best first. Of `paid` some side has less, and the others gain more; the others bring less than they cost, but
  /// may make up for what a side has less by one of those.
  std::vector<Ring> free, paid, others;
  std::size_t estimated = 0;
};

/// All pairs of places and the circles among the likeliest partners of each, each at the best of some sizes.
Rings rings_of(const TradeRecords& records, const RingWishes& wishes, double sure);

}  // namespace allot::experiment
