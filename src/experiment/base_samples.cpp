#include "experiment/base_samples.hpp"

#include <algorithm>
#include <numeric>

#include "random/key.hpp"

namespace allot::experiment {
namespace {

constexpr double lowest_level = 0.05, highest_level = 0.95;

// Streams of its own: no draw of a replication has these names.
std::uint64_t stream_of(std::string_view what) { return hash_path({"sensitivity", what}); }

UnitPoints points_of(std::size_t points, std::size_t dimensions, std::uint64_t seed) {
  return dimensions <= sobol_dimensions ? scrambled_sobol(points, dimensions, seed)
                                        : random_points(points, dimensions, seed);
}

std::vector<double> draws_of(std::size_t row, std::size_t count, std::string_view what, std::uint64_t seed) {
  std::vector<double> out(count);
  draw_consecutive({seed, stream_of(what)}, row, 0, out);
  return out;
}

}  // namespace

BaseSamples::BaseSamples(Size size, std::uint64_t seed, std::optional<GaussianCopula> copula)
    : size_(size), copula_(std::move(copula)) {
  for (std::size_t block = 0; block < size.blocks; ++block) {
    UnitPoints& own = points_.emplace_back(
        points_of(size.per_block, 2 * size.inputs, combine(combine(seed, stream_of("points")), block)));
    if (!copula_) continue;
    for (std::size_t i = 0; i < 2 * size.per_block; ++i)
      copula_->correlate(std::span(own.values).subspan(i * size.inputs, size.inputs));
  }
}

Response::Point BaseSamples::a() const {
  return [this](std::size_t row, std::span<double> out) {
    std::ranges::copy(row_of_a(row), out.begin());
    return row;
  };
}

Response::Point BaseSamples::b() const {
  return [this](std::size_t row, std::span<double> out) {
    std::ranges::copy(row_of_b(row), out.begin());
    return course_of_b(row);
  };
}

Response::Point BaseSamples::other_course() const {
  return [this](std::size_t row, std::span<double> out) {
    std::ranges::copy(row_of_a(row), out.begin());
    return course_of_b(row);
  };
}

Response::Point BaseSamples::swapped(const Members& members) const {
  return [this, members](std::size_t row, std::span<double> out) {
    std::ranges::copy(row_of_a(row), out.begin());
    for (const std::size_t it : members) out[it] = row_of_b(row)[it];
    return row;
  };
}

Response::Point BaseSamples::at_level(const Members& members, double level) const {
  std::vector<char> is_known(size_.inputs, 0);
  for (const std::size_t it : members) is_known[it] = 1;
  return [this, members, is_known, known = std::vector<double>(size_.inputs, level)](std::size_t row,
                                                                                     std::span<double> out) {
    std::ranges::copy(row_of_a(row), out.begin());
    if (copula_) copula_->condition(known, is_known, out);
    for (const std::size_t it : members) out[it] = known[it];
    return row;
  };
}

Response::Point BaseSamples::redrawn(const std::vector<Members>& factors,
                                     const std::vector<std::vector<std::size_t>>& orders, std::size_t first) const {
  return [this, &factors, &orders, first](std::size_t row, std::span<double> out) {
    std::vector<char> is_kept(size_.inputs, 1);
    std::uint64_t course = row;
    for (std::size_t k = 0; k < first; ++k) {
      const Members& factor = factors[orders[row][k]];
      for (const std::size_t it : factor) is_kept[it] = 0;
      if (factor.empty()) course = course_of_b(row);
    }
    std::ranges::copy(row_of_b(row), out.begin());
    if (copula_) copula_->condition(row_of_a(row), is_kept, out);
    for (std::size_t i = 0; i < size_.inputs; ++i)
      if (is_kept[i] != 0) out[i] = row_of_a(row)[i];
    return course;
  };
}

std::vector<std::vector<std::size_t>> random_orders(std::size_t rows, std::size_t things, std::uint64_t seed) {
  std::vector<std::vector<std::size_t>> out(rows, std::vector<std::size_t>(things));
  for (std::size_t row = 0; row < rows; ++row) {
    const std::vector<double> draws = draws_of(row, things, "orders", seed);
    std::iota(out[row].begin(), out[row].end(), std::size_t{0});
    std::ranges::stable_sort(out[row], {}, [&](std::size_t i) { return draws[i]; });
  }
  return out;
}

Walks::Walks(const std::vector<BaseSamples::Members>& factors, std::size_t walks, std::uint64_t seed)
    : factors_(factors) {
  for (std::size_t i = 0; i < walks; ++i)
    trajectories_.push_back(trajectory_of(draws_of(i, 3 * factors.size(), "walks", seed)));
}

Response::Point Walks::at_step(std::size_t step) const {
  return [this, step](std::size_t walk, std::span<double> out) {
    const std::vector<double>& levels = trajectories_[walk].points[step];
    for (std::size_t i = 0; i < factors_.size(); ++i)
      for (const std::size_t it : factors_[i]) out[it] = lowest_level + (highest_level - lowest_level) * levels[i];
    return std::uint64_t{walk};
  };
}

}  // namespace allot::experiment
