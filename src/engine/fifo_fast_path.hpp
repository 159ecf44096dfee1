#pragma once

#include <cstdint>
#include <vector>

#include "engine/demand.hpp"
#include "engine/departures.hpp"
#include "engine/observations.hpp"

namespace allot::engine {

/// An order of a stream while it waits, or what is left of it.
struct WaitingOrder {
  std::uint64_t key = 0;  ///< names its draws
  Units left = 0;
  Units first = 0;  ///< number of the first unit that is left
  Index promise = 0, owner = 0, route = 0;
  Index demand = 0;          ///< of the replication
  Index next = model::none;  ///< in its owner's line
};

/// The orders of one organisation, in order of the queue.
struct Line {
  Index first = model::none, last = model::none;
  Units claim = 0;  ///< of all of them
};

/// A FIFO market. Nobody acts on orders or on what is on its way; orders come from streams alone, wait in
/// place and in full, are served first come first served (within their organisation, where there is that
/// level), go by stages that only delay, but for the first, which may have servers, and are online on delivery. Then an
/// order needs no slice, an award fixes when its units arrive, and a run touches only whom it serves. What is seen is
/// what the market would show without this.
struct FifoMarket {
  std::vector<WaitingOrder> orders;  ///< by place in the queue, those served as well
  std::size_t served = 0;            ///< without organisations: so many from the front are
  std::vector<Line> lines;           ///< by organisation
  std::vector<std::uint64_t> heads;  ///< one bit a place: whether it is the first of its line
  Departures leaving;                ///< what the present run awards
  std::size_t first_head = 0;        ///< the word of the first such bit, or an earlier one
  std::vector<Units> arriving;       ///< by moment of the grid that they come before, and organisation
  std::vector<Units> setting_out;    ///< the same of units that a server takes on; empty where no stage has servers
};

/// Which markets of the model may take the fast path where so much is recorded.
std::vector<char> find_fifo_markets(const Model& model, const Recording& recording);

/// Whether a stage that orders of the supplier begin with has servers.
bool has_stations(const model::Supplier& supplier);

void begin_fifo_market(Replication& sim, Index market);

/// Puts an order, by its place in the demand, in line; `promise` says what was promised for it.
void wait_in_line(Replication& sim, Index market, Index demand, std::uint64_t key, Index promise);

void run_fifo_allocation(Replication& sim, Index market);

/// Counts into the levels what arrived up to a moment of the grid and after the one before; or, last, what is
/// left.
void show_arrivals(Replication& sim, std::size_t moment);
void show_last_arrivals(Replication& sim);

}  // namespace allot::engine
