#pragma once

#include <vector>

#include "experiment/promise_bench.hpp"

/// How many units of an order can be promised for a day.
namespace allot::experiment {

/// The most that each replication can deliver by the day, as the order is served and behind all others.
struct MostUnits {
  std::vector<Units> served, behind_others;
};

MostUnits search_units(Benches& benches, const AskedPromise& asked, std::size_t parts);

/// The quantile of it.
PromisedUnits units_of_quantile(const std::vector<Units>& most, const AskedPromise& asked);

/// The same, but tried in all replications; what fails there, since more came where fewer did not, gives way to what fewer
/// of them reached.
PromisedUnits promised_units(Benches& benches, const AskedPromise& asked, std::vector<Units> most, std::size_t parts);

}  // namespace allot::experiment
