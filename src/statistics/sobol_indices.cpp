#include "statistics/sobol_indices.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "statistics/quotient.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

using Columns = std::span<const double>;

std::vector<std::size_t> whole_rows(const PickFreeze& sample) {
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < sample.a.size(); ++row) {
    const bool is_whole = std::isfinite(sample.a[row]) && std::isfinite(sample.b[row]) &&
                          std::ranges::all_of(sample.swapped, [row](Columns it) { return std::isfinite(it[row]); });
    if (is_whole) out.push_back(row);
  }
  return out;
}

/// Rows of which each has values, less their mean.
class CentredRows {
 public:
  CentredRows(const PickFreeze& sample, std::size_t blocks)
      : a_(sample.a), b_(sample.b), rows_(whole_rows(sample)), blocks_(blocks) {
    mean_ = sum([&](std::size_t row) { return (a_[row] + b_[row]) / 2; }) / count();
  }

  std::size_t size() const { return rows_.size(); }
  double count() const { return static_cast<double>(rows_.size()); }
  double mean() const { return mean_; }
  double variance() const {
    return sum([&](std::size_t row) { return half_squares(a_[row], b_[row]); }) / count();
  }

  /// By block, what the closed index of what both have in common would be by that block. Where `other` is the same as what
  /// has nothing in common with `one`, so has it.
  std::vector<double> closed_index(Columns one, Columns other, Columns apart) const {
    if (is_same(other, apart)) return std::vector<double>(blocks_, 0);
    const auto product = [&](std::size_t row) { return off(one[row]) * off(other[row]); };
    const auto squares = [&](std::size_t row) { return half_squares(one[row], other[row]); };
    const auto control = [&](std::size_t row) { return off(a_[row]) * off(b_[row]); };
    const double index = sum(product) / sum(squares);
    const double weight = slope(control, [&](std::size_t row) { return product(row) - index * squares(row); });
    return pseudo_values(by_block([&](std::size_t row) { return product(row) - weight * control(row); }),
                         by_block(squares));
  }

 private:
  bool is_same(Columns one, Columns other) const {
    return std::ranges::all_of(rows_, [&](std::size_t row) { return one[row] == other[row]; });
  }
  double off(double value) const { return value - mean_; }
  double half_squares(double one, double other) const { return (off(one) * off(one) + off(other) * off(other)) / 2; }

  template <class Term>
  double sum(const Term& term) const {
    return blockwise_sum(rows_.size(), [&](std::size_t i) { return term(rows_[i]); });
  }

  template <class Term>
  std::vector<double> by_block(const Term& term) const {
    std::vector<CompensatedSum> sums(blocks_);
    for (const std::size_t row : rows_) sums[block_of(row, a_.size(), blocks_)].add(term(row));
    std::vector<double> out;
    for (const CompensatedSum& it : sums) out.push_back(it.value());
    return out;
  }

  // Of the least squares.
  template <class Of, class What>
  double slope(const Of& of, const What& what) const {
    const double mean_of = sum(of) / count(), mean_what = sum(what) / count();
    const double squares = sum([&](std::size_t row) { return (of(row) - mean_of) * (of(row) - mean_of); });
    const double products = sum([&](std::size_t row) { return (of(row) - mean_of) * (what(row) - mean_what); });
    return squares > 0 ? products / squares : 0;
  }

  Columns a_, b_;
  std::vector<std::size_t> rows_;
  std::size_t blocks_;
  double mean_ = 0;
};

template <class Made>
std::vector<double> each_of(const std::vector<double>& one, const std::vector<double>& other, const Made& made) {
  std::vector<double> out;
  for (std::size_t i = 0; i < one.size(); ++i) out.push_back(made(one[i], other[i]));
  return out;
}

}  // namespace

SobolIndices sobol_indices(const PickFreeze& sample, std::size_t blocks) {
  expects(sample.a.size() == sample.b.size() && blocks > 0, "as many points in both samples");
  const CentredRows rows(sample, blocks);
  SobolIndices out{rows.mean(), rows.variance(), sample.a.size() - rows.size(), {}, {}, {}, {}};
  if (!(out.variance > 0)) return out;
  std::vector<double> all_first(blocks, 0);
  for (const Columns swapped : sample.swapped) {
    const std::vector<double> first = rows.closed_index(sample.b, swapped, sample.a);
    const std::vector<double> others = rows.closed_index(sample.a, swapped, sample.b);
    const std::vector<double> total = each_of(others, others, [](double it, double) { return 1 - it; });
    out.first.push_back(mean_of_blocks(first));
    out.total.push_back(mean_of_blocks(total));
    out.shared.push_back(mean_of_blocks(each_of(total, first, [](double it, double less) { return it - less; })));
    all_first = each_of(all_first, first, [](double it, double more) { return it + more; });
  }
  out.sum_of_first = mean_of_blocks(all_first);
  return out;
}

}  // namespace allot
