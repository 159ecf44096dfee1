#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/draft.hpp"
#include "allot/fit.hpp"
#include "allot/time.hpp"

/// Lengths in a file of another program: how long each order took, or has waited so far.
namespace allot::intake {

/// Which columns say what. Either `value`, or `from` and `until`; empty: there is none.
struct ObservationColumns {
  std::string value;
  std::string censored;  ///< open rows: true, yes, open or 1
  std::string upper;     ///< the row lies between `value` and this; empty: open
  std::string from, until;
  std::optional<Date> as_of;  ///< until when a row without `until` has waited
  std::string by;
  double unit = 1;              ///< days in a number without a unit of its own
  bool takes_durations = true;  ///< false: plain numbers, of which none has a unit
};

/// The rows of a file, in its order, and by what they say in `by`, sorted by that.
struct ObservedRows {
  std::vector<Observation> rows;
  std::vector<ObservedGroup> groups;
};

/// errors: InputError with every cell that is no such value, and every column that is not there
ObservedRows observed_rows(const TextPointer& text, const ObservationColumns& columns);

}  // namespace allot::intake
