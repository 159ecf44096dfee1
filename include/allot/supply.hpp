#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/period.hpp"
#include "allot/value.hpp"

/// What a supplier plans to make, in pieces, and how it really comes. Equations: docs/model.md, "Supply".
namespace allot {

/// A point of a rate that changes: straight lines between points, level before the first and after the last.
struct RatePoint {
  bool operator==(const RatePoint&) const = default;
  Date date = 0;
  Value rate;
};

/// How the slips of one plan's lots hang together. in_order: no lot overtakes the one before, so that arrival k is
/// max(planned k + slip k, arrival k - 1); independent: they may; accumulating: slips add up from lot to lot.
enum class SlipOrder : std::uint8_t { in_order, independent, accumulating };

/// One piece of a supply plan, one of:
///   - a dated lot: `at` and `units`;
///   - a plan by rate: `from`, `until`, `every`, `rate`: at the start of each period [t, t') a lot of
///     floor(C(t')) - floor(C(t)) units, C(t) = scale * integral of the rate from `from` to t;
///   - a plan by total: the same with `units`, C(t) = scale * units * (t - from) / (until - from).
/// C is computed in whole numbers, so that over the plan no unit is lost. Lots planned before the start do not exist.
struct SupplyPiece {
  bool operator==(const SupplyPiece&) const = default;
  std::string id, label;
  Ref product;
  std::optional<Value> at, units;
  std::optional<Date> from, until;  ///< until is exclusive
  std::optional<Period> every;
  std::vector<RatePoint> rate;  ///< one point: the same all the time
  Value scale;                  ///< multiplies the plan; at least 0
  Delay slip;                   ///< how much later than planned, for each lot
  std::optional<SharedSlip> slip_with;
  SlipOrder slip_order = SlipOrder::in_order;
  Value yield;  ///< share of a lot that is good, in [0, 1]; the rest is scrapped
};

}  // namespace allot
