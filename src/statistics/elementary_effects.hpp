#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "allot/estimate.hpp"

namespace allot {

/// How far a step goes, of a range of 1 with the four levels 0, 1/3, 2/3 and 1.
inline constexpr double morris_step = 2.0 / 3;

/// A walk through the levels of some factors, one step each.
struct Trajectory {
  std::vector<std::vector<double>> points;  ///< one more than there are factors; each a level of every factor
  std::vector<std::size_t> moved;           ///< by step: which factor
};

/// shape:  three numbers in (0,1) for each factor: of its level, of its direction, and by whose order they move
/// gives:  every start, direction and order equally likely where the numbers are uniform
/// source: Morris (1991), Factorial sampling plans for preliminary computational experiments, Technometrics 33, 161-174,
///         section 3, with p = 4 and delta = p / (2 (p - 1))
Trajectory trajectory_of(std::span<const double> uniforms);

/// What a step changes, by the length of the step with its direction: one effect a factor, in the order of the factors.
///
/// shape: a value for each point of the trajectory
std::vector<double> effects_along(const Trajectory& trajectory, std::span<const double> values);

struct ElementaryEffects {
  std::size_t count = 0;  ///< effects; those that are null are left out
  PointEstimate mu;       ///< the mean effect: intervals by Student's t
  PointEstimate mu_star;  ///< the mean size of an effect
  double sigma = 0;       ///< the deviation (n - 1) of effects: large where they depend on the rest
};

/// source: Morris (1991), as above; mu*: Campolongo, Cariboni, Saltelli (2007), An effective screening design for sensitivity
///         analysis of large models, Environmental Modelling & Software 22, 1509-1518
ElementaryEffects elementary_effects(std::span<const double> effects);

}  // namespace allot
