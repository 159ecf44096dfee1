#include "random/gaussian_copula.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/contract.hpp"
#include "random/normal.hpp"

namespace allot {
namespace {

constexpr double least_pivot = 1e-9;  // below it a matrix is singular for all that rounding leaves

// Its series, which is the same on every machine; |x| is below 1.
double sine(double x) {
  double term = x, sum = x;
  for (int k = 1; k < 12; ++k) {
    term *= -x * x / (2 * k * (2 * k + 1));
    sum += term;
  }
  return sum;
}

double uniform_of_score(double score) {
  constexpr double least = std::numeric_limits<double>::min(), most = 1 - std::numeric_limits<double>::epsilon() / 2;
  return std::clamp(normal_cdf(score), least, most);
}

// The Cholesky factor; none of a matrix that is not positive definite.
std::optional<std::vector<double>> root_of(const CorrelationMatrix& matrix) {
  const std::size_t n = matrix.size;
  std::vector<double> root(n * n, 0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix.at(i, j);
      for (std::size_t k = 0; k < j; ++k) rest -= root[i * n + k] * root[j * n + k];
      if (i == j && !(rest > least_pivot)) return std::nullopt;
      root[i * n + j] = i == j ? std::sqrt(rest) : rest / root[j * n + j];
    }
  return root;
}

// x of root root^T x = right.
std::vector<double> solved(const std::vector<double>& root, std::vector<double> right) {
  const std::size_t n = right.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= root[i * n + k] * right[k];
    right[i] /= root[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= root[k * n + i] * right[k];
    right[i] /= root[i * n + i];
  }
  return right;
}

CorrelationMatrix part_of(const CorrelationMatrix& matrix, const std::vector<std::size_t>& members) {
  CorrelationMatrix out = CorrelationMatrix::of_independent(members.size());
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t j = 0; j < members.size(); ++j) out.at(i, j) = matrix.at(members[i], members[j]);
  return out;
}

}  // namespace

CorrelationMatrix CorrelationMatrix::of_independent(std::size_t size) {
  CorrelationMatrix out{size, std::vector<double>(size * size, 0)};
  for (std::size_t i = 0; i < size; ++i) out.at(i, i) = 1;
  return out;
}

double normal_from_rank_correlation(double rho) { return 2 * sine(std::numbers::pi * rho / 6); }

std::optional<GaussianCopula> GaussianCopula::with(CorrelationMatrix of_scores) {
  auto root = root_of(of_scores);
  if (!root) return std::nullopt;
  return GaussianCopula(std::move(of_scores), std::move(*root));
}

void GaussianCopula::correlate(std::span<double> uniforms) const {
  const std::size_t n = scores_.size;
  expects(uniforms.size() == n, "a number for each of the copula");
  std::vector<double> independent;
  for (const double it : uniforms) independent.push_back(normal_quantile(it));
  for (std::size_t i = 0; i < n; ++i) {
    double score = 0;
    for (std::size_t k = 0; k <= i; ++k) score += root_[i * n + k] * independent[k];
    uniforms[i] = uniform_of_score(score);
  }
}

void GaussianCopula::condition(std::span<const double> known, std::span<const char> is_known,
                               std::span<double> uniforms) const {
  std::vector<std::size_t> members;
  std::vector<double> off;
  for (std::size_t i = 0; i < uniforms.size(); ++i) {
    if (!is_known[i]) continue;
    members.push_back(i);
    off.push_back(normal_quantile(known[i]) - normal_quantile(uniforms[i]));
  }
  if (members.empty()) return;
  const std::vector<double> weights = solved(*root_of(part_of(scores_, members)), off);
  for (std::size_t i = 0; i < uniforms.size(); ++i) {
    double moved = 0;
    for (std::size_t k = 0; k < members.size(); ++k) moved += scores_.at(i, members[k]) * weights[k];
    if (is_known[i])
      uniforms[i] = known[i];
    else if (moved != 0)
      uniforms[i] = uniform_of_score(normal_quantile(uniforms[i]) + moved);
  }
}

}  // namespace allot
