#include "random/unit_points.hpp"

#include <algorithm>
#include <numeric>

#include "random/key.hpp"
#include "random/shuffle.hpp"

namespace allot {

UnitPoints random_points(std::size_t points, std::size_t dimensions, std::uint64_t seed) {
  UnitPoints result{points, dimensions, std::vector<double>(points * dimensions)};
  const Key key{seed, hash_name("design/random")};
  for (std::size_t i = 0; i < points; ++i)
    draw_consecutive(key, i, 0, std::span(result.values).subspan(i * dimensions, dimensions));
  return result;
}

UnitPoints latin_hypercube(std::size_t points, std::size_t dimensions, std::uint64_t seed) {
  UnitPoints result{points, dimensions, std::vector<double>(points * dimensions)};
  const Key order{seed, hash_name("design/latin_hypercube/stratum")},
      within{seed, hash_name("design/latin_hypercube/within")};
  constexpr double margin = 0x1p-20;  // so that rounding leaves no stratum
  std::vector<std::size_t> strata(points);
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::iota(strata.begin(), strata.end(), std::size_t{0});
    shuffle(std::span(strata), [&](std::size_t i) { return draw(order, d, i); });
    for (std::size_t i = 0; i < points; ++i) {
      const double place = std::clamp(draw(within, d, i), margin, 1 - margin);
      result.values[i * dimensions + d] = (static_cast<double>(strata[i]) + place) / static_cast<double>(points);
    }
  }
  return result;
}

}  // namespace allot
