#include <boost/random/sobol.hpp>

#include "base/contract.hpp"
#include "random/key.hpp"
#include "random/unit_points.hpp"

namespace allot {
namespace {

static_assert(boost::random::default_sobol_table::max_dimension == sobol_dimensions);

/// Digit k is the k-th from the left. Those before it, and how many they are, name its coin.
std::uint32_t scrambled(std::uint32_t digits, std::uint64_t dimension_hash) {
  std::uint32_t turned = 0;
  for (unsigned k = 0; k < 32; ++k) {
    const std::uint64_t before = (std::uint64_t{digits} | std::uint64_t{1} << 32) >> (32 - k);
    const auto coin = static_cast<std::uint32_t>(mixed(dimension_hash ^ mixed(before)) & 1);
    turned |= coin << (31 - k);
  }
  return digits ^ turned;
}

}  // namespace

std::vector<std::uint32_t> sobol_digits(std::size_t points, std::size_t dimensions) {
  expects(dimensions <= sobol_dimensions && points <= std::uint64_t{1} << 32, "Sobol points within the table");
  std::vector<std::uint32_t> digits(points * dimensions);
  if (digits.empty()) return digits;
  boost::random::sobol_engine<std::uint32_t, 32> next(dimensions);  // begins after the point 0
  for (std::size_t i = dimensions; i < digits.size(); ++i) digits[i] = next();
  return digits;
}

UnitPoints scrambled_sobol(std::size_t points, std::size_t dimensions, std::uint64_t seed) {
  const std::vector<std::uint32_t> digits = sobol_digits(points, dimensions);
  UnitPoints result{points, dimensions, std::vector<double>(digits.size())};
  const std::uint64_t family = combine(seed, hash_name("design/sobol"));
  for (std::size_t d = 0; d < dimensions; ++d) {
    const std::uint64_t dimension_hash = combine(family, d);
    for (std::size_t i = d; i < digits.size(); i += dimensions)
      result.values[i] = (scrambled(digits[i], dimension_hash) + 0.5) * 0x1p-32;
  }
  return result;
}

}  // namespace allot
