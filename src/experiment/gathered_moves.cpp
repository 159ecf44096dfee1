#include "experiment/gathered_moves.hpp"

#include <algorithm>

#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"

namespace allot::experiment {

using model::at;

CompletionDates::CompletionDates(std::vector<Time> dates, Date start) : dates_(std::move(dates)), start_(start) {
  std::sort(dates_.begin(), dates_.end());
}

std::optional<Date> CompletionDates::quantile(double probability) {
  const auto found = quantile_of_dates(dates_, probability);
  std::sort(dates_.begin(), dates_.end());
  return found ? std::optional<Date>(start_ + *found) : std::nullopt;
}

std::optional<Date> CompletionDates::of_rank(std::size_t rank) const {
  if (rank == 0 || rank > dates_.size() || dates_[rank - 1] == never) return std::nullopt;
  return start_ + dates_[rank - 1];
}

double CompletionDates::share() const {
  const auto kept = std::count_if(dates_.begin(), dates_.end(), [](Time when) { return when != never; });
  return static_cast<double>(kept) / static_cast<double>(dates_.size());
}

GatheredMoves::GatheredMoves(const Moves& moves, const model::Model& model, double probability)
    : moves_(moves), model_(model), probability_(probability) {
  for (std::size_t r = 0; r < moves.shifts.size(); ++r)
    for (const Moved& it : moves.shifts[r].moved) by_subject_[it.subject].emplace_back(r, &it);
}

std::vector<Displacement> GatheredMoves::organisations() const {
  std::vector<Displacement> out;
  for (std::size_t o = 0; o < model_.organisations.size(); ++o) {
    out.push_back(displacement(model_.orders.size() + o));
    out.back().organisation = model_.organisations[o].id;
  }
  return out;
}

std::vector<Displacement> GatheredMoves::orders() const {
  std::vector<Displacement> out;
  for (const auto& [subject, moved] : by_subject_) {
    if (subject >= model_.orders.size()) break;
    out.push_back(displacement(subject));
    out.back().order = model_.order_ids[subject];
    out.back().organisation = model_.organisations[at(model_.terms_of(model_.orders[subject]).owner)].id;
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Displacement& a, const Displacement& b) { return a.gpu_days.mean < b.gpu_days.mean; });
  return out;
}

Displacement GatheredMoves::displacement(std::size_t subject) const {
  const std::size_t count = moves_.shifts.size();
  std::vector<double> units(count, 0), days(count, 0), behind(count, 0), later(count, 0);
  std::vector<Time> without;
  for (const auto& complete : moves_.complete_without) without.push_back(complete[subject]);
  std::vector<Time> with = without;
  if (const auto found = by_subject_.find(subject); found != by_subject_.end())
    for (const auto& [r, moved] : found->second) {
      units[r] = static_cast<double>(moved->units);
      days[r] = static_cast<double>(moved->unit_seconds) / day;
      behind[r] = static_cast<double>(moved->behind);
      with[r] = moved->complete;
      later[r] = static_cast<double>(std::min(with[r], model_.end) - std::min(without[r], model_.end)) / day;
    }
  Displacement out;
  out.units = estimate(units);
  out.gpu_days = estimate(days);
  out.behind = estimate(behind);
  out.days = estimate(later);
  out.date_without = CompletionDates(std::move(without), model_.start).quantile(probability_);
  out.date_with = CompletionDates(std::move(with), model_.start).quantile(probability_);
  return out;
}

}  // namespace allot::experiment
