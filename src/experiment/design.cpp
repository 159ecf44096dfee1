#include "experiment/design.hpp"

#include <algorithm>

#include "base/pattern.hpp"
#include "experiment/columns.hpp"
#include "experiment/feasible.hpp"
#include "metrics/metrics.hpp"

namespace allot::experiment {
namespace {

// Of a long order book the metrics of single orders are most of a run.
model::OrderMetrics order_metrics(const Sampling& sampling) {
  const bool names_one = std::any_of(sampling.precisions.begin(), sampling.precisions.end(),
                                     [](const WantedPrecision& it) { return may_be_of_order(it.metric); });
  const bool is_asked =
      sampling.metrics.empty() ? sampling.with_orders : std::ranges::any_of(sampling.metrics, may_be_of_order);
  return is_asked || names_one ? model::OrderMetrics::wanted : model::OrderMetrics::left_out;
}

bool is_kept(const Sampling& sampling, const std::string& path) {
  return fits_any(sampling.metrics, path) ||
         std::ranges::any_of(sampling.precisions, [&](const WantedPrecision& it) { return it.metric == path; });
}

std::optional<std::vector<std::size_t>> kept_columns(const model::Model& model, const Sampling& sampling) {
  if (sampling.metrics.empty()) return std::nullopt;
  const std::vector<MetricColumn> all = metrics::columns(model);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (is_kept(sampling, path_of(all[i]))) out.push_back(i);
  return out;
}

}  // namespace

std::vector<MetricColumn> Point::columns() const {
  std::vector<MetricColumn> all = metrics::columns(model);
  if (!kept) return all;
  std::vector<MetricColumn> out;
  for (const std::size_t place : *kept) out.push_back(std::move(all[place]));
  return out;
}

std::size_t Point::width() const { return kept ? kept->size() : metrics::width(model); }

void expect_metrics(const Design& design) {
  for (const std::string& pattern : design.sampling().metrics) {
    std::vector<std::string> known;
    bool is_known = false;
    for (std::size_t i = 0; i < design.size(); ++i) {
      for (const MetricColumn& it : metrics::columns(design[i].model)) known.push_back(path_of(it));
      is_known = is_known || std::ranges::any_of(known, [&](const std::string& it) { return fits(pattern, it); });
    }
    if (!is_known) refuse_unknown("metric", pattern, known);
  }
}

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
  point.kept = kept_columns(point.model, sampling_);
  point.is_surely_random = is_surely_random(point.model, sampling_);
  expect_feasible(point.model, recording_, sampling_);
  return point;
}

const Point& Design::add(Scenario&& scenario) {
  return add(static_cast<const Scenario&>(kept_.emplace_back(std::move(scenario))));
}

Block Design::block() const { return {sampling_.only.value_or(0), 0, count_of(sampling_)}; }

}  // namespace allot::experiment
