#pragma once

#include <string_view>
#include <vector>

#include "allot/answer.hpp"
#include "allot/displacement.hpp"
#include "report/views.hpp"

/// Who is displaced, as answers of promises and of locks have it.
namespace allot::report {

/// By one order or lock; its name stands before each row.
///
/// shape: the lists outlive the tables
struct DisplacedBy {
  Answer::Row name;
  double probability = 0.9;
  const std::vector<Displacement>*organisations, *orders;
};

/// name..., organisation, metric, unit, and the estimate of each.
Answer::Table displaced_table(std::vector<Answer::Column> names, std::vector<DisplacedBy> all);
/// name..., displaced, organisation, metric, unit, and the estimate of each.
Answer::Table displaced_orders_table(std::vector<Answer::Column> names, std::vector<DisplacedBy> all);
/// name..., kind, displaced, organisation, probability, date_without, date_with.
Answer::Table displaced_dates_table(std::vector<Answer::Column> names, const std::vector<DisplacedBy>& all);

/// Where a metric of the i-th displaced stands, counted from the first row of its name.
std::size_t displacement_row(std::size_t i, std::string_view metric);

/// "displaced", "displaced_orders" and "displaced_dates" of JSON, of the rows that match.
std::vector<Part> displacement_parts(const View::Match& match);

}  // namespace allot::report
