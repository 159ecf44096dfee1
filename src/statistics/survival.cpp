#include "statistics/survival.hpp"

#include <algorithm>
#include <cmath>

namespace allot {
namespace {

/// When something happened, or was cut off before it did. At one time what happened is first.
struct Happening {
  double at;
  bool is_cut_off;
};

StepFunction product_limit(std::vector<Happening> all) {
  std::sort(all.begin(), all.end(), [](const Happening& a, const Happening& b) {
    return a.at != b.at ? a.at < b.at : a.is_cut_off < b.is_cut_off;
  });
  StepFunction out;
  double above = 1;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].at == all[i].at && all[end].is_cut_off == all[i].is_cut_off) ++end;
    if (!all[i].is_cut_off) {
      above *= static_cast<double>(all.size() - end) / static_cast<double>(all.size() - i);
      out.steps.push_back({all[i].at, 1 - above});
    }
    i = end;
  }
  return out;
}

/// An end of a row's interval. At one value, in this order: an exact row begins, any ends, one that lies above begins.
struct End {
  double value;
  enum class Kind : unsigned char { exact_begins, ends, begins } kind;
  bool operator<(const End& other) const { return value != other.value ? value < other.value : kind < other.kind; }
};

// Intervals, by their ends, that may have weight: where one begins and the next end is one that ends.
std::vector<std::pair<End, End>> innermost(std::span<const Observation> rows) {
  std::vector<End> ends;
  for (const Observation& it : rows) {
    ends.push_back({it.low, it.is_exact() ? End::Kind::exact_begins : End::Kind::begins});
    ends.push_back({it.high, End::Kind::ends});
  }
  std::sort(ends.begin(), ends.end());
  std::vector<std::pair<End, End>> out;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i)
    if (ends[i].kind != End::Kind::ends && ends[i + 1].kind == End::Kind::ends) out.emplace_back(ends[i], ends[i + 1]);
  return out;
}

StepFunction turnbull(std::span<const Observation> rows) {
  constexpr int most_rounds = 20'000;
  const auto places = innermost(rows);
  std::vector<std::pair<std::size_t, std::size_t>> within;  // of each row, which places
  for (const Observation& row : rows) {
    const End begin{row.low, row.is_exact() ? End::Kind::exact_begins : End::Kind::begins},
        end{row.high, End::Kind::ends};
    std::size_t first = 0, last = places.size();
    while (first < last && places[first].first < begin) ++first;
    while (last > first && end < places[last - 1].second) --last;
    within.emplace_back(first, last);
  }
  std::vector<double> weights(places.size(), 1 / static_cast<double>(places.size())), next(places.size());
  for (int round = 0; round < most_rounds; ++round) {
    std::fill(next.begin(), next.end(), 0);
    for (const auto& [first, last] : within) {
      double sum = 0;
      for (std::size_t i = first; i < last; ++i) sum += weights[i];
      for (std::size_t i = first; i < last; ++i) next[i] += weights[i] / sum / static_cast<double>(rows.size());
    }
    double change = 0;
    for (std::size_t i = 0; i < next.size(); ++i) change = std::max(change, std::abs(next[i] - weights[i]));
    weights.swap(next);
    if (change < 1e-12) break;
  }
  StepFunction out;
  double below = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (std::isfinite(places[i].second.value) && weights[i] > 1e-12)
      out.steps.push_back({places[i].second.value, below += weights[i]});
  return out;
}

}  // namespace

// A few units in the last place are forgiven.
std::optional<double> StepFunction::quantile(double share) const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const Step& it) { return it.share >= share * (1 - 1e-12); });
  return found == steps.end() ? std::nullopt : std::optional(found->value);
}

double StepFunction::at(double value) const {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), value, [](double x, const Step& it) { return x < it.value; });
  return after == steps.begin() ? 0 : std::prev(after)->share;
}

StepFunction observed_distribution(std::span<const Observation> rows) {
  std::vector<Happening> all;
  for (const Observation& it : rows) {
    if (!it.is_exact() && !it.is_open()) return turnbull(rows);
    all.push_back({it.low, it.is_open()});
  }
  return product_limit(std::move(all));
}

StepFunction open_end_distribution(std::span<const Observation> rows) {
  std::vector<Happening> all;
  for (const Observation& it : rows) all.push_back({it.low, !it.is_open()});
  return product_limit(std::move(all));
}

}  // namespace allot
