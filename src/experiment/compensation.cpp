#include "allot/compensation.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "allot/metric.hpp"
#include "experiment/design.hpp"
#include "experiment/difference.hpp"
#include "experiment/labels.hpp"
#include "experiment/metric_by_path.hpp"
#include "experiment/sign_changes.hpp"
#include "experiment/transfer_terms.hpp"
#include "metrics/metrics.hpp"
#include "statistics/estimate.hpp"
#include "statistics/paired.hpp"

namespace allot {
namespace {

using experiment::difference_of;
using experiment::negligible;
using experiment::TransferTerms;

constexpr std::int64_t coarse_parts = 8;
constexpr std::string_view value_of_days = "gpu_days_at_delay_cost";

/// A scenario's replications of what both parties are judged by.
class SimulatedParties {
 public:
  SimulatedParties(const Scenario& scenario, const Sampling& sampling) : study_(design_of(scenario, sampling)) {
    study_.need(0);
  }
  std::vector<double> values(const std::string& organisation, std::string_view metric) const {
    return experiment::metric_by_path(study_[0], "organisation." + organisation + "." + std::string(metric));
  }
  bool is_random() const { return study_.is_random(); }
  const model::Model& model() const { return study_[0].point().model; }

 private:
  static experiment::Design design_of(const Scenario& scenario, const Sampling& sampling) {
    experiment::Design design(sampling);
    design.add(scenario);
    experiment::refuse_too_large(design, 2 * design.block().to);  // with and without
    return design;
  }

  experiment::Study study_;
};

// Of the cost of delay the whole.
std::vector<std::string_view> costs(const model::Model& model) {
  std::vector<std::string_view> out;
  for (const std::string_view name : metrics::metrics_of(EntityKind::organisation)) {
    if (metric_named(name)->unit != Unit::money || name.starts_with("delay_cost_") || metrics::is_of_cash(name)) continue;
    if (name != "decision_cost" || model.has_costs) out.push_back(name);
  }
  return out;
}

class Question {
 public:
  Question(const Scenario& scenario, const TransferTerms& transfer, const Sampling& sampling)
      : scenario_(scenario),
        transfer_(transfer),
        sampling_(sampling),
        without_(experiment::without(scenario, transfer), sampling) {}

  /// What the transfer did to each, over as many replications as there are that differ.
  void find_parties(Compensation& out) const {
    const SimulatedParties with(scenario_, sampling_);
    out.replications = with.is_random() || without_.is_random() ? experiment::count_of(sampling_) : 1;
    const auto difference = [&](std::vector<double> now, std::vector<double> before) {
      now.resize(out.replications);
      before.resize(out.replications);
      return difference_of(now, before);
    };
    for (const std::string& id : ids()) {
      Party& party = out.parties.emplace_back();
      party.id = id;
      party.online = difference(with.values(id, online), without_.values(id, online));
      party.costs.emplace_back(value_of_days, difference(worth(with, id), worth(without_, id)));
      for (const std::string_view cost : costs(with.model()))
        party.costs.emplace_back(cost, difference(with.values(id, cost), without_.values(id, cost)));
    }
  }

  /// Whether neither has fewer GPU-days online than without the transfer.
  bool leaves_nobody_worse_off(const Scenario& changed) const {
    const SimulatedParties with(changed, sampling_);
    for (const std::string& id : ids()) {
      const std::vector<double> now = with.values(id, online), before = without_.values(id, online);
      if (!is_at_least(difference_of(now, before).estimate.mean, before)) return false;
    }
    return true;
  }

  static bool is_at_least(double mean, const std::vector<double>& values) {
    double largest = 0;
    for (const double value : values) largest = std::max(largest, std::abs(value));
    return mean >= -negligible * largest;
  }

  /// The largest step up to which the answer is yes, asked at most once a step; none: not even the first.
  template <class Ask>
  static std::optional<std::int64_t> last_yes(std::int64_t steps, const Ask& ask) {
    std::map<std::int64_t, bool> known;
    const auto answer = [&](std::int64_t step) {
      const auto it = known.find(step);
      return it != known.end() ? it->second : known.emplace(step, ask(step)).first->second;
    };
    if (answer(steps)) return steps;
    std::optional<std::int64_t> last;
    for (const auto& change : experiment::sign_changes(answer, experiment::evenly_spaced(steps, coarse_parts)))
      if (change.before) last = change.step - 1;
    return last;
  }

  std::optional<Date> return_by(Ref loser, Date returned) const {
    const Date first = experiment::first_return(scenario_, transfer_);
    const std::int64_t steps = (returned - first) / day;
    if (steps < 0) return std::nullopt;
    const auto step = last_yes(steps, [&](std::int64_t days) {
      return leaves_nobody_worse_off(experiment::returned_by(scenario_, transfer_, loser, first + days * day));
    });
    return step ? std::optional(first + *step * day) : std::nullopt;
  }

  std::optional<Units> most_units() const {
    const Units lot = scenario_.products[transfer_.product.at()].lot;
    const auto step = last_yes(*transfer_.units / lot, [&](std::int64_t lots) {
      return leaves_nobody_worse_off(experiment::with_units(scenario_, transfer_, lots * lot));
    });
    return step && *step > 0 ? std::optional(*step * lot) : std::nullopt;
  }

 private:
  static constexpr std::string_view online = "online_gpu_days";

  // Days online are worth to each what a day of delay costs it; those that it has more are a cost less.
  std::vector<double> worth(const SimulatedParties& simulated, const std::string& id) const {
    double cost = 0;
    for (const Organisation& it : scenario_.organisations)
      if (it.id == id) cost = it.delay_cost;
    std::vector<double> values = simulated.values(id, online);
    for (double& value : values) value = 0 - cost * value;
    return values;
  }

  std::vector<std::string> ids() const {
    return {scenario_.organisations[transfer_.one.at()].id, scenario_.organisations[transfer_.other.at()].id};
  }

  const Scenario& scenario_;
  const TransferTerms& transfer_;
  const Sampling& sampling_;
  SimulatedParties without_;
};

// Who bears more is paid by the other; where both do, the one who bears most more.
Payment payment_of(const std::vector<Party>& parties, std::size_t cost) {
  const auto bears = [&](std::size_t party) { return parties[party].costs[cost].second.estimate.mean; };
  Payment out;
  out.metric = parties.front().costs[cost].first;
  const std::size_t receiver = bears(0) >= bears(1) ? 0 : 1, payer = 1 - receiver;
  if (!(bears(receiver) > 0)) return out;
  out.from = parties[payer].id;
  out.to = parties[receiver].id;
  out.least = bears(receiver);
  out.most = bears(payer) == 0 ? 0 : -bears(payer);
  return out;
}

std::optional<std::size_t> loser_of(const std::vector<Party>& parties) {
  const std::size_t worse = parties[0].online.estimate.mean <= parties[1].online.estimate.mean ? 0 : 1;
  const Estimate& it = parties[worse].online.estimate;
  const bool is_loss = !Question::is_at_least(it.mean, {it.min, it.max}) && it.mean < 0;
  return is_loss ? std::optional(worse) : std::nullopt;
}

}  // namespace

Compensation break_even_terms(const Scenario& scenario, const std::string& intervention, const Sampling& asked) {
  Sampling sampling = asked;
  sampling.with_orders = false;
  experiment::expect_fixed_count(sampling, "a search takes the same replications of every value");
  const TransferTerms transfer = experiment::transfer_terms(scenario, intervention);
  const Question question(scenario, transfer, sampling);
  Compensation out;
  out.scenario = scenario.name;
  out.labels = experiment::labels_of(scenario);
  out.basis = experiment::basis_of(scenario);
  out.currency = scenario.currency;
  out.intervention = intervention;
  out.seed = sampling.seed;
  question.find_parties(out);
  out.asked = transfer.units;
  for (std::size_t i = 0; i < out.parties.front().costs.size(); ++i) out.payments.push_back(payment_of(out.parties, i));
  const auto loser = loser_of(out.parties);
  if (!loser) return out;
  out.loser = out.parties[*loser].id;
  const Ref side = *loser == 0 ? transfer.one : transfer.other;
  if (const auto returned = experiment::last_return(scenario, transfer, side)) {
    out.returned = format_date(*returned);
    if (const auto by = question.return_by(side, *returned)) out.return_by = format_date(*by);
  }
  if (transfer.units) out.units = question.most_units();
  return out;
}

}  // namespace allot
