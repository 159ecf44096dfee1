#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace allot {

/// What is asked of a selection.
struct SelectionTerms {
  double probability = 0.95;  ///< of correct selection, above a half and below 1
  double indifference = 0;    ///< above 0: a difference of means smaller than that does not matter
};

/// The constant of the procedure (with c = 1), for so many systems and so many observations of each in the first stage.
///
/// gives:  eta, the root of g(eta) = (1 + 2 eta)^(-(n - 1) / 2) / 2 = (1 - probability) / (k - 1)
/// source: Kim, Nelson (2001), ACM TOMACS 11(3), the constant of their procedure for c = 1, solved for eta
double selection_constant(std::size_t systems, std::size_t first_stage, double probability);

/// A system that is no longer looked at.
struct Elimination {
  std::size_t system = 0, by = 0;  ///< by the one whose mean is largest of those that show it to be worse
  std::size_t after = 0;           ///< observations of each that was left
  bool is_last = false;            ///< the procedure was at its end, and both means are the same
};

/// The fully sequential procedure for the largest mean: after a first stage one observation at a time of every system
/// that is left, each time leaving out those that are shown to be worse. Observations of one row may depend on one
/// another (common random numbers); rows do not.
///
/// gives:  of normal observations, with at least that probability the system with the largest mean, if it is better than
///         all others by the indifference (theorem 1); where others are nearer to it no theorem says that one of them is
///         chosen as often, though tests find it so
/// cost:   a row the square of the systems that are left
/// source: Kim, Nelson (2001), A fully sequential procedure for indifference-zone selection in simulation, ACM TOMACS 11(3)
class Selection {
 public:
  /// shape: a column of at least two observations for each system, all of a length
  Selection(const std::vector<std::vector<double>>& first_stage, const SelectionTerms& terms);

  /// Whether one is left.
  bool is_done() const { return left_.size() == 1; }
  /// By number, in their order.
  const std::vector<std::size_t>& left() const { return left_; }
  /// In the order in which they were left out.
  const std::vector<Elimination>& eliminations() const { return eliminations_; }
  std::size_t observations() const { return observations_; }
  /// With so many observations of each it ends at the latest.
  std::size_t most() const { return most_; }

  /// One further observation of each system; those that are left are read.
  void add(std::span<const double> row);

 private:
  void screen();
  bool is_at_the_end() const;
  void end();
  double mean(std::size_t system) const { return sums_[system] / static_cast<double>(observations_); }
  double width(std::size_t one, std::size_t other) const;

  std::size_t systems_, observations_, most_;
  double indifference_;
  std::vector<double> reach_;  ///< by pair: h^2 S^2 / delta^2
  std::vector<double> sums_;
  std::vector<std::size_t> left_;
  std::vector<Elimination> eliminations_;
};

}  // namespace allot
