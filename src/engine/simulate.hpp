#pragma once

#include "engine/observations.hpp"

namespace allot::engine {

struct Replication;

/// Runs one replication of the model.
///
/// gives:  the same observations for the same model, seed and number, whatever ran before
/// errors: none; a broken promise stops the program
Observations simulate(const Model& model, std::uint64_t seed, std::uint64_t replication, Recording recording);

/// The same in the columns of an earlier replication of the same model, whose memory is used again; what was seen is
/// in `sim.seen`.
void run(Replication& sim);

/// The parts of `run` between the beginning and the end: until nothing is left to happen (true), or until an
/// intervention is next that is not decided (false).
bool go_on(Replication& sim);
void finish(Replication& sim);

}  // namespace allot::engine
