#pragma once

#include <optional>
#include <string>

#include "allot/estimate.hpp"
#include "allot/time.hpp"

namespace allot {

/// What the other orders of one organisation, or one other order of the scenario, lose or gain by an order, or by a
/// lock: paired differences, with it less without. Orders of streams and of buyers count with their organisation alone.
///
/// units: GPU-days count units delivered, from delivery to the end
struct Displacement {
  std::string organisation;
  std::string order = {};              ///< empty: all others of the organisation
  Estimate units = {}, gpu_days = {};  ///< delivered by the end; the integral of it
  Estimate behind = {};                ///< the most units that it has fewer at one moment than without; never negative
  Estimate days = {};  ///< how much later all of it is delivered; what is not by the end counts at the end
  /// The earliest by which all of it is delivered with the probability asked for; none: not by the end, or it has nothing.
  std::optional<Date> date_without = {}, date_with = {};
};

}  // namespace allot
