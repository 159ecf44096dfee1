#include "metrics/price_path.hpp"

#include <algorithm>

#include "engine/policy.hpp"

namespace allot::metrics {
namespace {

double passed(Time from, Time until) { return static_cast<double>(until - from); }

}  // namespace

PricePath::PricePath(const model::Model& model, const model::Price& price, std::span<const double> draws) {
  if (price.curve == model::none) {
    points_ = {{0, engine::value(price.money, draws)}};
  } else {
    const model::PriceCurve& curve = model.curves[model::at(price.curve)];
    const double scale = engine::value(curve.scale, draws);
    for (const auto& [when, money] : curve.points) points_.emplace_back(when, money * scale);
  }
  sums_.push_back(0);
  for (std::size_t i = 1; i < points_.size(); ++i)
    sums_.push_back(sums_.back() +
                    passed(points_[i - 1].first, points_[i].first) * (points_[i - 1].second + points_[i].second) / 2);
}

double PricePath::at(Time when) const {
  const auto after = std::upper_bound(points_.begin(), points_.end(), when,
                                      [](Time time, const auto& point) { return time < point.first; });
  if (after == points_.begin()) return points_.front().second;
  if (after == points_.end()) return points_.back().second;
  const auto& before = *(after - 1);
  return before.second +
         passed(before.first, when) / passed(before.first, after->first) * (after->second - before.second);
}

double PricePath::sum_to(Time when) const {
  if (when <= points_.front().first) return passed(points_.front().first, when) * points_.front().second;
  const auto after = std::upper_bound(points_.begin(), points_.end(), when,
                                      [](Time time, const auto& point) { return time < point.first; });
  const auto before = static_cast<std::size_t>(after - points_.begin()) - 1;
  return sums_[before] + passed(points_[before].first, when) * (points_[before].second + at(when)) / 2;
}

}  // namespace allot::metrics
