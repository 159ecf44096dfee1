#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace allot {

/// Numbers in (0,1), each uniform by itself, whose normal scores are jointly normal with given correlations.
///
/// source: the Gaussian copula, Nelsen (2006), An Introduction to Copulas, 2nd edition, 2.3
class GaussianCopula {
 public:
  /// None if no normal scores have these correlations: the matrix, row by row, is not positive definite.
  static std::optional<GaussianCopula> with(std::vector<double> correlations, std::size_t size);

  /// Makes a draw of independent numbers one of the copula.
  void correlate(std::span<double> uniforms) const;
  /// Makes a draw of the copula one given some of its numbers, which are `known`.
  ///
  /// source: conditioning by kriging, Journel and Huijbregts (1978), Mining Geostatistics, VII.A: to a draw is added what
  ///         the difference of the known numbers from its own lets expect
  void condition(std::span<const double> known, std::span<const char> is_known, std::span<double> uniforms) const;

 private:
  GaussianCopula(std::vector<double> correlations, std::vector<double> root, std::size_t size)
      : correlations_(std::move(correlations)), root_(std::move(root)), size_(size) {}

  std::vector<double> correlations_, root_;  ///< row by row; the root is a lower triangle
  std::size_t size_;
};

}  // namespace allot
