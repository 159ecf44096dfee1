#include "random/rank_correlated.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/contract.hpp"
#include "random/normal.hpp"

namespace allot {
namespace {

/// By its power series, for |x| below 0.6: the standard library's differs between machines.
double sine_near_zero(double x) {
  double term = x, sum = x;
  for (int k = 3; k < 20; k += 2) sum += term *= -x * x / (k * (k - 1));
  return sum;
}

using Columns = std::vector<std::vector<double>>;

/// Their normal scores, centred.
Columns centred_scores(const UnitPoints& points, std::span<const std::size_t> dimensions) {
  Columns scores;
  for (const std::size_t d : dimensions) {
    std::vector<double>& column = scores.emplace_back(points.points);
    for (std::size_t i = 0; i < points.points; ++i) column[i] = normal_quantile(points.at(i, d));
    const double mean = std::accumulate(column.begin(), column.end(), 0.0) / static_cast<double>(points.points);
    for (double& score : column) score -= mean;
  }
  return scores;
}

/// Sums of products of each two columns.
std::vector<double> products(const Columns& columns) {
  std::vector<double> matrix;
  for (const auto& a : columns)
    for (const auto& b : columns) matrix.push_back(std::inner_product(a.begin(), a.end(), b.begin(), 0.0));
  return matrix;
}

/// Takes out the correlation that is there: each row z becomes the w of L w = z.
void whiten(Columns& columns) {
  const std::size_t count = columns.size();
  if (columns.empty() || columns[0].size() <= count) return;
  const auto root = cholesky(products(columns), count);
  if (!root) return;
  for (std::size_t a = 0; a < count; ++a)
    for (std::size_t i = 0; i < columns[a].size(); ++i) {
      for (std::size_t b = 0; b < a; ++b) columns[a][i] -= (*root)[a * count + b] * columns[b][i];
      columns[a][i] /= (*root)[a * count + a];
    }
}

/// Each row w becomes L w.
void colour(Columns& columns, const std::vector<double>& root) {
  const std::size_t count = columns.size();
  for (std::size_t a = count; a-- > 0;)
    for (std::size_t i = 0; i < columns[a].size(); ++i) {
      double sum = 0;
      for (std::size_t b = 0; b <= a; ++b) sum += root[a * count + b] * columns[b][i];
      columns[a][i] = sum;
    }
}

/// The values of a dimension in the order of these scores.
void reorder(UnitPoints& points, std::size_t dimension, const std::vector<double>& scores) {
  std::vector<double> values(points.points);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = points.at(i, dimension);
  std::sort(values.begin(), values.end());
  std::vector<std::size_t> order(points.points);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  for (std::size_t rank = 0; rank < order.size(); ++rank)
    points.values[order[rank] * points.dimensions + dimension] = values[rank];
}

}  // namespace

std::optional<std::vector<double>> cholesky(std::span<const double> matrix, std::size_t rows) {
  expects(matrix.size() == rows * rows, "a square matrix");
  std::vector<double> root(matrix.size());
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i * rows + j];
      for (std::size_t k = 0; k < j; ++k) sum -= root[i * rows + k] * root[j * rows + k];
      if (i == j && !(sum > 1e-12 * matrix[i * rows + i])) return std::nullopt;
      root[i * rows + j] = i == j ? std::sqrt(sum) : sum / root[j * rows + j];
    }
  return root;
}

std::vector<double> normal_correlations(std::size_t columns, std::span<const RankCorrelation> wanted) {
  std::vector<double> matrix(columns * columns);
  for (std::size_t i = 0; i < columns; ++i) matrix[i * columns + i] = 1;
  for (const auto& [a, b, rho] : wanted)
    matrix[a * columns + b] = matrix[b * columns + a] = 2 * sine_near_zero(std::numbers::pi * rho / 6);
  return matrix;
}

std::optional<UnitPoints> rank_correlated(UnitPoints points, std::span<const RankCorrelation> wanted) {
  std::vector<std::size_t> named;
  for (const auto& [a, b, rho] : wanted) named.insert(named.end(), {a, b});
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  expects(named.empty() || named.back() < points.dimensions, "correlations are of columns that there are");
  const auto place = [&](std::size_t d) {
    return static_cast<std::size_t>(std::lower_bound(named.begin(), named.end(), d) - named.begin());
  };
  std::vector<RankCorrelation> among;
  for (const auto& [a, b, rho] : wanted) among.push_back({place(a), place(b), rho});

  const auto root = cholesky(normal_correlations(named.size(), among), named.size());
  if (!root) return std::nullopt;
  Columns scores = centred_scores(points, named);
  whiten(scores);
  colour(scores, *root);
  for (std::size_t i = 0; i < named.size(); ++i) reorder(points, named[i], scores[i]);
  return points;
}

}  // namespace allot
