#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace allot {

/// One line of the ledger, what `--trace` writes of a replication: something that happened, as named cells in
/// order. The first two cells are `time` (a date) and `event`; the event says which others follow. Slices are
/// known by number, all else by id. Lines stand in the order in which things happened.
///
/// From the ledger alone every division and every balance can be done again.
struct LedgerLine {
  using Cell = std::variant<std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>,
                            std::vector<std::string>>;
  std::vector<std::pair<std::string, Cell>> cells;
};

}  // namespace allot
