#pragma once

#include <cstdint>
#include <map>

#include "allot/scenario.hpp"
#include "random/sampler.hpp"
#include "support/reference_fraction.hpp"

/// What chance has decided in one replication: every value that a scenario leaves open, looked up by its
/// address.
namespace allot::reference {

/// An id within the name of a stream of draws: a slash in it is written ~1, and ~ is written ~0.
std::string in_name(const std::string& id);

struct Chance {
  const Scenario& scenario;
  std::uint64_t seed = 0;
  std::uint64_t replication = 0;

  mutable std::map<const Distribution*, Sampler> samplers{};  // made once each: some are slow to make

  double sample(const Distribution& distribution, std::uint64_t stream, std::uint64_t index) const;
  double uniform(std::uint64_t stream, std::uint64_t index) const;
  double number(const Value& value) const;
  /// The same as it is written; of what is drawn, the first 15 digits.
  Fraction exact(const Value& value) const;
  /// The number with the mean of what is uncertain.
  double expected(const Value& value) const;
  Time moment(const Value& date) const;
  Time moment(Date date) const { return date - scenario.start; }
  /// Chance gives whole lots, to the nearest.
  Units units(const Value& value, Units lot) const;
  Units units(const Value& value, Ref product) const { return units(value, scenario.products[product.at()].lot); }
  /// The moment before which all is known.
  Time as_of() const { return scenario.as_of ? *scenario.as_of - scenario.start : 0; }
  Duration sample(const Delay& delay, std::uint64_t stream, std::uint64_t index) const;
  /// The same of what began then.
  Duration lasting(const Delay& delay, std::uint64_t stream, std::uint64_t index, Time began) const;
  /// The same of what has lasted so long already.
  Duration lasting_beyond(const Delay& delay, std::uint64_t stream, std::uint64_t index, Duration so_far) const;
  /// A slip of what was planned for then, late together with others, and counts from a day.
  Duration slip(const Delay& delay, const std::optional<SharedSlip>& with, std::uint64_t stream, std::uint64_t index,
                Time planned, Time counts_from, bool has_yet_to_come = false) const;
  /// Whether the less likely of two things is so that were decided then; the likelier in the past.
  bool happens(double probability, std::uint64_t stream, std::uint64_t index, Time when) const;
};

std::int64_t half_up(double x);
Units nearest_lots(double units, Units lot);
Units nearest_lots(Fraction units, Units lot);

/// units * share rounded half up.
Units scaled(Units units, Fraction share);

}  // namespace allot::reference
