#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace allot {

/// A square matrix of correlations, row by row.
struct CorrelationMatrix {
  std::size_t size = 0;
  std::vector<double> entries;

  static CorrelationMatrix of_independent(std::size_t size);
  double& at(std::size_t row, std::size_t column) { return entries[row * size + column]; }
  double at(std::size_t row, std::size_t column) const { return entries[row * size + column]; }
};

/// The correlation of normal scores of two numbers whose ranks have that correlation (Spearman's rho, in (-1,1)).
///
/// source: Pearson (1907), On further methods of determining correlation, Drapers' Company Research Memoirs IV:
///         2 sin(pi rho / 6)
double normal_from_rank_correlation(double rho);

/// Numbers in (0,1), each uniform by itself, whose normal scores are jointly normal with given correlations.
///
/// source: the Gaussian copula, Nelsen (2006), An Introduction to Copulas, 2.3
class GaussianCopula {
 public:
  /// None if no normal scores have these correlations: the matrix is not positive definite.
  static std::optional<GaussianCopula> with(CorrelationMatrix of_scores);

  /// Makes a draw of independent numbers one of the copula.
  void correlate(std::span<double> uniforms) const;
  /// Makes a draw of the copula one given some of its numbers, which are `known`.
  ///
  /// source: conditioning by kriging, Journel and Huijbregts (1978), Mining Geostatistics, VII.A: to a draw is added what
  ///         the difference of the known numbers from those of the draw lets expect
  void condition(std::span<const double> known, std::span<const char> is_known, std::span<double> uniforms) const;

 private:
  GaussianCopula(CorrelationMatrix scores, std::vector<double> root)
      : scores_(std::move(scores)), root_(std::move(root)) {}

  CorrelationMatrix scores_;
  std::vector<double> root_;  ///< lower triangle
};

}  // namespace allot
