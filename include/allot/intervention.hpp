#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "allot/action.hpp"
#include "allot/value.hpp"

/// When a decision or an event happens: on a date, on a condition, or after another. What it does is an action
/// (allot/action.hpp).
///
/// A decision finds what was ordered before it; one of the start day all that is ordered in the first second. It sees
/// what is announced, promised and planned dates, never a slip still to come.
namespace allot {

/// What a condition counts the units of.
enum class Counted : std::uint8_t {
  ordered,
  allocated,
  delivered,
  online,
  cancelled,
  backlog,
  in_transit,
  stranded,
  retired,
  produced,
  scrapped,
  stock,
  returned
};

/// The states of an order that a condition may wait for: units that came so far, or further.
enum class Reached : std::uint8_t { open, allocated, in_transit, delivered, online, cancelled };

/// A count of units comes to a number from below (`at_least`) or from above (`at_most`). It is looked at whenever a pass
/// over the phases of a second is over, and what it starts happens in the next pass of that second.
struct Condition {
  bool operator==(const Condition&) const = default;
  std::string metric;                              ///< as written: "site.giga-texas.online_units"
  Ref organisation, group, site, supplier, order;  ///< whose units; none: the system's
  std::optional<Reached> state;                    ///< of `order`; else what `counted` says
  Counted counted = Counted::online;
  std::optional<Value> at_least, at_most;  ///< one of them
};

/// So long after another intervention, each time that one happened; not if chance was against it, or it asked for units
/// and moved none.
struct Succession {
  bool operator==(const Succession&) const = default;
  std::string intervention;
  Delay by;
};

/// More than once: a condition each time that it comes true again, a date every so often. Each time has draws of its own.
struct Repetition {
  bool operator==(const Repetition&) const = default;
  std::optional<Duration> every;  ///< of a date
  std::optional<Value> until;     ///< a date, or a duration since the first
};

/// What a decision costs; negative where it brings money.
///
/// units: money; for each time that it happens, for each unit that it moves, for each of those and day
struct DecisionCost {
  bool operator==(const DecisionCost&) const = default;
  std::optional<Value> once, per_unit, per_unit_day;
};

/// Exactly one of `at`, `when` and `after` says when it happens. A date before the start counts as the start.
///
/// shape: `when` names what it counts by kind: at most one of its references is set
/// gives: an `until` of an action is a date, or (by its kind) a duration from the moment when it happened
struct Intervention {
  // Copied in many sources, compiled in one.
  Intervention();
  Intervention(const Intervention&);
  Intervention(Intervention&&) noexcept;
  Intervention& operator=(const Intervention&);
  Intervention& operator=(Intervention&&) noexcept;
  ~Intervention();
  bool operator==(const Intervention&) const;

  std::string id, label;
  std::optional<Value> at;
  Delay slip;  ///< of the date
  std::optional<Condition> when;
  std::optional<Succession> after;
  std::optional<Repetition> repeat;
  double probability = 1;  ///< in [0, 1], drawn for each time
  Action action;
  std::optional<DecisionCost> cost;
  Ref paid_by;  ///< the organisation whose `decision_cost` it is; none: nobody's, the system's alone
};

}  // namespace allot
