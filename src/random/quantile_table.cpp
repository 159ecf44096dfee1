// Sampling by inversion, made as cheap as a table look-up.
//
// Every sample here is the quantile function at one uniform number, since only then is more luck always a longer delay,
// in every variant alike; the tricks that are faster (ziggurat, rejection, Box-Muller) use up a varying number of draws
// and are not monotone. But an exact inverse of a gamma or a beta is a search with special functions in it, and a
// replication makes thousands. So the quantile function is compiled, once a distribution, into pieces of polynomial.
//
// The cells halve toward both ends: four to each halving of the distance to 0 or 1. That is where quantile functions
// bend, and it makes the cell of a number its exponent and two bits of its mantissa, read off without a search. In each
// cell a polynomial of degree five meets the function at Chebyshev points. Where it does not fit to a millionth (a
// jump, a kink, the last 2^-13 at each end), the cell says so with a NaN, and the distribution itself is asked.
//
// The invariants: each value is kept between the ends of its cell, which are values of the function, so that cells
// never overlap; and it is within 1e-6 of the exact quantile, which the constructor checks between the meeting points
// of every cell rather than believes.
//
// source: Derflinger, Hoermann and Leydold (2010), ACM Transactions on Modeling and Computer Simulation 20(4);
//         interpolation at Chebyshev points, Trefethen (2013), Approximation Theory and Approximation Practice

#include "random/quantile_table.hpp"

#include <limits>
#include <utility>

#include "random/families.hpp"

namespace allot {
namespace {

/// Turns values at the meeting points into the coefficients of Newton's form, in place.
void divide_differences(std::array<double, 6>& values) {
  for (std::size_t order = 1; order < values.size(); ++order) {
    for (std::size_t i = values.size() - 1; i >= order; --i) {
      values[i] = (values[i] - values[i - 1]) / (meeting_points[i] - meeting_points[i - order]);
    }
  }
}

double newton_form(const std::array<double, 6>& coefficients, double t) {
  double value = coefficients.back();
  for (std::size_t i = 5; i-- > 0;) value = value * (t - meeting_points[i]) + coefficients[i];
  return value;
}

}  // namespace

QuantileTable::QuantileTable(Distribution distribution)
    : distribution_(std::move(distribution)), smallest_(support(distribution_).first) {
  const auto edge = [](std::size_t i) { return bit_cast<double>(nearest + (std::uint64_t{i} << cell_shift)); };
  cells_.reserve(2 * cells_each_half + 1);
  const double median = exact(0.5);
  for (const bool lower : {true, false}) {
    double value = exact(lower ? edge(0) : 1 - edge(0));
    for (std::size_t i = 0; i < cells_each_half; ++i) {
      cells_.push_back(fitted(edge(i), edge(i + 1), lower, value));
      value = lower ? cells_.back().most : cells_.back().least;
    }
    if (lower) cells_.push_back({{median}, median, median});
  }
}

QuantileTable::Cell QuantileTable::fitted(double near, double far, bool lower, double nearest_value) const {
  const auto at = [&](double t) {
    const double distance = near + t * (far - near);
    return exact(lower ? distance : 1 - distance);
  };
  Cell cell{};
  cell.coefficients[0] = nearest_value;
  for (std::size_t i = 1; i < meeting_points.size(); ++i) cell.coefficients[i] = at(meeting_points[i]);
  cell.least = std::min(cell.coefficients.front(), cell.coefficients.back());
  cell.most = std::max(cell.coefficients.front(), cell.coefficients.back());
  divide_differences(cell.coefficients);

  const double rounding = 8 * std::numeric_limits<double>::epsilon() * std::abs(cell.most);
  for (const std::size_t i : {0u, 2u, 4u}) {
    const double t = 0.5 * (meeting_points[i] + meeting_points[i + 1]);
    const double value = at(t);
    const double allowed = 2e-7 * std::min(value - smallest_, 100 * (cell.most - cell.least)) + rounding;
    const double error = std::abs(newton_form(cell.coefficients, t) - value);
    if (!(error <= allowed)) cell.coefficients[0] = std::numeric_limits<double>::quiet_NaN();
  }
  return cell;
}

double QuantileTable::exact(double u) const { return inverse(distribution_, u); }

// Kept outside the table's ends, so that rounding keeps draws monotone at the seam.
double QuantileTable::beyond(double u) const {
  return u <= 0.5 ? std::min(exact(u), cells_.front().least) : std::max(exact(u), cells_[upper_half].most);
}

double QuantileTable::exact_share() const {
  double share = 2 * 0x1p-13;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (!std::isnan(cells_[i].coefficients[0])) continue;
    const std::uint64_t place = i < upper_half ? i : i - upper_half;
    const std::uint64_t low = nearest + (place << cell_shift), high = low + (std::uint64_t{1} << cell_shift);
    share += bit_cast<double>(high) - bit_cast<double>(low);
  }
  return share;
}

}  // namespace allot
