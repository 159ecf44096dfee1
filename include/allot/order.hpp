#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "allot/buying.hpp"
#include "allot/supply.hpp"
#include "allot/value.hpp"

/// What is asked of suppliers: single orders, and streams of random ones. Equations: docs/model.md, "Orders".
namespace allot {

struct DatedUnits {
  bool operator==(const DatedUnits&) const = default;
  Value date, units;
};

/// A committed delivery: a lot of the order's own on that date, at the supplier's dock, without slip, scale or yield.
using CommittedDelivery = DatedUnits;

/// What of an order had been shipped when the simulation begins: its first units, those received first.
struct OpeningState {
  bool operator==(const OpeningState&) const = default;
  std::vector<DatedUnits> delivered;   ///< received on that date, not after the start
  std::vector<DatedUnits> in_transit;  ///< expected at the dock of the site on that date
  Delay slip;                          ///< of each of those in transit
};

/// The products that an order names after its first, and when it begins to take them.
struct Preference {
  bool operator==(const Preference&) const = default;
  std::vector<Ref> others;        ///< in order of preference; empty: the product's own substitutes
  std::optional<Duration> after;  ///< since it was placed; none: as the product's substitutes say, else at once
};

/// An order asks one supplier for units of one product. In a run it lives on as slices, parts of it that share owner,
/// state, site and way.
///
/// units: dates, seconds since 1970; bid, money
/// shape: `pegged` points into the supplier's `supply`; `sites` are the organisation's
struct Order {
  /// Opening states and preferences are compared by what they are.
  bool operator==(const Order& other) const;
  std::string id, label;
  Ref organisation, supplier, product;
  Value units;
  Value placed;                     ///< its place in the queue; before the start: it stands there from the first second
  std::optional<Value> not_before;  ///< not shipped before; none: from `placed` on
  std::optional<Value> due;         ///< day promised on site; none: no lateness
  std::optional<Value> needed;      ///< day it is to run; none: `due` and the planned time of its first site
  std::vector<Ref> sites;           ///< in order of preference; empty: online on delivery
  std::vector<CommittedDelivery> deliveries;
  std::shared_ptr<OpeningState> opening;   ///< none: nothing had been shipped
  std::shared_ptr<Preference> preference;  ///< none: takes what its product's substitutes say
  Ref pegged;                 ///< the piece of supply that serves it, and nothing else does; none: free stock
  std::int64_t priority = 0;  ///< tier at level order: a higher one is served in full first
  bool partial = true;        ///< false: all that is left of a slice ships at once, or nothing
  Units min_shipment = 0;
  Contract contract;
  std::optional<double> bid;  ///< a unit, under `auction`; none: the product's price
  std::string kit;            ///< orders of several products that name the same are shipped together; empty: alone
};

/// Random demand: orders at random gaps and of random sizes, between `from` and `until` (exclusive). With a pace p the
/// k-th order comes in the first second by which the integral of p has come to the sum of k gaps, so that exponential gaps
/// make a Poisson process of varying rate.
///
/// source: time change of a renewal process, Cinlar (1975), Introduction to Stochastic Processes, chapter 4
struct Stream {
  bool operator==(const Stream&) const = default;
  std::string id, label;
  Ref organisation, supplier, product;
  Delay every;                        ///< the gap, drawn for each order
  std::vector<RatePoint> pace;        ///< how many times as often as `every` says; empty: once
  Value units;                        ///< a distribution is drawn for each order, to the nearest lot, at least one
  std::optional<Value> due_after;     ///< since it was placed; none: no lateness
  std::optional<Value> needed_after;  ///< since it was placed; none: `due_after` and the planned time of its first site
  Date from = 0, until = 0;
  std::vector<Ref> sites;
  std::int64_t priority = 0;
  bool partial = true;
  Units min_shipment = 0;
  Contract contract;
  std::optional<Inflate> inflate;
  std::optional<Duplicate> duplicate;
  std::optional<double> bid;  ///< a unit, under `auction`; none: the product's price
};

}  // namespace allot
