#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "allot/decimal.hpp"
#include "allot/distribution.hpp"
#include "allot/time.hpp"

/// The quantities of a scenario: what they measure, and whether they are known, uncertain or random.
///
/// A scenario knows two kinds of chance and keeps them apart. *Uncertain* is what nobody knows beforehand, such as the
/// day on which a hall is ready: it is fixed once a replication, and everything that refers to it sees the same draw.
/// *Random* is the course of events, such as the days that a truck takes: it is drawn anew for every occurrence.
/// `Value` is the one, `Delay` the other.
namespace allot {

/// What a value measures.
///
/// units: of the number in a `Value`: date, seconds since 1970 (UTC); duration, seconds; units and rate, accelerators;
///        power, watts; compute, dense BF16 FLOP/s; money, the scenario's currency; number, none
enum class Kind : std::uint8_t { number, date, duration, units, rate, power, compute, money };

/// The place of an entity in its section of the scenario (`Scenario::products`, `::sites`, ...), or none. Which section
/// is said by the member's name; the fields of a scenario that `check` made point to entities that exist.
struct Ref {
  std::int32_t index = -1;  ///< below 0: none
  explicit operator bool() const { return index >= 0; }
  /// shape: not of a `Ref` that names nothing
  std::size_t at() const { return static_cast<std::size_t>(index); }
  friend bool operator==(Ref, Ref) = default;
};

/// A quantity of one kind. It is one of three things:
///   - known: `number`;
///   - a straight line of an uncertain parameter: `times` x the parameter + `number`;
///   - a distribution of its own, which has no name, shifted by nothing: `distribution`, and `number` is not looked at.
/// The last two are fixed once a replication; but in a `Delay`, or where a header says so (the size of a stream's orders),
/// the distribution is drawn for each occurrence.
///
/// units: of `kind`; a distribution's draws too
/// gives: products and sums with units, watts and seconds that are exact, then rounded to the nearest whole, halves up:
///        0.29 of 50 is 14.5, hence 15 (docs/model.md, "Time and order of events")
struct Value {
  Kind kind = Kind::number;
  Decimal number;
  Ref parameter;  ///< into `Scenario::parameters`
  Decimal times = 1;
  std::shared_ptr<const Distribution> distribution;
  Duration per = 1;           ///< a rate is `number` units per so many seconds
  std::uint64_t address = 0;  ///< the stream of draws of an unnamed distribution, named by where it stands
  bool is_derived = false;    ///< from a parameter or a distribution, known or not: quantities go to whole lots

  /// Whether it is the same in every replication, whatever else is drawn. A parameter may be known and this still false.
  bool is_known() const { return !parameter && !distribution; }
  /// Distributions are compared by what they are, not by where they are kept.
  bool operator==(const Value& other) const;
};

/// A length of time that may be random: drawn for each occurrence (a shipment, a lot), not once per replication.
///
/// units: seconds; a draw of x seconds counts as the nearest whole second, and never as less than 0
struct Delay {
  bool operator==(const Delay&) const = default;
  Value value;
};

/// A value with a name, which other values of the scenario refer to. If its own value is a distribution, it is drawn once a
/// replication, and all that refer to it see that draw.
struct Parameter {
  bool operator==(const Parameter&) const = default;
  std::string id, label;
  Value value;
};

/// What slips together. A slip is how much later than planned something comes; all that name one factor are late
/// together, each by its own distribution: with u the uniform number of the slip and v that of the factor, the slip is its
/// quantile at Phi(sqrt(c) Phi^-1(v) + sqrt(1 - c) Phi^-1(u)), c the `correlation`. Two slips that name the factor with c and c' have
/// normal scores of correlation sqrt(c c').
///
/// source: one-factor normal copula, Vasicek (1987), Probability of Loss on Loan Portfolio
struct SharedSlip {
  bool operator==(const SharedSlip&) const = default;
  std::string factor;             ///< its name; a factor has no other properties
  double correlation = 0;         ///< in [0, 1]
  std::optional<Duration> every;  ///< the factor is drawn anew for each such period from the start; none: once
};

}  // namespace allot
