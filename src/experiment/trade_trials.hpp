#pragma once

#include <functional>
#include <vector>

#include "allot/trade.hpp"
#include "experiment/study.hpp"
#include "experiment/trade_effect.hpp"

/// Trades that are simulated.
namespace allot::experiment {

using Exchanges = std::vector<Exchange>;

/// What a trade comes to over some replications; `effects` of all organisations, by place.
struct Tried {
  Exchanges exchanges;
  std::vector<TradeEffect> effects;
  double gain = 0;
  double not_worse = 1;
  std::size_t replications = 0;

  /// Nobody is worse off in the mean, nor more often than is allowed; somebody is better off.
  bool is_free(double sure) const;
  /// What some gain makes up for what others lose, and nobody ends with fewer units.
  bool is_paid() const;
};

/// The scenario without any trade, and with those that are tried, on common draws.
class TradeTrials {
 public:
  TradeTrials(const Scenario& scenario, const TradeRequest& request, const Sampling& sampling);

  /// Tries them over so many replications, as long as there are simulations left; the others are left out.
  std::vector<Tried> tried(const std::vector<Exchanges>& trades, std::size_t replications);
  Tried tried(const Exchanges& trade, std::size_t replications);

  /// Whether one more may be simulated, and so many are left then.
  bool may_go_on(std::size_t kept = 0) const { return simulated_ + kept < request_.most_simulations; }
  std::size_t simulated() const { return simulated_; }
  std::size_t replications() const { return replications_; }
  bool is_random() const { return is_random_; }

 private:
  std::vector<Tried> batch(const std::vector<Exchanges>& trades, std::size_t replications);
  Tried judged(const Exchanges& trade, const std::vector<Possessions>& with) const;

  const Scenario& scenario_;
  const TradeRequest& request_;
  Sampling sampling_;
  std::size_t replications_ = 0, simulated_ = 0;
  bool is_random_ = false, is_less_better_ = false;
  std::vector<Possessions> without_;  ///< any trade, by organisation
};

/// The scenario with these exchanges, called by a name.
Scenario with_exchanges(Scenario scenario, const Exchanges& exchanges, const std::string& name);

}  // namespace allot::experiment
