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
///   awards; a node again where something came back), award (one shipment)
/// - slices: split (`part` is cut off `slice`; `first` is the number of its first unit), state, transfer
/// - sites: capacity (places or watts; -1 is no limit)
/// - decisions: intervention (asked and moved, after the lines that it led to), milestone
/// - at the end: supplier_at_end, organisation_at_end, site_at_end
struct LedgerLine {
  using Cell = std::variant<std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>,
                            std::vector<std::string>>;
  std::vector<std::pair<std::string, Cell>> cells;
};

}  // namespace allot
