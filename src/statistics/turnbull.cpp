#include "statistics/turnbull.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "statistics/likelihood.hpp"

namespace allot {
namespace {

/// An end of a row's interval. At one value, in this order: an exact row begins, any ends, one that lies above begins.
struct End {
  double value;
  enum class Kind : unsigned char { exact_begins, ends, begins } kind;
  bool operator<(const End& other) const { return value != other.value ? value < other.value : kind < other.kind; }
};

End beginning_of(const Observation& row) {
  return {row.low, row.is_exact() ? End::Kind::exact_begins : End::Kind::begins};
}

End ending_of(const Observation& row) { return {row.high, End::Kind::ends}; }

/// An interval that may have weight, by its ends: where one row begins and the next end is one that ends.
using Innermost = std::pair<End, End>;

std::vector<Innermost> innermost_of(const Sample& sample) {
  std::vector<End> ends;
  for (const CountedRow& it : sample) {
    ends.push_back(beginning_of(it.row));
    ends.push_back(ending_of(it.row));
  }
  std::sort(ends.begin(), ends.end());
  std::vector<Innermost> out;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i)
    if (ends[i].kind != End::Kind::ends && ends[i + 1].kind == End::Kind::ends) out.emplace_back(ends[i], ends[i + 1]);
  return out;
}

/// Which places a row may lie in, from the first to before the last, and its part of all rows.
struct Reach {
  std::size_t first, last;
  double part;
};

std::vector<Reach> reaches_of(const Sample& sample, const std::vector<Innermost>& places, double rows) {
  std::vector<Reach> out;
  for (const CountedRow& it : sample) {
    const auto first = std::partition_point(places.begin(), places.end(),
                                            [&](const Innermost& place) { return place.first < beginning_of(it.row); });
    const auto last = std::partition_point(first, places.end(),
                                           [&](const Innermost& place) { return !(ending_of(it.row) < place.second); });
    out.push_back({static_cast<std::size_t>(first - places.begin()), static_cast<std::size_t>(last - places.begin()),
                   it.count / rows});
  }
  return out;
}

// By how much each weight has to grow to be what rows expect of it; sums over stretches are differences of running ones.
void set_growths(std::span<const double> weights, std::span<const Reach> reaches, std::vector<double>& running,
                 std::vector<double>& growths) {
  running.assign(1, 0);
  for (const double it : weights) running.push_back(running.back() + it);
  growths.assign(weights.size() + 1, 0);
  for (const Reach& it : reaches) {
    const double pull = it.part / (running[it.last] - running[it.first]);
    growths[it.first] += pull;
    growths[it.last] -= pull;
  }
  for (std::size_t i = 1; i < growths.size(); ++i) growths[i] += growths[i - 1];
}

std::vector<double> likeliest_weights(std::size_t places, std::span<const Reach> reaches) {
  constexpr int most_rounds = 20'000;
  constexpr double close_enough = 1e-6;
  std::vector<double> weights(places, 1 / static_cast<double>(places)), running, growths;
  for (int round = 0; round < most_rounds; ++round) {
    set_growths(weights, reaches, running, growths);
    double most = 0;
    for (std::size_t i = 0; i < places; ++i) {
      weights[i] *= growths[i];
      most = std::max(most, growths[i]);
    }
    if (most < 1 + close_enough) break;
  }
  return weights;
}

}  // namespace

StepFunction turnbull_distribution(std::span<const Observation> rows) {
  constexpr double nothing = 1e-12;
  const Sample sample = sample_of(rows);
  const std::vector<Innermost> places = innermost_of(sample);
  const std::vector<double> weights =
      likeliest_weights(places.size(), reaches_of(sample, places, static_cast<double>(rows.size())));
  StepFunction out;
  double below = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (std::isfinite(places[i].second.value) && weights[i] > nothing)
      out.steps.push_back({places[i].second.value, below += weights[i]});
  return out;
}

}  // namespace allot
