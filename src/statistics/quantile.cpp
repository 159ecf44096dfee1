#include "statistics/quantile.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

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

constexpr std::size_t most_buckets = 1024, few = 48;

/// Values in buckets of equal width: which one a value is in never falls as values rise, rounding included.
class Buckets {
 public:
  Buckets(std::span<const double> values, double least, double most)
      : least_(least), count_(std::min(most_buckets, std::bit_ceil(values.size()))) {
    per_width_ = static_cast<double>(count_) * (1 - std::numeric_limits<double>::epsilon()) / (most - least);
    for (const double it : values) ++sizes_[of(it)];
  }

  std::size_t of(double value) const { return static_cast<std::size_t>((value - least_) * per_width_); }
  std::size_t count() const { return count_; }
  std::size_t size(std::size_t bucket) const { return sizes_[bucket]; }

 private:
  double least_, per_width_ = 0;
  std::size_t count_;
  std::array<std::uint32_t, most_buckets> sizes_{};
};

/// A bucket in which ranks lie: where its values are gathered, and how many stand before them in order.
struct Wanted {
  std::size_t bucket, at, before;
};

// Ranks lie in few buckets; only what is in those is looked at closely.
void select_in_buckets(std::span<double> values, const Buckets& buckets, std::span<const std::size_t> ranks,
                       std::span<double> found) {
  std::vector<Wanted> wanted;
  std::array<std::uint16_t, most_buckets> place_of{};  // in `wanted`, from 1
  std::size_t before = 0, gathered = 0;
  for (std::size_t bucket = 0, rank = 0; rank < ranks.size(); before += buckets.size(bucket++)) {
    const std::size_t first = rank, end = before + buckets.size(bucket);
    while (rank < ranks.size() && ranks[rank] <= end) ++rank;
    if (rank == first) continue;
    wanted.push_back({bucket, gathered, before});
    place_of[bucket] = static_cast<std::uint16_t>(wanted.size());
    gathered += buckets.size(bucket);
  }
  std::vector<double> near(gathered);
  std::vector<std::size_t> next;
  for (const Wanted& it : wanted) next.push_back(it.at);
  for (const double it : values)
    if (const std::uint16_t place = place_of[buckets.of(it)]) near[next[place - 1u]++] = it;
  for (std::size_t first = 0, k = 0; k < wanted.size(); ++k) {
    const auto& [bucket, at, its_before] = wanted[k];
    std::size_t last = first;
    while (last < ranks.size() && ranks[last] <= its_before + buckets.size(bucket)) ++last;
    select(std::span(near).subspan(at, buckets.size(bucket)), its_before, ranks.subspan(first, last - first),
           found.subspan(first, last - first));
    first = last;
  }
}

}  // namespace

void order_statistics(std::span<double> values, std::span<const std::size_t> ranks, std::span<double> found) {
  expects(ranks.size() == found.size(), "one place for each rank");
  expects(std::is_sorted(ranks.begin(), ranks.end()), "ranks ascend");
  expects(ranks.empty() || (ranks.front() >= 1 && ranks.back() <= values.size()), "ranks lie in the sample");
  if (values.size() <= few || ranks.empty()) return select(values, 0, ranks, found);
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (*least == *most) return std::fill(found.begin(), found.end(), *least);
  if (const double width = *most - *least; width < 1e-290 || !std::isfinite(width))
    return select(values, 0, ranks, found);
  select_in_buckets(values, Buckets(values, *least, *most), ranks, found);
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
