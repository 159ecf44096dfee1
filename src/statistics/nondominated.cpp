#include "statistics/nondominated.hpp"

#include "base/contract.hpp"

namespace allot {
namespace {

using Values = std::vector<std::vector<std::vector<double>>>;

std::vector<std::vector<double>> resampled_sums(const Values& values, std::span<const std::size_t> rows) {
  std::vector<std::vector<double>> out;
  for (const auto& system : values) {
    std::vector<double>& sums = out.emplace_back();
    for (const auto& criterion : system) {
      double sum = 0;
      for (const std::size_t row : rows) sum += criterion[row];
      sums.push_back(sum);
    }
  }
  return out;
}

}  // namespace

bool dominates(std::span<const double> one, std::span<const double> other) {
  bool is_better = false;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i] < other[i]) return false;
    is_better = is_better || one[i] > other[i];
  }
  return is_better;
}

Nondominated nondominated(const Values& values, std::size_t resamples, const DrawRows& draw) {
  const std::size_t systems = values.size();
  expects(systems > 0 && !values.front().empty() && !values.front().front().empty(), "something to resample");
  std::vector<std::size_t> rows(values.front().front().size()), free(systems);
  std::vector<std::vector<std::size_t>> beats(systems, std::vector<std::size_t>(systems));
  for (std::size_t resample = 0; resample < resamples; ++resample) {
    draw(resample, rows);
    const auto sums = resampled_sums(values, rows);
    for (std::size_t i = 0; i < systems; ++i) {
      bool is_free = true;
      for (std::size_t l = 0; l < systems; ++l) {
        if (!dominates(sums[l], sums[i])) continue;
        ++beats[l][i];
        is_free = false;
      }
      free[i] += is_free;
    }
  }
  Nondominated out;
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(resamples); };
  for (std::size_t i = 0; i < systems; ++i) {
    out.probability.push_back(share(free[i]));
    std::vector<double>& own = out.beats.emplace_back();
    for (const std::size_t count : beats[i]) own.push_back(share(count));
  }
  return out;
}

}  // namespace allot
