#include "experiment/bands.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "statistics/estimate.hpp"
#include "statistics/quantile.hpp"

namespace allot::experiment {

std::size_t moments_of_grid(const model::Model& model) {
  return static_cast<std::size_t>((model.end + model.grid - 1) / model.grid);
}

Series empty_series(EntityKind kind, const std::string& entity, std::string_view metric, std::size_t moments,
                    bool has_quartiles) {
  Series out;
  out.kind = kind;
  out.entity = entity;
  out.metric = metric;
  for (auto* line : {&out.p10, &out.p50, &out.p90, &out.mean}) line->resize(moments);
  if (has_quartiles)
    for (auto* line : {&out.p25, &out.p75}) line->resize(moments);
  return out;
}

void set_band(std::vector<double>& column, std::size_t moment, Series& out) {
  const bool has_quartiles = !out.p25.empty();
  const Band band = band_of(column, has_quartiles);
  out.p10[moment] = band.p10;
  out.p50[moment] = band.p50;
  out.p90[moment] = band.p90;
  out.mean[moment] = band.mean;
  if (!has_quartiles) return;
  out.p25[moment] = band.p25;
  out.p75[moment] = band.p75;
}

QuantileGrid quantile_grid(std::vector<double> column) {
  std::erase_if(column, [](double x) { return std::isnan(x); });
  if (column.empty()) return {};
  const auto [least, most] = std::minmax_element(column.begin(), column.end());
  if (*least == *most) return {};
  std::array<std::size_t, quantiles_of_grid> ranks{};
  for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i] = type1_rank(column.size(), probability_of_grid(i));
  QuantileGrid out(ranks.size());
  order_statistics(column, ranks, out);
  return out;
}

}  // namespace allot::experiment
