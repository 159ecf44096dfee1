#pragma once

#include <cstddef>
#include <span>

namespace allot {

/// A sum that carries the rounding errors of its additions along.
///
/// source: Neumaier (1974), ZAMM 54, 39-51; the error of one addition as in Knuth, The Art of Computer
///         Programming 2, 4.2.2, theorem B, which needs no branch
class CompensatedSum {
 public:
  void add(double term) {
    const double sum = sum_ + term;
    const double kept = sum - sum_;
    errors_ += (sum_ - (sum - kept)) + (term - kept);
    sum_ = sum;
  }
  void add(const CompensatedSum& other) {
    add(other.sum_);
    errors_ += other.errors_;
  }
  double value() const { return sum_ + errors_; }

 private:
  double sum_ = 0, errors_ = 0;
};

/// How many terms are summed on their own before they join the rest. Sums that were shared among threads in
/// whole blocks, and joined in order, have the same bytes as sums that were not.
inline constexpr std::size_t block_size = 256;

/// The sum of term(0) .. term(count - 1), in blocks, in order.
template <class Term>
double blockwise_sum(std::size_t count, const Term& term) {
  CompensatedSum total;
  for (std::size_t first = 0; first < count; first += block_size) {
    CompensatedSum block;
    const std::size_t last = count - first < block_size ? count : first + block_size;
    for (std::size_t i = first; i < last; ++i) block.add(term(i));
    total.add(block);
  }
  return total.value();
}

}  // namespace allot
