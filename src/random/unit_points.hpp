#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace allot {

/// Points in the open unit cube, one after another.
struct UnitPoints {
  std::size_t points = 0;
  std::size_t dimensions = 0;
  std::vector<double> values{};  ///< that of point i and dimension d at i * dimensions + d, each in (0,1)

  double at(std::size_t point, std::size_t dimension) const { return values[point * dimensions + dimension]; }
  std::span<const double> point(std::size_t i) const { return std::span(values).subspan(i * dimensions, dimensions); }
  bool operator==(const UnitPoints&) const = default;
};

/// Independent points.
///
/// gives:  value d of point i depends on seed, i and d alone
UnitPoints random_points(std::size_t points, std::size_t dimensions, std::uint64_t seed);

/// A Latin hypercube: in each dimension one point in each of `points` equal strata, anywhere within it (but for the
/// outermost millionth), which strata meet being drawn.
///
/// gives:  column d depends on seed, `points` and d alone; each point is uniform in the cube
/// source: McKay, Beckman, Conover (1979), A comparison of three methods for selecting values of input variables,
///         Technometrics 21(2), 239-245
UnitPoints latin_hypercube(std::size_t points, std::size_t dimensions, std::uint64_t seed);

/// How many dimensions there are direction numbers for.
inline constexpr std::size_t sobol_dimensions = 3667;

/// The first points of Sobol's sequence, in the order of a Gray code, in 32 binary digits: the first is 0, so that the
/// first 2^m are a net.
///
/// shape:  at most sobol_dimensions dimensions and 2^32 points
/// source: Sobol (1967), USSR Computational Mathematics and Mathematical Physics 7(4), 86-112; Antonov and Saleev (1979),
///         the same 19(1), 252-256; direction numbers of Joe and Kuo (2008), Constructing Sobol sequences with better
///         two-dimensional projections, SIAM Journal on Scientific Computing 30(5), 2635-2654, by Boost.Random 1.74
std::vector<std::uint32_t> sobol_digits(std::size_t points, std::size_t dimensions);

/// Sobol's points, scrambled so that each is uniform in the cube while all together stay as even as they were: each digit
/// is turned around or not by a coin that belongs to seed, dimension and all digits before it. Integrals of smooth functions
/// err by points^-1.5 and some logarithms, those of Latin hypercubes and of independent points by points^-0.5. Best in
/// powers of two.
///
/// gives:  the same points first, whatever `points`; the middles of 2^32 equal cells
/// shape:  at most sobol_dimensions dimensions and 2^32 points; more is a broken promise
/// cost:   some 30 ns a value
/// source: nested uniform scrambling, Owen (1995), Randomly permuted (t,m,s)-nets and (t,s)-sequences, Monte Carlo and
///         Quasi-Monte Carlo Methods in Scientific Computing, 299-317; rates: Owen (1997), Annals of Statistics 25(4),
///         1541-1562; coins by a hash of the digits: Burley (2020), Practical hash-based Owen scrambling, Journal of
///         Computer Graphics Techniques 9(4), of which the hash of one digit at a time is the plain form
UnitPoints scrambled_sobol(std::size_t points, std::size_t dimensions, std::uint64_t seed);

}  // namespace allot
