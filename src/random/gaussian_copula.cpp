#include "random/gaussian_copula.hpp"

#include <algorithm>
#include <limits>

#include "base/contract.hpp"
#include "random/normal.hpp"
#include "random/rank_correlated.hpp"

namespace allot {
namespace {

double uniform_of_score(double score) {
  constexpr double least = std::numeric_limits<double>::min(), most = 1 - std::numeric_limits<double>::epsilon() / 2;
  return std::clamp(normal_cdf(score), least, most);
}

// x of root root' x = right.
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

// Of some rows and the same columns.
std::vector<double> part_of(const std::vector<double>& matrix, std::size_t size, const std::vector<std::size_t>& rows) {
  std::vector<double> out;
  for (const std::size_t row : rows)
    for (const std::size_t column : rows) out.push_back(matrix[row * size + column]);
  return out;
}

}  // namespace

std::optional<GaussianCopula> GaussianCopula::with(std::vector<double> correlations, std::size_t size) {
  auto root = cholesky(correlations, size);
  if (!root) return std::nullopt;
  return GaussianCopula(std::move(correlations), std::move(*root), size);
}

void GaussianCopula::correlate(std::span<double> uniforms) const {
  expects(uniforms.size() == size_, "a number for each of the copula");
  std::vector<double> independent;
  for (const double it : uniforms) independent.push_back(normal_quantile(it));
  for (std::size_t i = 0; i < size_; ++i) {
    double score = 0;
    for (std::size_t k = 0; k <= i; ++k) score += root_[i * size_ + k] * independent[k];
    uniforms[i] = uniform_of_score(score);
  }
}

void GaussianCopula::condition(std::span<const double> known, std::span<const char> is_known,
                               std::span<double> uniforms) const {
  std::vector<std::size_t> members;
  std::vector<double> off;
  for (std::size_t i = 0; i < uniforms.size(); ++i) {
    if (is_known[i] == 0) continue;
    members.push_back(i);
    off.push_back(normal_quantile(known[i]) - normal_quantile(uniforms[i]));
  }
  if (members.empty()) return;
  const std::vector<double> weights = solved(*cholesky(part_of(correlations_, size_, members), members.size()), off);
  for (std::size_t i = 0; i < uniforms.size(); ++i) {
    double moved = 0;
    for (std::size_t k = 0; k < members.size(); ++k) moved += correlations_[i * size_ + members[k]] * weights[k];
    if (is_known[i] != 0)
      uniforms[i] = known[i];
    else if (moved != 0)
      uniforms[i] = uniform_of_score(normal_quantile(uniforms[i]) + moved);
  }
}

}  // namespace allot
