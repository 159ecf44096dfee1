#include "statistics/sobol_indices.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "statistics/quotient.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

std::vector<std::size_t> whole_rows(const PickFreeze& sample) {
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < sample.a.size(); ++row) {
    const bool is_whole = std::isfinite(sample.a[row]) && std::isfinite(sample.b[row]) &&
                          std::all_of(sample.swapped.begin(), sample.swapped.end(),
                                      [row](std::span<const double> it) { return std::isfinite(it[row]); });
    if (is_whole) out.push_back(row);
  }
  return out;
}

/// Sums of terms over the rows of each block.
class BlockSums {
 public:
  BlockSums(const std::vector<std::size_t>& rows, std::size_t all_rows, std::size_t blocks)
      : rows_(rows), all_rows_(all_rows), blocks_(blocks) {}

  template <class Term>
  std::vector<double> operator()(const Term& term) const {
    std::vector<CompensatedSum> sums(blocks_);
    for (const std::size_t row : rows_) sums[block_of(row, all_rows_, blocks_)].add(term(row));
    std::vector<double> out;
    for (const CompensatedSum& it : sums) out.push_back(it.value());
    return out;
  }

 private:
  const std::vector<std::size_t>& rows_;
  std::size_t all_rows_, blocks_;
};

std::vector<double> less(std::vector<double> one, const std::vector<double>& other) {
  for (std::size_t i = 0; i < one.size(); ++i) one[i] -= other[i];
  return one;
}

void add_to(std::vector<double>& sums, const std::vector<double>& terms) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += terms[i];
}

}  // namespace

std::optional<SobolIndices> sobol_indices(const PickFreeze& sample, std::size_t blocks) {
  expects(sample.a.size() == sample.b.size() && blocks > 0, "as many points in both samples");
  const std::vector<std::size_t> rows = whole_rows(sample);
  if (rows.empty()) return std::nullopt;
  const std::span<const double> a = sample.a, b = sample.b;
  const auto count = static_cast<double>(rows.size());
  SobolIndices out;
  out.left_out = a.size() - rows.size();
  out.mean = blockwise_sum(rows.size(), [&](std::size_t i) { return (a[rows[i]] + b[rows[i]]) / 2; }) / count;
  const BlockSums sums(rows, a.size(), blocks);
  const auto off = [&](double value) { return value - out.mean; };
  const auto square = [](double value) { return value * value; };
  const std::vector<double> variance = sums([&](std::size_t i) { return (square(off(a[i])) + square(off(b[i]))) / 2; });
  out.variance = blockwise_sum(blocks, [&](std::size_t i) { return variance[i]; }) / count;
  if (!(out.variance > 0)) return std::nullopt;
  std::vector<double> all_first(blocks, 0);
  for (const std::span<const double> swapped : sample.swapped) {
    const std::vector<double> first = sums([&](std::size_t i) { return off(b[i]) * (swapped[i] - a[i]); });
    const std::vector<double> total = sums([&](std::size_t i) { return square(a[i] - swapped[i]) / 2; });
    out.first.push_back(quotient_of_sums(first, variance));
    out.total.push_back(quotient_of_sums(total, variance));
    out.shared.push_back(quotient_of_sums(less(total, first), variance));
    add_to(all_first, first);
  }
  out.sum_of_first = quotient_of_sums(all_first, variance);
  return out;
}

}  // namespace allot
