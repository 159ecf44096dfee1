#pragma once

#include <cstddef>

#include "sweep/communicator.hpp"

namespace allot::cli {

/// As which of how many processes a launcher (mpirun, srun) started this one: read off the environment.
struct Launched {
  std::size_t rank = 0, size = 1;
  std::size_t on_this_machine = 1;
};
Launched launched();

/// Joins the other processes.
///
/// errors: EnvironmentError where the program was built without MPI, or it cannot be had
sweep::Communicator open_communicator();

/// From now on a signal ends this process without a word: it writes nothing.
void leave_words_to_rank_0();

/// All ranks find the same faults: waits until rank 0 has told them, after which a launcher ends the others.
void let_rank_0_speak();

}  // namespace allot::cli
