#include "experiment/design.hpp"

#include <algorithm>

#include "experiment/columns.hpp"
#include "experiment/feasible.hpp"

namespace allot::experiment {
namespace {

// Of a long order book the metrics of single orders are most of a run.
model::OrderMetrics order_metrics(const Sampling& sampling) {
  const bool names_one = std::any_of(sampling.precisions.begin(), sampling.precisions.end(),
                                     [](const WantedPrecision& it) { return may_be_of_order(it.metric); });
  return sampling.with_orders || names_one ? model::OrderMetrics::wanted : model::OrderMetrics::left_out;
}

}  // namespace

std::size_t count_of(const Sampling& sampling) { return sampling.only ? 1 : sampling.replications; }

void expect_fixed_count(const Sampling& sampling, const std::string& why) {
  if (!sampling.precisions.empty()) throw RequestError("--precision is for run: " + why);
  if (sampling.is_enough) throw RequestError("--max-time is for run: " + why);
}

bool is_surely_random(const model::Model& model, const Sampling& sampling) {
  return !model.samplers.empty() && !sampling.is_typical;
}

Design::Design(const Sampling& sampling) : sampling_(sampling), orders_(order_metrics(sampling)) {
  recording_.grid = sampling.with_series || sampling.with_fairness || sampling.with_answer;
  recording_.chronicle = sampling.with_answer;
  recording_.is_typical = sampling.is_typical;
}

Design::Design(const Sampling& sampling, const engine::Recording& recording)
    : sampling_(sampling), recording_(recording), orders_(model::OrderMetrics::left_out) {
  recording_.is_typical = sampling.is_typical;
}

const Point& Design::add(const Scenario& scenario) {
  Point& point = points_.emplace_back(Point{scenario, model::compile(scenario, orders_), false});
  point.is_surely_random = is_surely_random(point.model, sampling_);
  expect_feasible(point.model, recording_, sampling_);
  return point;
}

const Point& Design::add(Scenario&& scenario) {
  return add(static_cast<const Scenario&>(kept_.emplace_back(std::move(scenario))));
}

Block Design::block() const { return {sampling_.only.value_or(0), 0, count_of(sampling_)}; }

}  // namespace allot::experiment
