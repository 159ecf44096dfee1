#pragma once

#include <cstdint>

#include "engine/layout.hpp"

namespace allot::engine {

/// One step of a slice's way, for explanations: what the columns of a replication forget.
struct JournalEntry {
  enum class Kind : std::uint8_t {
    split,       ///< `other` was cut off `slice`
    state,       ///< `slice` is now in the state `other`
    stage_ends,  ///< of number `other`
    reroute_begins,
    reroute_ends,
    embargoed,     ///< held by an embargo if `other` is 1; else no more
    transfer,      ///< by intervention `other`; `from` and `to` are organisations
    lot,           ///< the lot of peg `slice` arrived, of piece `other`, in market `from`; planned for `when`
    run_ends,      ///< of market `slice`; `units` are left in stock
    gated,         ///< the readiness gate holds it from now on
    frozen,        ///< a frozen window does
    kit,           ///< it waits for another product of its kit, and could be served alone
    claims_again,  ///< none of them does
    stock  ///< `units` came into the free stock of market `slice`, of a lot of piece `from` planned for `when` (-1:
           ///< of none), or left it: with slice `other`, or for another use (none)
  };
  Kind kind = Kind::state;
  Time at = 0;
  Index slice = 0, other = 0;
  Index from = 0, to = 0;
  Units units = 0;
  Time when = 0;
};

}  // namespace allot::engine
