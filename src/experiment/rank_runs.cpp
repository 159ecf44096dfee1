#include "experiment/rank_runs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "allot/solution.hpp"
#include "base/text.hpp"
#include "experiment/columns.hpp"
#include "experiment/metric_by_path.hpp"

namespace allot::experiment {
namespace {

Sampling sampling_of_paths(Sampling sampling, const std::vector<std::string>& paths) {
  sampling.with_orders =
      std::any_of(paths.begin(), paths.end(), [](const std::string& it) { return may_be_of_order(it); });
  sampling.with_series = sampling.with_answer = sampling.with_fairness = false;
  return sampling;
}

Date earliest_end(const RankRuns::Variants& variants) {
  Date end = variants.front().second.end;
  for (const auto& [name, scenario] : variants) end = std::min(end, scenario.end);
  return end;
}

bool costs_anything(const Design& design) {
  for (std::size_t i = 0; i < design.size(); ++i)
    if (design[i].model.has_costs) return true;
  return false;
}

void expect_values(const std::vector<double>& values, const std::string& path, const std::string& variant) {
  const auto nulls = std::count_if(values.begin(), values.end(), [](double it) { return std::isnan(it); });
  if (nulls == 0) return;
  throw RequestError("'" + path + "' has no value in " + with_thousands(nulls) + " of " +
                     with_thousands(static_cast<std::int64_t>(values.size())) + " replications of '" + variant +
                     "'; to rank by it, it needs one in each");
}

}  // namespace

RankRuns::RankRuns(const Variants& variants, std::vector<std::string> paths, const Sampling& sampling)
    : variants_(variants),
      paths_(std::move(paths)),
      sampling_(sampling_of_paths(sampling, paths_)),
      end_(earliest_end(variants)),
      simulated_(variants.size()) {
  std::iota(simulated_.begin(), simulated_.end(), std::size_t{0});
  study_.emplace(study_of(simulated_));
  if (costs_anything(study_->design())) paths_.emplace_back("system.decision_cost");
  columns_.assign(variants.size(), std::vector<std::vector<double>>(paths_.size()));
  for (std::size_t i = 0; i < variants.size(); ++i)
    for (const std::string& path : paths_) metric_by_path((*study_)[i], path, end_);
}

Study RankRuns::study_of(const std::vector<std::size_t>& wanted) const {
  Design design(sampling_);
  for (const std::size_t variant : wanted) design.add(variants_[variant].second);
  return Study(std::move(design));
}

void RankRuns::extend(const std::vector<std::size_t>& wanted, std::size_t rows) {
  if (wanted != simulated_) study_.emplace(study_of(wanted));
  simulated_ = wanted;
  refuse_too_large(study_->design(), wanted.size() * rows);
  study_->take(replications(wanted.front()), rows);
  is_random_ = is_random_ || study_->is_random();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    keep((*study_)[i], wanted[i]);
    study_->forget(i);
  }
}

void RankRuns::keep(const Rows& rows, std::size_t variant) {
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    std::vector<double> values = metric_by_path(rows, paths_[i], end_);
    expect_values(values, paths_[i], variants_[variant].first);
    if (is_date(paths_[i]))
      for (double& it : values) it /= static_cast<double>(day);
    std::vector<double>& own = columns_[variant][i];
    own.insert(own.end(), values.begin(), values.end());
  }
}

void RankRuns::keep_first() {
  for (auto& variant : columns_)
    for (auto& column : variant) column.resize(std::min<std::size_t>(column.size(), 1));
}

}  // namespace allot::experiment
