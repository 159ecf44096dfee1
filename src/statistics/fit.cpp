#include "allot/fit.hpp"

#include <algorithm>
#include <cmath>

#include "allot/experiment.hpp"
#include "base/elementary.hpp"
#include "random/families.hpp"
#include "random/special.hpp"
#include "statistics/goodness.hpp"
#include "statistics/likelihood.hpp"
#include "statistics/profile.hpp"
#include "statistics/survival.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

constexpr std::size_t most_quantiles = 99;

FittedFamily fitted_family(const Sample& sample, Family family, const Maximum& top, std::size_t rows) {
  FittedFamily out;
  out.distribution = distribution_at(family, top.at);
  out.log_likelihood = top.value;
  const double free = coordinates_of(family);
  out.aic = 2 * free - 2 * top.value;
  out.bic = free * elementary::log(static_cast<double>(rows)) - 2 * top.value;
  const Profile profile(sample, family, top);
  out.parameters = profile.parameters();
  out.mean = profile.mean();
  out.median = profile.quantile(0.5);
  out.p90 = profile.quantile(0.9);
  return out;
}

void add_family(Fit& fit, const Sample& sample, Family family) {
  if (std::string why = reason_against(sample, family); !why.empty())
    return fit.left_out.push_back({family, std::move(why)});
  const Maximum top = likeliest(sample, family);
  if (!top.is_found)
    return fit.left_out.push_back({family, "no parameters make the rows likeliest: the more extreme, the likelier"});
  fit.families.push_back(fitted_family(sample, family, top, fit.rows));
}

std::size_t samples_for(std::size_t rows, std::size_t asked) {
  constexpr std::size_t most_rows = 100'000, most_drawn = 2'000'000, least = 19;
  if (rows == 0 || rows > most_rows) return 0;
  return std::min(asked, std::max(least, most_drawn / rows));
}

void add_goodness(Fit& fit, std::span<const Observation> rows, const FitRequest& request) {
  constexpr double no_candidate = 10;  // of AIC: Burnham, Anderson (2002), Model Selection, section 2.6
  if (fit.between > 0) return;
  fit.samples = samples_for(fit.rows, request.samples);
  for (FittedFamily& it : fit.families) {
    it.distance = distance_from_rows(rows, it.distribution);
    if (fit.samples > 0 && it.aic - fit.families.front().aic <= no_candidate)
      it.p_value = p_value_of_distance(rows, it.distribution, *it.distance, fit.samples, request.seed);
  }
}

// At the middles of equal shares, as far as the rows reach.
void add_quantiles(Fit& fit, const StepFunction& observed) {
  const std::size_t count = std::min(fit.rows, most_quantiles);
  for (std::size_t i = 0; i < count && !fit.families.empty(); ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    if (const auto value = observed.quantile(share))
      fit.quantiles.push_back({share, *value, inverse(fit.families.front().distribution, share)});
  }
}

std::optional<DroppedFit> dropped_fit(const Fit& fit, std::span<const Observation> rows) {
  if (fit.open == 0 || fit.families.empty()) return std::nullopt;
  std::vector<Observation> closed;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(closed),
               [](const Observation& it) { return !it.is_open(); });
  const Sample sample = sample_of(closed);
  const Family family = fit.families.front().distribution.family;
  if (!reason_against(sample, family).empty()) return std::nullopt;
  const Maximum top = likeliest(sample, family);
  if (!top.is_found) return std::nullopt;
  const Distribution without = distribution_at(family, top.at);
  return DroppedFit{mean(without), inverse(without, 0.5), inverse(without, 0.9)};
}

Fit counted_rows(std::span<const Observation> rows) {
  Fit out;
  out.rows = rows.size();
  for (const Observation& it : rows) ++(it.is_exact() ? out.exact : it.is_open() ? out.open : out.between);
  return out;
}

std::optional<std::string> reason_against_all(const Fit& fit, std::span<const Observation> rows) {
  if (fit.rows == 0) return "there are no rows";
  if (fit.open == fit.rows) return "all rows are open: nothing has been delivered, and nothing says how long it takes";
  const bool is_zero = std::all_of(rows.begin(), rows.end(), [](const Observation& it) { return it.high == 0; });
  if (is_zero) return "all rows say 0";
  const bool is_one = fit.rows > 1 && fit.exact == fit.rows &&
                      std::all_of(rows.begin(), rows.end(), [&](const auto& it) { return it == rows.front(); });
  if (is_one) return "all rows say the same: write that value, no distribution";
  return std::nullopt;
}

Fit fit_of(std::span<const Observation> rows, const FitRequest& request) {
  Fit out = counted_rows(rows);
  if (reason_against_all(out, rows)) return out;
  const Sample sample = sample_of(rows);
  for (const Family family : request.families) add_family(out, sample, family);
  std::stable_sort(out.families.begin(), out.families.end(),
                   [](const FittedFamily& a, const FittedFamily& b) { return a.aic < b.aic; });
  add_goodness(out, rows, request);
  const StepFunction observed = observed_distribution(rows);
  out.observed_median = observed.quantile(0.5);
  out.observed_p90 = observed.quantile(0.9);
  add_quantiles(out, observed);
  out.dropped = dropped_fit(out, rows);
  return out;
}

std::string families_against(const Fit& fit, const std::string& why) {
  std::string text;
  for (const FamilyLeftOut& it : fit.left_out)
    if (it.why == why) text += (text.empty() ? "" : ", ") + name_of(it.family);
  return text + ": " + why;
}

// Each once, with the families that it is said of.
std::string reasons_of(const Fit& fit) {
  std::string text;
  for (const FamilyLeftOut& it : fit.left_out)
    if (const std::string said = families_against(fit, it.why); text.find(said) == std::string::npos)
      text += (text.empty() ? "" : "; ") + said;
  return text;
}

double likelihood_of(const Fit& fit, Family family) {
  for (const FittedFamily& it : fit.families)
    if (it.distribution.family == family) return it.log_likelihood;
  return std::nan("");
}

// Groups in which the family cannot be fitted are in neither of the two that are compared.
std::optional<GroupTest> test_of(const Fits& fits, std::span<const ObservedGroup> groups) {
  const Family family = fits.all.families.front().distribution.family;
  GroupTest out{family, 0, 0, 0, 1};
  std::vector<Observation> together;
  double apart = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const double own = likelihood_of(fits.groups[i], family);
    if (std::isnan(own)) continue;
    ++out.groups;
    apart += own;
    together.insert(together.end(), groups[i].rows.begin(), groups[i].rows.end());
  }
  if (out.groups < 2) return std::nullopt;
  const Maximum one = likeliest(sample_of(together), family);
  if (!one.is_found) return std::nullopt;
  out.statistic = std::max(0.0, 2 * (apart - one.value));
  out.freedom = static_cast<double>(out.groups - 1) * coordinates_of(family);
  out.p_value = gamma_mass(out.freedom / 2, out.statistic / 2).above;
  return out;
}

}  // namespace

std::vector<Family> FitRequest::fit_families() {
  return {Family::exponential, Family::lognormal, Family::gamma, Family::weibull, Family::normal};
}

Fits fit(std::span<const Observation> rows, std::span<const ObservedGroup> groups, const FitRequest& request) {
  Fits out;
  out.request = request;
  if (auto why = reason_against_all(counted_rows(rows), rows)) throw RequestError("fit: " + *why);
  out.all = fit_of(rows, request);
  if (out.all.families.empty()) throw RequestError("fit: none of the families can be fitted: " + reasons_of(out.all));
  for (const ObservedGroup& group : groups) {
    out.groups.push_back(fit_of(group.rows, request));
    out.groups.back().group = group.name;
  }
  out.test = test_of(out, groups);
  return out;
}

}  // namespace allot
