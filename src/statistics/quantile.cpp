#include "statistics/quantile.hpp"

#include <algorithm>
#include <array>

#include "base/contract.hpp"

namespace allot {
namespace {

/// `values` are those of ranks `before` + 1 and on.
void select(std::span<double> values, std::size_t before, std::span<const std::size_t> ranks, std::span<double> found) {
  if (ranks.empty()) return;
  const std::size_t middle = ranks.size() / 2, place = ranks[middle] - 1 - before;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(place), values.end());
  found[middle] = values[place];

  const auto same = [&](std::size_t i) { return ranks[i] == ranks[middle]; };
  std::size_t first = middle, last = middle + 1;
  while (first > 0 && same(first - 1)) found[--first] = found[middle];
  while (last < ranks.size() && same(last)) found[last++] = found[middle];
  select(values.first(place), before, ranks.first(first), found.first(first));
  select(values.subspan(place + 1), before + place + 1, ranks.subspan(last), found.subspan(last));
}

}  // namespace

void order_statistics(std::span<double> values, std::span<const std::size_t> ranks, std::span<double> found) {
  expects(ranks.size() == found.size(), "one place for each rank");
  expects(std::is_sorted(ranks.begin(), ranks.end()), "ranks ascend");
  expects(ranks.empty() || (ranks.front() >= 1 && ranks.back() <= values.size()), "ranks lie in the sample");
  select(values, 0, ranks, found);
}

void type1_quantiles(std::span<double> values, std::span<const double> shares, std::span<double> quantiles) {
  std::array<std::size_t, 16> ranks{};
  expects(shares.size() <= ranks.size() && shares.size() == quantiles.size(), "at most 16 quantiles at a time");
  const auto last = std::partition(values.begin(), values.end(), [](double x) { return !std::isnan(x); });
  const auto count = static_cast<std::size_t>(last - values.begin());
  if (count == 0) {
    std::fill(quantiles.begin(), quantiles.end(), std::numeric_limits<double>::quiet_NaN());
    return;
  }
  for (std::size_t i = 0; i < shares.size(); ++i) ranks[i] = type1_rank(count, shares[i]);
  order_statistics(values.first(count), std::span(ranks).first(shares.size()), quantiles);
}

}  // namespace allot
