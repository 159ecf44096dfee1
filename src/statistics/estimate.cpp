#include "statistics/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "statistics/quantile.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

constexpr std::array<double, 3> shares{0.1, 0.5, 0.9};

double mean_of(std::span<const double> values) {
  return blockwise_sum(values.size(), [&](std::size_t i) { return values[i]; }) / static_cast<double>(values.size());
}

// The second sum would be 0 without rounding: Chan, Golub, LeVeque (1983), The American Statistician 37(3).
double deviation(std::span<const double> values, double mean) {
  const auto n = static_cast<double>(values.size());
  const double off = blockwise_sum(values.size(), [&](std::size_t i) { return values[i] - mean; });
  const double squares =
      blockwise_sum(values.size(), [&](std::size_t i) { return (values[i] - mean) * (values[i] - mean); });
  return std::sqrt(std::max(0.0, squares - off * off / n) / (n - 1));
}

}  // namespace

Estimate Estimator::operator()(std::span<const double> column) {
  values_.clear();
  std::copy_if(column.begin(), column.end(), std::back_inserter(values_), [](double x) { return !std::isnan(x); });

  Estimate result;
  result.count = values_.size();
  result.nulls = column.size() - values_.size();
  if (values_.empty()) return result;

  const auto n = static_cast<double>(values_.size());
  const auto [least, most] = std::minmax_element(values_.begin(), values_.end());
  result.min = *least;
  result.max = *most;
  result.mean = mean_of(values_);
  prepare_for(values_.size());
  if (values_.size() >= 2) {
    result.sd = deviation(values_, result.mean);
    const double half = t_critical_ * result.sd / std::sqrt(n);
    result.ci95 = Interval{result.mean - half, result.mean + half};
  }
  estimate_quantiles(result);
  return result;
}

void Estimator::prepare_for(std::size_t count) {
  if (count == prepared_for_) return;
  prepared_for_ = count;
  t_critical_ = count >= 2 ? t_critical(count - 1, 0.95) : 0;
  for (std::size_t i = 0; i < shares.size(); ++i) ranks_[i] = quantile_ranks(count, shares[i]);
}

// All ranks are looked up in one selection; a bound of rank 0 or n + 1 asks for a neighbour that is then
// dropped.
void Estimator::estimate_quantiles(Estimate& estimate) {
  const std::size_t count = values_.size();
  std::array<std::size_t, 9> ranks{};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    ranks[3 * i] = std::max<std::size_t>(ranks_[i].lower, 1);
    ranks[3 * i + 1] = type1_rank(count, shares[i]);
    ranks[3 * i + 2] = std::min(ranks_[i].upper, count);
  }
  std::array<std::size_t, 9> ascending = ranks;
  std::sort(ascending.begin(), ascending.end());
  std::array<double, 9> found{};
  order_statistics(values_, ascending, found);
  const auto value_of = [&](std::size_t rank) {
    const auto place = std::lower_bound(ascending.begin(), ascending.end(), rank) - ascending.begin();
    return found[static_cast<std::size_t>(place)];
  };

  const std::array<QuantileEstimate*, 3> quantiles{&estimate.p10, &estimate.p50, &estimate.p90};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    quantiles[i]->value = value_of(ranks[3 * i + 1]);
    if (ranks_[i].lower >= 1) quantiles[i]->low = value_of(ranks[3 * i]);
    if (ranks_[i].upper <= count) quantiles[i]->high = value_of(ranks[3 * i + 2]);
  }
}

Band band_of(std::span<double> column, bool has_quartiles) {
  const auto numbers = std::remove_if(column.begin(), column.end(), [](double x) { return std::isnan(x); });
  const auto values = column.first(static_cast<std::size_t>(numbers - column.begin()));
  Band out;
  if (values.empty()) return out;
  out.mean = mean_of(values);
  constexpr std::array<double, 5> with_quartiles{0.1, 0.25, 0.5, 0.75, 0.9};
  std::array<double, 5> found{};
  if (has_quartiles) {
    type1_quantiles(values, with_quartiles, found);
    std::tie(out.p10, out.p25, out.p50, out.p75, out.p90) = std::tuple_cat(found);
  } else {
    type1_quantiles(values, shares, std::span(found).first(shares.size()));
    std::tie(out.p10, out.p50, out.p90) = std::tuple(found[0], found[1], found[2]);
  }
  return out;
}

Estimate estimate(std::span<const double> column) { return Estimator()(column); }

}  // namespace allot
