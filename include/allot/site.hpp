#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/product.hpp"
#include "allot/value.hpp"

/// Where units are installed and run. On the way from delivered to online a unit passes, in this order: room, the crew that
/// installs it, commissioning, power. Equations: docs/model.md, "Sites".
namespace allot {

/// One additive part of a site's room or power: a step on a date (`at`), or a ramp from one date until another of n days,
/// rounded up, which has added floor(add * k / n) after k whole days.
struct Source {
  bool operator==(const Source&) const = default;
  std::string id, label;
  std::optional<Value> at, from, until;  ///< `at`, or both of the others
  Value add;                             ///< units or watts; negative where something is switched off
  Delay slip;                            ///< how much later than planned; known to nobody until it is over
  std::optional<SharedSlip> slip_with;
};

/// A hall. Room and power are sums of the sources in force, never below 0. When room falls, the last admitted leave first
/// and their work is lost; when power falls, the last to have gone online go off first and keep their room.
struct Site {
  bool operator==(const Site&) const = default;
  std::string id, label;
  Ref organisation;                  ///< its only owner
  std::string region;                ///< empty: the organisation's
  std::vector<ProductUnits> online;  ///< what runs at the start
  std::vector<Source> room;          ///< all in units or all in watts; empty: no limit
  std::vector<Source> power;         ///< in watts; empty: no second gate
  std::optional<Value> install;      ///< rate of its one crew, which works without pause; none: at once
  Delay commissioning;               ///< from installed to ready, drawn for each piece of a crew's work
  Decimal overhead = 1;               ///< facility power per IT power, at least 1: multiplies what a unit takes in watts
  std::optional<Price> energy_price;  ///< of a kWh
  std::optional<Value> load;          ///< mean share of its power that a unit online draws, in [0, 1]; none: all
  std::optional<Price> rent;          ///< of a kW of IT power that stands there, for a calendar month
};

}  // namespace allot
