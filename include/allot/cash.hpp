#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/basis.hpp"
#include "allot/estimate.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

/// Euros by date: what each organisation pays and earns, month by month, what that is worth at present, and whether another
/// way (renting the same hours, another variant) would be worth more. Equations: docs/model.md, "Money by date".
namespace allot {

enum class CashPeriod : std::uint8_t { month, quarter, year };

/// What is asked.
struct CashRequest {
  std::string organisation = {};  ///< empty: all, and all together
  CashPeriod by = CashPeriod::month;
  bool against_rent = false;  ///< the same hours online, rented; and those of them that are needed, where not all are
};

/// The lines of a cash flow, and their words in tables: order, award, shipment, delivery, handed_over, cancel_fees, energy,
/// hall_rent, revenue, decisions.
std::span<const std::string_view> cash_lines();

/// Money of one period, over the replications. What comes in counts positive.
struct CashInPeriod {
  std::string period;           ///< "2024-03", "2024-Q1", "2024"
  std::vector<Estimate> lines;  ///< as `cash_lines`
  Estimate net, so_far;         ///< all lines; with those of the periods before
  Estimate depreciation;        ///< no cash: what units lost of their worth
};

/// The money of one organisation, or of all together.
struct CashFlow {
  std::string organisation;  ///< empty: all together
  std::vector<CashInPeriod> periods;
  Estimate npv, book_value, lowest;  ///< lowest: the deepest that `so_far` comes to, at most 0: what has to be funded
};

/// What another way would be worth, on the same draws.
struct CashAlternative {
  std::string against;       ///< a variant, or "rent", or "rent_needed"
  std::string organisation;  ///< empty: all together
  Estimate npv;              ///< of that way
  Estimate difference;       ///< of the scenario as asked, less that way
  /// Of renting: what an hour would cost if both came to the same, and the share of the hours for which that would be so at
  /// the curve. Not a number where nothing is rented.
  ///
  /// source: ratio of means and its error, Cochran (1977), Sampling Techniques, chapter 6
  double rent = 0, share = 0;
  std::optional<Interval> rent_ci95, share_ci95;
  /// Of renting only the hours that are needed: what share of the hours these are (the products' `utilisation`), as what they
  /// would be rented at weighs them. Not a number elsewhere.
  double needed = 0;
};

/// What decisions cost that nobody is said to pay: it is in nobody's cash.
struct UnpaidDecisions {
  std::string variant;  ///< empty: of the scenario as asked
  Estimate cost;
};

struct CashFlows {
  std::string scenario, variant, question, currency;
  CashPeriod by = CashPeriod::month;
  double discount_rate = 0;  ///< a year, in the mean
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  std::vector<CashFlow> flows;  ///< by organisation, without those that have no money in any way; with several, all together last
  std::vector<CashAlternative> alternatives;
  std::vector<UnpaidDecisions> unpaid;  ///< of the scenarios that have any
  Labels labels;
  Basis basis;
};

/// The money of a scenario, against other ways of doing it.
///
/// shape:  scenarios by name, the one that is asked for first, then those that it is set against
/// gives:  the same for the same scenarios, seed and build, on any number of threads
/// errors: RequestError where the scenario has no `money`, an organisation is not there, or none of its products says
///         what it could be rented at; TooMuch; Interrupted
/// cost:   a run of each scenario; 8 bytes an organisation, period, line and replication
CashFlows cash(const std::vector<std::pair<std::string, Scenario>>& scenarios, const CashRequest& request,
               const Sampling& sampling);

}  // namespace allot
