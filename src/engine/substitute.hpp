#pragma once

#include "engine/replication.hpp"

/// Orders that have waited long enough take another product, from what its own orders leave.
namespace allot::engine {

/// Units of a substitute, and the units asked that they stand for.
struct Exchange {
  Units given = 0, stands_for = 0;
};

/// The most that may be given of `free` for `open` units asked.
///
/// units:  `ratio`: units of the substitute for one asked
/// gives:  whole lots of both; never worth more than what they stand for, and less by under a lot of the substitute;
///         the fewest units asked that are worth so much
Exchange exchange(Units open, Units free, Units lot_asked, Units lot_given, Ratio ratio);

/// After the rule has run in a market: its free stock to the slices of other products that wait for it, in order of
/// their places.
void serve_substitutes(Replication& sim, Index market);

/// Asks for a run wherever an order may take a substitute now.
void wake_substitutes(Replication& sim, const model::Terms& terms, Time placed);

/// When an order may begin to take each of its substitutes.
void expect_substitutes(Replication& sim, Index order, Time placed);
void on_substitute_due(Replication& sim, Index order);

}  // namespace allot::engine
