#include "experiment/sensitivity_findings.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "statistics/elementary_effects.hpp"
#include "statistics/quotient.hpp"
#include "statistics/shapley_effects.hpp"
#include "statistics/sobol_indices.hpp"

namespace allot::experiment {
namespace {

using Column = SensitivityColumns::Column;

constexpr PointEstimate none_of_it{0, Interval{0, 0}}, all_of_it{1, Interval{1, 1}};

// A share is none below 0, and the first-order index is none above what the total can be.
PointEstimate cut(PointEstimate it, double most = 1) {
  it.value = std::clamp(it.value, 0.0, most);
  if (it.ci95) it.ci95 = {std::clamp(it.ci95->low, 0.0, most), std::clamp(it.ci95->high, 0.0, most)};
  return it;
}

PointEstimate rest_of(PointEstimate it) {
  it.value = 1 - it.value;
  if (it.ci95) it.ci95 = {1 - it.ci95->high, 1 - it.ci95->low};
  return it;
}

double half_width(const PointEstimate& it) {
  return it.ci95 ? (it.ci95->high - it.ci95->low) / 2 : std::numeric_limits<double>::infinity();
}

/// Judges intervals, and remembers how far the widest is from narrow enough.
class Convergence {
 public:
  bool is_reached(const PointEstimate& it, double limit) {
    const double times = half_width(it) / limit;
    most_ = std::max(most_, times);
    return times <= 1;
  }
  /// A share that cannot be: all below 0, or more than all.
  bool is_possible(const PointEstimate& it) {
    const bool is_out = it.ci95 && (it.ci95->high < 0 || it.ci95->low > 1);
    if (is_out) most_ = std::max(most_, 2.0);
    return !is_out;
  }
  /// The base sample whose intervals would probably do: they narrow with its square root.
  std::optional<std::size_t> enough(std::size_t base, std::size_t blocks) const {
    if (!(most_ > 1) || !std::isfinite(most_)) return std::nullopt;
    const double rows = static_cast<double>(base) * most_ * most_ / static_cast<double>(blocks);
    return rows < 1e12 ? std::optional(std::bit_ceil(static_cast<std::size_t>(std::ceil(rows))) * blocks)
                       : std::nullopt;
  }

 private:
  double most_ = 0;
};

/// What one metric comes to, method by method.
class Findings {
 public:
  Findings(const SensitivityColumns& columns, const SensitivityPaths& paths, const Sensitivity& found)
      : columns_(columns), paths_(paths), found_(found) {}

  MetricSensitivity of(const std::string& metric) {
    out_.metric = metric;
    if (add_spread()) {
      if (!columns_.swapped.empty()) add_indices();
      if (!paths_.orders.empty()) add_shapley();
      if (paths_.walks) add_walks();
      add_swings();
    }
    out_.enough = convergence_.enough(found_.base, found_.blocks);
    return std::move(out_);
  }

 private:
  bool add_spread() {
    PickFreeze sample{columns_.a, columns_.b, {}};
    for (const Column& it : columns_.other_course) sample.swapped.emplace_back(it);
    const SobolIndices indices = sobol_indices(sample, found_.blocks);
    out_.mean = indices.mean;
    out_.sd = std::sqrt(indices.variance);
    out_.left_out = indices.left_out;
    if (!(indices.variance > 0)) return false;
    VarianceShares shares{all_of_it, none_of_it, none_of_it, true};
    if (found_.has_course && found_.inputs.empty()) std::swap(shares.nobody_knows, shares.course);
    if (!indices.total.empty() && !found_.inputs.empty()) {
      const PointEstimate known[] = {rest_of(indices.total[0]), indices.first[0], indices.shared[0]};
      for (const PointEstimate& it : known)
        shares.is_converged =
            convergence_.is_reached(it, sensitivity_limit) && convergence_.is_possible(it) && shares.is_converged;
      shares.nobody_knows = cut(known[0]);
      shares.course = cut(known[1]);
      shares.both = cut(known[2]);
    }
    out_.shares = shares;
    return true;
  }

  void add(std::size_t factor, SensitivityMethod method, const char* measure, const PointEstimate& it) {
    const bool is_converged = convergence_.is_possible(it) && convergence_.is_reached(it, sensitivity_limit);
    out_.measures.push_back({factor, method, measure, cut(it), is_converged});
  }

  void add_indices() {
    PickFreeze sample{columns_.a, columns_.b, {}};
    for (const Column& it : columns_.swapped) sample.swapped.emplace_back(it);
    for (const Column& it : columns_.other_course) sample.swapped.emplace_back(it);
    const SobolIndices indices = sobol_indices(sample, found_.blocks);
    out_.left_out = std::max(out_.left_out, indices.left_out);
    out_.sum_of_first = indices.sum_of_first;
    const bool is_sum_possible = convergence_.is_possible(indices.sum_of_first);
    for (std::size_t i = 0; i < indices.first.size(); ++i) {
      add(i, SensitivityMethod::sobol, "first_order", indices.first[i]);
      out_.measures.back().is_converged &= is_sum_possible;
      if (const auto& total = indices.total[i].ci95)
        out_.measures.back().estimate = cut(indices.first[i], std::clamp(total->high, 0.0, 1.0));
      add(i, SensitivityMethod::sobol, "total", indices.total[i]);
    }
  }

  void add_shapley() {
    RedrawnInTurn sample{{columns_.a}, paths_.orders};
    for (const Column& it : columns_.redrawn) sample.steps.emplace_back(it);
    sample.steps.emplace_back(columns_.b);
    const auto shapley = shapley_effects(sample, found_.blocks);
    if (!shapley) return;
    out_.left_out = std::max(out_.left_out, shapley->left_out);
    for (std::size_t i = 0; i < shapley->effects.size(); ++i)
      add(i, SensitivityMethod::shapley, "shapley", shapley->effects[i]);
  }

  // Walks of which any step is no number are left out of that factor's effects alone.
  void add_walks() {
    const std::size_t factors = columns_.walks.size() - 1, walks = columns_.a.size();
    std::vector<Column> effects(factors, Column(walks));
    std::vector<double> values(columns_.walks.size());
    for (std::size_t walk = 0; walk < walks; ++walk) {
      for (std::size_t step = 0; step < values.size(); ++step) values[step] = columns_.walks[step][walk];
      const std::vector<double> own = effects_along((*paths_.walks)[walk], values);
      for (std::size_t i = 0; i < factors; ++i) effects[i][walk] = own[i];
    }
    std::vector<ElementaryEffects> all;
    double largest = 0;
    for (const Column& it : effects) {
      all.push_back(elementary_effects(it));
      if (std::isfinite(all.back().mu_star.value)) largest = std::max(largest, all.back().mu_star.value);
    }
    for (std::size_t i = 0; i < factors; ++i) {
      const bool is_converged = largest == 0 || convergence_.is_reached(all[i].mu_star, swing_limit * largest);
      const auto put = [&](const char* measure, const PointEstimate& it) {
        out_.measures.push_back({i, SensitivityMethod::morris, measure, it, is_converged});
      };
      put("mu_star", all[i].mu_star);
      put("mu", all[i].mu);
      put("sigma", {all[i].sigma, std::nullopt});
    }
  }

  struct Terms {
    std::vector<double> low, high, difference, count;  ///< sums by block
  };
  Terms terms_of(const Column& low, const Column& high) const {
    const std::vector<double> zeros(found_.blocks, 0);
    Terms out{zeros, zeros, zeros, zeros};
    for (std::size_t row = 0; row < low.size(); ++row) {
      if (!std::isfinite(low[row]) || !std::isfinite(high[row])) continue;
      const std::size_t block = block_of(row, low.size(), found_.blocks);
      out.low[block] += low[row];
      out.high[block] += high[row];
      out.difference[block] += high[row] - low[row];
      out.count[block] += 1;
    }
    return out;
  }

  void add_swings() {
    for (std::size_t i = 0; i + 1 < columns_.levels.size(); i += 2) {
      const Terms terms = terms_of(columns_.levels[i], columns_.levels[i + 1]);
      const auto mean = [&](const std::vector<double>& sums) { return quotient_of_sums(sums, terms.count); };
      out_.swings.push_back({i / 2, mean(terms.low).value, mean(terms.high).value, mean(terms.difference), true});
    }
    const auto size = [](const Swing& it) { return std::abs(it.swing.value); };
    std::ranges::stable_sort(out_.swings, [&](const Swing& a, const Swing& b) { return size(a) > size(b); });
    if (out_.swings.empty() || !(size(out_.swings.front()) > 0)) return;
    for (Swing& it : out_.swings)
      it.is_converged = convergence_.is_reached(it.swing, swing_limit * size(out_.swings.front()));
  }

  const SensitivityColumns& columns_;
  const SensitivityPaths& paths_;
  const Sensitivity& found_;
  Convergence convergence_;
  MetricSensitivity out_;
};

}  // namespace

MetricSensitivity findings_of(const std::string& metric, const SensitivityColumns& columns,
                              const SensitivityPaths& paths, const Sensitivity& found) {
  return Findings(columns, paths, found).of(metric);
}

}  // namespace allot::experiment
