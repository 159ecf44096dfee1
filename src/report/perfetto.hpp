#pragma once

#include <string>
#include <vector>

#include "allot/ledger.hpp"

namespace allot::report {

/// A ledger as a timeline that Perfetto (ui.perfetto.dev) and Chrome show: a track for each supplier,
/// organisation and site, on it the states of parts of orders while they last, counters of stock, backlog, in
/// transit and online, the decisions, and an arrow from giver to receiver for what they move.
///
/// units:  microseconds of simulated time since the start
/// gives:  events in order of time; whatever begins ends, at the latest with the simulation
/// source: Trace Event Format (Duca, Sinclair and others, Google, 2016), as the JSON importer of Perfetto reads it
std::string perfetto(const std::vector<LedgerLine>& ledger);

}  // namespace allot::report
