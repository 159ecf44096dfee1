#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "allot/scenario.hpp"

/// The law that the engine and the reference engine keep: they see the same world.
namespace allot {

/// What two ways to simulate one replication do not agree on, in words; none: they agree. Compared are every
/// level at every moment and its integral, milestones, what interventions moved and between whom, and
/// revenue; then the engine with itself where it writes nothing down, and where interventions are decided on
/// as forks.
std::optional<std::string> disagreement(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication);

}  // namespace allot
