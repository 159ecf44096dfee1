#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "allot/money.hpp"
#include "allot/period.hpp"
#include "allot/units.hpp"
#include "allot/value.hpp"

/// How buyers behave: what binds them to an order, how they order by a roadmap, and how they ask for more than they need
/// when supply is rationed. Equations: docs/model.md, "Orders".
namespace allot {

/// Money for a unit: an amount, and a share of the product's price. As a scenario writes it, one of the two is 0.
struct Fee {
  bool operator==(const Fee&) const = default;
  double share = 0, money = 0;
};

/// What binds the two sides of an order beside its units and dates.
///
/// gives: `fees_paid` of an organisation is what cancelled units cost it: deposits lost and fees; units with a `term` or a
///        `notice` come back to the supplier, all others are sold
struct Contract {
  bool operator==(const Contract&) const = default;
  /// Units still open so long after they were ordered are cancelled; drawn once an order; none: never. The units so lost
  /// have reneged, as queueing theory says; units awarded stay.
  std::optional<Delay> patience;
  bool cancellable = true;        ///< false: nobody cancels open units, and a decision to do so falls short
  std::optional<Fee> deposit;     ///< paid for each unit ordered, lost with each that is cancelled
  std::optional<Fee> cancel_fee;  ///< for each unit cancelled, beyond the deposit
  /// Units leave so long after they first went online, drawn for each piece that does; none: they stay.
  std::optional<Delay> term;
  std::optional<Delay> return_time;  ///< from there to the supplier's stock; none: at once
  /// The least notice at which a `reclaim` ends a term; without a term, the units stay until they are reclaimed.
  std::optional<Value> notice;
  /// When the price is paid; none: at the award. The deposit counts towards it: with it, what was paid by each of these is at
  /// least the deposit.
  std::optional<Payments> payments;
};

/// What a buyer infers scarcity from: the part of its open orders that it gets, or the lead time that it is quoted.
enum class InflateBy : std::uint8_t { fill_rate, lead_time };

/// How much more than its need N a buyer asks for: m N, with
///   by fill_rate:  m = min(max, 1 / f), f the fill rate that it has learned;
///   by lead_time:  m = min(max, 1 + slope * quoted lead time / span).
/// f is 1 at first; at each review f becomes (1 - learning) f + learning * (awarded since / open after the last order).
///
/// source: order inflation under rationing, Lee, Padmanabhan and Whang (1997), Management Science 43(4); exponential
///         smoothing of what was seen, Brown (1959)
struct Inflate {
  bool operator==(const Inflate&) const = default;
  InflateBy by = InflateBy::fill_rate;
  double learning = 0.3;  ///< weight of the newest fill rate, above 0
  Value max;              ///< at least 1
  Decimal slope{5, -1};   ///< one half
  Duration span = 26 * week;
};

/// The same need ordered in full from more suppliers; when one delivers, the rest is cancelled with a probability that
/// is drawn once a need. What was awarded is not taken back: two suppliers may ship at once.
///
/// source: duplicate orders, Armony and Plambeck (2005), Management Science 51(10)
struct Duplicate {
  bool operator==(const Duplicate&) const = default;
  std::vector<Ref> suppliers;  ///< beside the order's own
  double cancel = 1;           ///< in [0, 1]
  std::optional<Fee> fee;      ///< of such a unit; none: the contract's
};

/// A point of a roadmap; between two it is a straight line, before the first from what runs at the start, after the last
/// level.
struct RoadmapPoint {
  bool operator==(const RoadmapPoint&) const = default;
  Date date = 0;
  Value units;  ///< wanted online
};

/// Orders by a roadmap W. At the start t and at each review the buyer looks one lead time L ahead: its need is
/// N = (W(t + L) - H)+, H what it was awarded or runs of the product; what N exceeds its open units by is ordered, in whole
/// lots, rounded up, and due in L.
struct Target {
  bool operator==(const Target&) const = default;
  std::vector<RoadmapPoint> roadmap;  ///< by rising date
  Period review = 4 * week;
  Ref product;
  std::vector<Ref> suppliers;  ///< more than one: the one that quotes the shortest lead time, of equal ones the first
  std::vector<Ref> sites;      ///< in order of preference
  std::optional<Value> lead_time;  ///< none: what the supplier quotes, and the mean way to online
  std::int64_t priority = 0;       ///< tier of its orders at level order; a higher one is served first
  bool partial = true;
  Units min_shipment = 0;
  Contract contract;
  std::optional<Inflate> inflate;
  std::optional<Duplicate> duplicate;
};

/// Where an organisation's orders come from beside those of the file and of streams.
struct OrderBehaviour {
  bool operator==(const OrderBehaviour&) const = default;
  std::optional<Target> target;
};

}  // namespace allot
