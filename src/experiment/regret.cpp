#include "experiment/regret.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "allot/metric.hpp"
#include "experiment/columns.hpp"
#include "statistics/estimate.hpp"
#include "statistics/regret.hpp"

namespace allot::experiment {
namespace {

constexpr std::array<std::string_view, 7> judged = {
    "online_gpu_days", "online_units", "delivered_units", "lateness_days", "delay_cost", "idle_capital", "price_decay"};

// What `none` brings beyond the other, replication by replication.
void hold_against_none(const std::vector<double>& none, const std::vector<double>& variant, Better better,
                       Regret& out) {
  std::vector<double> beyond(none.size());
  for (std::size_t r = 0; r < none.size(); ++r)
    beyond[r] = better == Better::more ? none[r] - variant[r] : variant[r] - none[r];
  const Estimate estimate = allot::estimate(beyond);
  if (estimate.count == 0) return;
  out.against_none = estimate.mean;
  out.against_none_ci95 = estimate.ci95;
}

/// Where the columns of the first variant stand in another.
using PlacesThere = std::vector<std::optional<std::size_t>>;

/// One column in all variants; empty where one of them lacks it.
std::vector<std::vector<double>> in_all(const std::vector<Judged>& variants, const std::vector<PlacesThere>& places_in,
                                        std::size_t column) {
  std::vector<std::vector<double>> out;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const auto place = places_in[i][column];
    if (!place) return {};
    out.push_back(variants[i].values[*place]);
  }
  return out;
}

}  // namespace

bool is_judged(const MetricColumn& column) {
  return column.kind == EntityKind::organisation &&
         std::find(judged.begin(), judged.end(), column.metric) != judged.end();
}

std::vector<Regret> regrets_of(const std::vector<Judged>& variants, const std::optional<Judged>& none) {
  const std::vector<MetricColumn>& columns = variants.front().columns;
  std::vector<PlacesThere> places_in;
  for (const Judged& it : variants) places_in.push_back(places(columns, it.columns));
  const PlacesThere in_none = none ? places(columns, none->columns) : PlacesThere(columns.size());
  std::vector<Regret> out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const MetricColumn& column = columns[c];
    const Better better = metric_named(column.metric)->better;
    const std::vector<std::vector<double>> choices = in_all(variants, places_in, c);
    const auto regrets = allot::regrets_of(choices, better);
    if (!regrets) continue;
    const auto is_nothing = [](const RegretParts& it) { return it.total == 0; };
    if (std::all_of(regrets->by_choice.begin(), regrets->by_choice.end(), is_nothing)) continue;
    for (std::size_t i = 0; i < variants.size(); ++i) {
      const RegretParts& parts = regrets->by_choice[i];
      Regret& it = out.emplace_back(Regret{variants[i].variant,
                                           column.entity,
                                           column.metric,
                                           variants[regrets->best].variant,
                                           parts.total,
                                           parts.information,
                                           parts.choice,
                                           parts.ci95,
                                           {},
                                           {}});
      if (in_none[c]) hold_against_none(none->values[*in_none[c]], choices[i], better, it);
    }
  }
  return out;
}

}  // namespace allot::experiment
