#pragma once

#include <string>
#include <vector>

#include "allot/scenario_io.hpp"

/// Locks of a scenario's file, put there and taken out. What they cost: allot/locks.hpp.
namespace allot {

/// Changes of a file's locks.
struct LockChanges {
  /// `units` and `at` as a scenario writes them; empty: all of the order, and when the scenario begins to be open.
  struct Added {
    std::string order, units, at;
  };
  std::vector<Added> added;
  std::vector<std::string> removed;  ///< orders, all of whose locks go
};

/// gives:  the file with those of its locks, however they were written
/// shape:  `scenario` is what `check` made of `file`
/// errors: InputError: unknown orders, with the nearest right one; an order without locks to remove; one locked whose
///         units are not known
ScenarioFile with_locks(const ScenarioFile& file, const Scenario& scenario, const LockChanges& changes);

/// The orders with a lock that the scenario says itself, and not a book or a change.
std::vector<std::string> locked_in_scenario(const ScenarioFile& file);

/// The locks that stand in books of the file, or were added to it, as a CSV that `award_books` may name: order, units, at.
///
/// shape: those that the scenario says itself stay there
std::string lock_book(const ScenarioFile& file);

}  // namespace allot
