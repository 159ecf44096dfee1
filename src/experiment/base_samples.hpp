#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "experiment/response.hpp"
#include "random/gaussian_copula.hpp"
#include "random/unit_points.hpp"
#include "statistics/elementary_effects.hpp"

namespace allot::experiment {

/// Two samples, A and B, of what is uncertain, independent of each other and each row with a course of events of its own,
/// and the points that methods make of them.
///
/// shape: rows in blocks of equal size, scrambled apart, so that blocks are independent and alike
class BaseSamples {
 public:
  struct Size {
    std::size_t inputs, blocks, per_block;
  };
  /// Which inputs.
  using Members = std::vector<std::size_t>;

  BaseSamples(Size size, std::uint64_t seed, std::optional<GaussianCopula> copula);

  std::size_t rows() const { return size_.blocks * size_.per_block; }

  Response::Point a() const;
  Response::Point b() const;
  /// A with the course of events of B.
  Response::Point other_course() const;
  /// A with some inputs as B has them; of independent inputs.
  Response::Point swapped(const Members& members) const;
  /// A with some inputs at one level each; others that are correlated with them as these let expect.
  Response::Point at_level(const Members& members, double level) const;
  /// A with the first factors of an order, a row's own, drawn anew given the others. A factor without members is the course
  /// of events.
  Response::Point redrawn(const std::vector<Members>& factors, const std::vector<std::vector<std::size_t>>& orders,
                          std::size_t first) const;

 private:
  std::span<const double> row_of_a(std::size_t row) const {
    return points_[row / size_.per_block].point(row % size_.per_block).first(size_.inputs);
  }
  std::span<const double> row_of_b(std::size_t row) const {
    return points_[row / size_.per_block].point(row % size_.per_block).subspan(size_.inputs);
  }
  std::uint64_t course_of_b(std::size_t row) const { return rows() + row; }

  Size size_;
  std::optional<GaussianCopula> copula_;
  std::vector<UnitPoints> points_;  ///< by block, a row of A behind which stands that of B
};

/// By row an order of so many things, each equally likely.
std::vector<std::vector<std::size_t>> random_orders(std::size_t rows, std::size_t things, std::uint64_t seed);

/// Walks over the grid of elementary effects, each with a course of events of its own.
class Walks {
 public:
  Walks(const std::vector<BaseSamples::Members>& factors, std::size_t walks, std::uint64_t seed);

  /// The points that are `step` steps from the start.
  ///
  /// gives: levels 0 to 1 as p05 to p95 of each input: a distribution may have no end
  Response::Point at_step(std::size_t step) const;
  const Trajectory& operator[](std::size_t walk) const { return trajectories_[walk]; }

 private:
  std::vector<BaseSamples::Members> factors_;
  std::vector<Trajectory> trajectories_;
};

}  // namespace allot::experiment
