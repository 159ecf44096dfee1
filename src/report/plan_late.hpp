#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "allot/plan.hpp"

/// What a plan comes to: how many orders are confirmed by the day they are promised, and which are not.
namespace allot::report {

/// promised: it has a due date; of these it is confirmed by then, later, or for no day before the end.
struct PlanCounts {
  std::size_t orders = 0, promised = 0, on_time = 0, later = 0, unconfirmed = 0;

  std::size_t late() const { return later + unconfirmed; }
};

PlanCounts counts_of(const Plan& plan);

bool is_confirmed_on_time(const PlannedOrder& order);
/// Promised, and not confirmed by then.
bool is_confirmed_late(const PlannedOrder& order);
/// From due to confirmed; of no confirmed date to the end.
double days_later(const Plan& plan, const PlannedOrder& order);

/// Places of the late orders, the latest first: those without a date, then by days.
std::vector<std::size_t> late_orders(const Plan& plan);

/// One organisation with orders.
struct PlannedCustomer {
  std::string organisation;
  PlanCounts counts;
  double units = 0, late_units = 0;
  std::string cause;  ///< of most of its late orders; empty: none is known
};

/// By the number of late orders, the most first; of equals as the scenario names them.
std::vector<PlannedCustomer> customers_of(const Plan& plan);

/// What the source of an order is, for people: "piece weekly", "from stock".
std::string source_words(const PlannedOrder& order);

/// The cause in a word or two, for a cell of a table.
std::string cause_word(const std::string& cause);

/// The cause for people; empty for none.
std::string cause_words(const std::string& cause);

}  // namespace allot::report
