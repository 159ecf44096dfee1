#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace allot {

/// One line of the ledger, what `--trace` writes of a replication: something that happened, as named cells in
/// order. The first two cells are `time` (a date) and `event`; the event says which others follow. Slices are
/// known by number, all else by id. Lines stand in the order in which things happened. From them alone every
/// division and every balance can be done again.
///
/// - at the start: product, supplier, organisation, site, stock, online_at_start, peg
/// - supply: lot (what arrived, what of it is good, what pegs set aside), added (by a decision)
/// - demand: order (a line for each slice), cancelled, deferred
/// - allocation: cap and owed (the limits of a run), division (one tier of one node: claims, entitlements, carries,
///   awards; a node again where something came back), award (one shipment); kit_run, kit (what a line may get), kit_more
///   and kit_run_ends around the divisions of markets that are divided together
/// - slices: split (`part` is cut off `slice`; `first` is the number of its first unit), state, transfer
/// - sites: capacity (places or watts; -1 is no limit)
/// - decisions: intervention (asked and moved, after the lines that it led to), milestone
/// - at the end: supplier_at_end, organisation_at_end, site_at_end
struct LedgerLine {
  using Cell = std::variant<std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>,
                            std::vector<std::string>>;
  std::vector<std::pair<std::string, Cell>> cells;
};

/// The line as one JSON object, cells in order, without a line end. Numbers have the fewest digits that read back as the
/// same; what is no finite number is null.
std::string json_line(const LedgerLine& line);

/// All lines as one table.
///
/// shape:  a column for every name of a cell, in order of first appearance; cells that a line lacks are empty
/// gives:  lists in one cell, joined by |
/// source: RFC 4180, with lines that end in \n alone
std::string csv(const std::vector<LedgerLine>& lines);

/// A ledger as a timeline that Perfetto (ui.perfetto.dev) and Chrome show: a track for each supplier, organisation and
/// site, on it the states of parts of orders while they last, counters of stock, backlog, in transit and online, the
/// decisions, and an arrow from giver to receiver for what they move.
///
/// units:  microseconds of simulated time since the start
/// gives:  events in order of time; whatever begins ends, at the latest with the simulation
/// source: Trace Event Format (Duca, Sinclair and others, Google, 2016), as the JSON importer of Perfetto reads it
std::string perfetto(const std::vector<LedgerLine>& ledger);

}  // namespace allot
