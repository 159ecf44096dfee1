#include "statistics/goodness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "random/families.hpp"
#include "random/key.hpp"
#include "statistics/likelihood.hpp"
#include "statistics/survival.hpp"

namespace allot {
namespace {

// Of a distance: what one search for the likeliest parameters leaves beside another. Of one row all are the same.
constexpr double left_by_search = 1e-6;

// An open end that comes later than `at`; infinite where the rows do not say that there is any.
double open_end_after(const StepFunction& ends, double at, double u) {
  const double before = ends.at(at);
  return ends.quantile(before + u * (1 - before)).value_or(std::numeric_limits<double>::infinity());
}

// What a draw from the fit looks like to someone who stopped looking when this row's end came.
std::vector<Observation> drawn_rows(std::span<const Observation> rows, const Distribution& fitted,
                                    const StepFunction& ends, std::uint64_t seed, std::size_t sample) {
  constexpr std::uint64_t lengths = hash_name("fit/length"), open_ends = hash_name("fit/open_end");
  std::vector<Observation> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double length = inverse(fitted, draw(seed, sample, lengths, i));
    const double end =
        rows[i].is_open() ? rows[i].low : open_end_after(ends, rows[i].low, draw(seed, sample, open_ends, i));
    if (length <= end)
      out.push_back({length, length});
    else
      out.push_back({end, std::numeric_limits<double>::infinity()});
  }
  return out;
}

}  // namespace

double distance_from_rows(std::span<const Observation> rows, const Distribution& fitted) {
  double most = 0, before = 0;
  for (const auto& [value, share] : observed_distribution(rows).steps) {
    const double below = mass(fitted, value).below;
    most = std::max({most, std::abs(share - below), std::abs(before - below)});
    before = share;
  }
  return most;
}

double p_value_of_distance(std::span<const Observation> rows, const Distribution& fitted, double distance,
                           std::size_t samples, std::uint64_t seed) {
  std::vector<Observation> sorted(rows.begin(), rows.end());
  std::sort(sorted.begin(), sorted.end(), [](const Observation& a, const Observation& b) {
    return a.low != b.low ? a.low < b.low : a.high < b.high;
  });
  const StepFunction ends = open_end_distribution(sorted);
  const double as_far_at_least = distance * (1 - left_by_search);
  std::size_t as_far = 0, fits = 0;
  for (std::size_t i = 0; i < samples; ++i) {
    const std::vector<Observation> drawn = drawn_rows(sorted, fitted, ends, seed, i);
    const Maximum top = likeliest(sample_of(drawn), fitted.family, spot_of(fitted));
    if (!top.is_found) continue;
    ++fits;
    as_far += distance_from_rows(drawn, distribution_at(fitted.family, top.at)) >= as_far_at_least ? 1 : 0;
  }
  return static_cast<double>(1 + as_far) / static_cast<double>(1 + fits);
}

}  // namespace allot
