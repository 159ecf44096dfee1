#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/comparison.hpp"

/// What it would take that nobody loses by a transfer of units: the day by which they are returned, how many
/// are moved, or what is paid.
namespace allot {

/// What the transfer changed for one of the two, with it less without.
struct Party {
  std::string id;
  Difference online;  ///< online GPU-days
  /// "gpu_days_at_delay_cost", GPU-days not online at what a day of delay costs it; then every metric that is
  /// money.
  std::vector<std::pair<std::string, Difference>> costs;
};

/// What one pays the other so that neither bears more of one cost than without the transfer.
struct Payment {
  std::string metric;
  std::string from, to;  ///< none, both empty: nobody bears more
  double least = 0;      ///< what the receiver bears more
  double most = 0;       ///< what the payer bears less; below `least`: no payment does it
};

struct Compensation {
  std::string scenario, currency, intervention;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  std::vector<Party> parties;        ///< two: those of a swap in their order, or who gives and who receives
  std::optional<std::string> loser;  ///< who has fewer online GPU-days, most of the two; none: neither
  /// The last day by which all that comes back to the loser has to be there; none: no day is early enough.
  std::optional<std::string> return_by;
  std::optional<std::string> returned;  ///< the last day on which it comes as it is; none: nothing dated comes back
  /// The most units that can be moved with neither worse off; none: not even one lot.
  std::optional<Units> units;
  std::optional<Units> asked;     ///< as it is; none: said order by order, or drawn
  std::vector<Payment> payments;  ///< one for each cost
  Labels labels;                  ///< how sentences name them
  Basis basis;
};

/// Asks of a swap or a diversion what would leave neither side worse off than without it: by online GPU-days
/// for the day and the number of units, by each cost for the payment; all in the mean over the same draws.
///
/// A day of return brings forward to it, in the scenario with the transfer alone, whatever dated lots the
/// loser receives of the other's: committed deliveries and lots that orders are pegged to, by their medians.
///
/// gives:  the last day, and the largest number of units, up to which it holds, if it changes at most once between two
///         of the nine values looked at first
/// errors: RequestError where there is no such intervention, or it moves nothing between two organisations
/// source: neither worse off as in Pareto (1906), Manuale di economia politica, chapter VI
Compensation break_even_terms(const Scenario& scenario, const std::string& intervention, const Sampling& sampling);

}  // namespace allot
