#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/time.hpp"
#include "allot/value.hpp"

/// Money by date. It is reckoned from what a replication did and never changes what happens: no buyer of the model looks
/// at cash. Equations: docs/model.md, "Money by date".
namespace allot {

/// What one unit of another currency comes to in the scenario's, on a date; between two dates a straight line, before the
/// first and after the last level.
struct ExchangeRate {
  bool operator==(const ExchangeRate&) const = default;
  struct Point {
    bool operator==(const Point&) const = default;
    Date date = 0;
    double rate = 1;
  };
  std::string currency;
  std::vector<Point> points;  ///< by rising date; a fixed rate is one point
};

/// What a scenario says that is to be reckoned in money by date. Where it says nothing, nothing is.
struct MoneyTerms {
  bool operator==(const MoneyTerms&) const = default;
  std::string currency;             ///< that everything is counted in; empty: the first that is met
  std::vector<ExchangeRate> rates;  ///< of other currencies, from which amounts are converted as they are read
  Value discount_rate;              ///< a year of 365 days, above -1; may be uncertain
};

struct PricePoint {
  bool operator==(const PricePoint&) const = default;
  Date date = 0;
  double money = 0;
};

/// A price by date: straight lines between points, level before the first and after the last.
struct PriceCurve {
  bool operator==(const PriceCurve&) const = default;
  std::string id, label;
  std::vector<PricePoint> points;  ///< by rising date, at least one
  Value scale;                     ///< multiplies all of them; may be uncertain

  /// Where its points stand in a file; nothing once they are read.
  struct File {
    bool operator==(const File&) const = default;
    std::string csv, date = "date", value = "value", currency;
  } file;
};

/// An amount, or a curve.
struct Price {
  bool operator==(const Price&) const = default;
  Value money;
  Ref curve;  ///< into `Scenario::price_curves`; none: the amount
};

/// What a unit is worth as it ages: w = base x (1 - (1 - residual) x min(1, age / life)), the base being what was paid for
/// it or, with `value`, that price of the day, which falls as the next generation comes. Without a life only the base counts.
///
/// source: straight-line depreciation, IAS 16, paragraph 62; replacement value by date, Brealey, Myers and Allen (2020),
///         Principles of Corporate Finance
struct Depreciation {
  bool operator==(const Depreciation&) const = default;
  std::optional<Duration> life;
  double residual = 0;         ///< share of the base that is left at the end of its life
  std::optional<Price> value;  ///< of a unit on a date, whatever was paid
};

/// One part of the price of an order: so much of it, so long after what it waits for.
struct Instalment {
  bool operator==(const Instalment&) const = default;
  double share = 0;
  Duration net = 0;
};

/// When the price of a unit is paid: parts that come due as the unit is ordered, awarded, shipped, delivered. They sum to 1.
struct Payments {
  bool operator==(const Payments&) const = default;
  Instalment order, award, shipment, delivery;
};

}  // namespace allot
