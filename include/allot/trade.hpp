#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/comparison.hpp"
#include "allot/compensation.hpp"
#include "allot/draft.hpp"

/// Which places, dates or products should change hands? Exchanges between organisations that leave nobody worse off, looked
/// for in a scenario and proved by simulating it with and without them.
namespace allot {

/// What is asked. Nothing named: any time, anybody, any product.
struct TradeRequest {
  std::vector<Date> at;              ///< days on which a trade may be struck; empty: the first on which it is open
  std::vector<std::string> between;  ///< organisations that may take part; empty: all
  std::string product;
  std::string metric = "online_gpu_days";  ///< of an organisation, by which it is judged
  double sure = 0.9;                       ///< nobody is worse off in at least so many of the replications
  double overlook = 0.00001;               ///< a loss of less than this share of what one has is none
  std::size_t most_parties = 3;            ///< of one exchange
  std::size_t most_simulations = 200;      ///< of exchanges, after an estimate of all of them
  std::size_t most_trades = 3;             ///< that are told, of each kind
};

/// What one side gives to the next: of which order, none for any of what it waits for, and from which end.
struct TradeSide {
  std::string organisation, order, product;
  Units units = 0;
  Choose choose = Choose::earliest;
  bool operator==(const TradeSide&) const = default;
};

/// Each side gives to the next, the last to the first: the intervention `swap` of allot/action.hpp.
struct Exchange {
  Date at = 0;
  std::vector<TradeSide> sides;
  bool operator==(const Exchange&) const = default;
  /// As many units of one product on all sides.
  bool is_even() const;
};

/// What a trade changes for one organisation, with it less without.
///
/// shape: worse is who has less of the metric, or fewer units delivered by the end, by more than is overlooked. For who takes
///        part `not_worse` is the share of replications in which it is not. Others meet chance that is drawn anew where units
///        come otherwise than they did: for them it is 1 less how much more often they are worse than better
struct TradeEffect {
  std::string organisation;
  bool takes_part = false;
  Difference change;     ///< of the metric
  Difference delivered;  ///< of `delivered_units`
  double gain = 0;       ///< the mean of the change, above 0 where it is better
  double at_least = 0;   ///< gained in at least the share of the replications that was asked for; below 0: lost
  double not_worse = 1;
  bool has_fewer = false;   ///< units delivered by the end, in the mean
  bool is_harmed = false;   ///< worse in the mean, by either
  bool is_at_risk = false;  ///< that, or takes part and loses more often than is allowed
};

/// What one pays another so that neither is worse off.
struct TradePayment {
  std::string from, to;
  double least = 0;       ///< in the metric, in the mean
  double most = 0;        ///< what who pays has left of its gain; it is then as well off as without the trade
  double least_sure = 0;  ///< that leaves who is paid no worse off in the share of the replications that was asked for
  std::optional<double> least_money, most_money;  ///< in the mean, at what a day of delay costs each of them
};

/// One trade: exchanges that are made together.
struct Trade {
  std::string name;  ///< of its variant
  std::vector<Exchange> exchanges;
  std::vector<TradeEffect> effects;  ///< those who take part, then others whom it touches, most harmed first
  double gain = 0;                   ///< of all organisations together
  double not_worse = 1;              ///< the least of theirs
  std::vector<TradePayment> payments;
};

struct Trades {
  std::string scenario, question, currency;
  std::string metric;
  double sure = 0.9, overlook = 0;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  std::vector<Trade> free;          ///< nobody is worse off as it is; the largest gain first
  std::vector<Trade> paid;          ///< somebody is, and what others gain makes up for it: `Trade::payments`
  std::optional<Trade> nearest;     ///< where there is none of the first kind: what came nearest to it
  std::size_t offers = 0;           ///< places in a pipeline that could be given
  std::size_t offers_left_out = 0;  ///< smaller ones, not looked at
  std::size_t estimated = 0;        ///< exchanges that were estimated
  std::size_t simulated = 0;        ///< trades that were simulated
  Labels labels;
  Basis basis;
};

/// Looks for trades. Every exchange of two places, and every circle of up to `most_parties`, of one product (of several,
/// by their compute, where that is the metric) is estimated from what replications of the scenario saw: when the units of
/// a place come, and how many units wait, and how many places are free, at the halls of who takes them. The most promising
/// are simulated on common draws, at sizes that are searched, then what goes well together.
///
/// gives:  of every trade, what `compare` says of its variant: `with_trade`; nobody is worse off in the mean either. The
///         same for the same scenario, seed and build, on any number of threads
/// errors: RequestError for names that are none, a metric that has no better and worse, a day outside the scenario
/// cost:   `most_simulations` runs of the scenario
/// source: trades that nobody objects to as in Pareto (1906), Manuale di economia politica, chapter VI; circles of exchange,
///         Shapley and Scarf (1974), Journal of Mathematical Economics 1(1), 23-37
Trades find_trades(const Scenario& scenario, const TradeRequest& request, const Sampling& sampling);

/// The scenario with a trade.
Scenario with_trade(const Scenario& scenario, const Trade& trade);

/// The same as a merge patch: its interventions, and a label.
Draft variant_of(const Trade& trade, const Labels& labels);

/// A merge patch that adds a variant for each of the trades that are told, on top of those that were asked for
/// ("no-swap+gated").
Draft variants_of(const Trades& trades, const std::string& asked_of);

}  // namespace allot
