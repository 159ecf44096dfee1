#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/money.hpp"
#include "allot/units.hpp"
#include "allot/value.hpp"

/// What is allotted: kinds of accelerators, and the parts that they are made of.
namespace allot {

/// What the ratio of a substitute counts: units for units, or so much compute or power of it for the same of what was
/// asked.
enum class SubstituteBy : std::uint8_t { units, compute, power };

/// A product that may be delivered instead, out of the same supplier's free stock, once an order has waited.
///
/// With r the units that stand for one unit asked (`ratio`; by compute or power times the quotient of the two products'),
/// a slice of c units gets the most whole lots n for which there are whole lots a <= c with n = lot * floor(r a / lot) in
/// stock, and gives up the fewest such a (docs/model.md, "Substitutes").
struct Substitute {
  bool operator==(const Substitute&) const = default;
  Ref product;
  Decimal ratio = 1;  ///< units of it for one unit asked, or compute or power of it for one of the same
  SubstituteBy by = SubstituteBy::units;
  Duration after = 0;  ///< since the order was placed
};

/// So many units of a product: stock, what runs at a site, a part of something.
struct ProductUnits {
  bool operator==(const ProductUnits&) const = default;
  Ref product;
  Value units;
};

/// A kind of accelerator, or of part.
///
/// units: lot, units; power, watts a unit; compute, FLOP/s a unit; price, money a unit
struct Product {
  bool operator==(const Product&) const = default;
  std::string id, label;
  Units lot = 1;                        ///< what is awarded and moved comes in multiples: 8 to a server, 72 to a rack
  Decimal power;                        ///< all-in, without the overhead of the site
  Decimal compute;                      ///< dense BF16
  double price = 0;                     ///< 0: none is said
  std::vector<Substitute> substitutes;  ///< in order of preference
  /// Share of the first price that a year (of 365 days) takes away, in a straight line from delivery on. Enters the metric
  /// `price_decay` alone.
  double price_decay = 0;
  /// Parts from the same supplier's stock for one unit of its plan: a lot waits from its arrival until they are there. Lots take
  /// them in the order in which they came, ahead of any order for the parts.
  std::vector<ProductUnits> made_of;
  std::optional<Price> revenue;      ///< what a unit earns in an hour online
  std::optional<Value> utilisation;  ///< share of its hours online that earn it, in [0, 1]; none: all
  std::optional<Price> rent;         ///< what a unit could be rented at for an hour, power and hall included
  std::optional<Depreciation> depreciation;  ///< none: it is not in the books
};

}  // namespace allot
