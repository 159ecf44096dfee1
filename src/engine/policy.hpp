#pragma once

#include <algorithm>
#include <span>

#include "engine/layout.hpp"

namespace allot::engine {

/// The value of an amount in this replication.
inline double value(const model::Amount& amount, std::span<const double> draws) {
  if (amount.draw == model::none) return amount.plus.real();
  return amount.plus.real() + amount.times.real() * draws[static_cast<std::size_t>(amount.draw)];
}

/// The same where it counts units.
inline Decimal exact(const model::Amount& amount, std::span<const double> draws) {
  return amount.draw == model::none ? amount.plus : Decimal::nearest(value(amount, draws));
}

struct LimitNow {
  model::Level level = model::Level::organisation;
  std::size_t depth = 0;
  Index claimant = 0;
  Units units = 0;
  Period per = 0;
  bool is_share = false;
  Decimal exact;  ///< the same as units, before it is rounded
  bool is_derived = false;
  bool is_scaled = false;
  bool counts_periods = false;
  Index product = model::none;
  std::span<const Index> of = {};

  /// Of a product: what is worked out goes to whole lots, halves up.
  Units units_in(Units lot) const {
    if (!is_derived) return units;
    return std::max<Units>(0, half_up_of(1, exact, lot)) * lot;
  }
  bool concerns(Index of_product) const { return product == model::none || product == of_product; }
};

/// A reserve by the draws of a replication.
struct ReserveNow {
  const model::Reserve* reserve = nullptr;
  const model::Reserve* asks = nullptr;  ///< whose units count: another one where a `set` changed them alone
  Time from = 0, until = never;
};

struct QuotaNow {
  Index claimant = 0;
  double share = 0;
};

/// Of one level; see `model::RuleParameters`.
struct RuleParametersNow {
  std::optional<Duration> half_life;
  double share = 0;
  Period period = 1;
  std::vector<QuotaNow> quotas;
  double others = 1;  ///< what quotas leave of the whole
  bool has_uniform_price = false;
};

struct WindowNow {
  Time from = 0, until = 0;
};

struct SupplierPolicyNow {
  std::vector<allocation::Rule> rules;
  std::vector<RuleParametersNow> parameters;
  std::vector<LimitNow> caps, guarantees;
  std::optional<Duration> lookahead;
  std::vector<WindowNow> frozen;
  std::vector<ReserveNow> reserves;
};

struct SitePolicyNow {
  Decimal install;  ///< units per `install_per`; 0: at once
  Duration install_per = 1;
  model::Delay commissioning;
};

/// The parameters of policy in force.
struct PolicyNow {
  std::vector<double> group_weight, organisation_weight;
  std::vector<std::int64_t> group_priority, organisation_priority;
  std::vector<SupplierPolicyNow> suppliers;
  std::vector<SitePolicyNow> sites;
};

/// A policy by the draws of a replication, in the memory of one realised before.
void realise(const model::Policy& policy, std::span<const double> draws, PolicyNow& now);

/// Puts the cell that `set` names into `policy`, with the value that it has in `changed`.
void apply(const Model& model, const model::Set& set, const PolicyNow& changed, PolicyNow& policy);

}  // namespace allot::engine
