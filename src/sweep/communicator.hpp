#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "allot/sweep.hpp"

namespace allot::sweep {

/// A text from another process.
struct Message {
  std::size_t from = 0;
  std::string text;
};

/// The processes that one launcher started together, each a rank of it, and how they send each other texts. What sends them
/// (MPI) is known to nobody else.
///
/// shape: one thread at a time
struct Communicator {
  std::size_t rank = 0, size = 1;
  std::function<void(std::size_t to, const std::string& text)> send;
  std::function<std::optional<Message>()> receive;  ///< what has come; nothing where nothing has. Never waits
  std::function<void()> close;  ///< waits until all have: nothing is sent any more. Who ends without it ends all others
};

/// As `sweep_points`, on all ranks: for rank 0, which is told of each point once it is done, and computes as well.
///
/// Ranks that have nothing to do get some of what is left, the fewer the less that is; each point's answer is sent as soon as it
/// is there, so that of a rank that dies only what it had not finished is lost.
///
/// errors: as `sweep_points`, and what `done` throws; the other ranks then have to be ended
/// source: guided self-scheduling, Polychronopoulos and Kuck (1987), IEEE Transactions on Computers C-36(12), 1425-1439; here
///         half an equal part of what is left
void sweep_points_on_ranks(const Sweep& sweep, std::span<const std::size_t> points, const Communicator& ranks,
                           const PointDone& done);

/// What the other ranks do meanwhile: answer points of the same sweep until there are none left.
void answer_points_of_rank_0(const Sweep& sweep, const Communicator& ranks);

}  // namespace allot::sweep
