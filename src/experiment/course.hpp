#pragma once

#include <vector>

#include "allot/scenario.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// What a scenario does where every draw is in the middle, as far as it is held against what really happened. Dates, not
/// times since the start.
struct PlannedCourse {
  /// A lot of a plan: what is good of it, and when it comes; `never`: it does not.
  struct Lot {
    Ref supplier, supply, product;
    Date planned = 0, arrival = 0;
    Units good = 0;
  };
  /// Units of an order awarded at once that came to the dock at once; `never`: not by the end.
  struct Shipment {
    Ref order;
    Units units = 0;
    Date date = 0, delivered = never;
  };
  struct Cancellation {
    Ref order;
    Units units = 0;
    Date date = 0;
  };
  std::vector<Lot> lots;            ///< in order of the day planned
  std::vector<Shipment> shipments;  ///< in order of order, day, arrival
  std::vector<Cancellation> cancellations;
  std::vector<Units> shipped_before;  ///< by order: units that had been shipped when the scenario began
};

/// gives: orders of the scenario alone, not of streams
PlannedCourse course_of(const Scenario& scenario);

}  // namespace allot::experiment
