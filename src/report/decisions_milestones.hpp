#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/comparison.hpp"
#include "report/decisions_difference_table.hpp"

namespace allot::report {

/// Less than the tenth of a day that is shown.
bool rounds_to_nothing(double days);

/// By how many days later or earlier in the median: "12.5 days later"; "at least 12.5 days later" where the end of the
/// run hides how many more, "not known" where it hides on which side.
std::string median_change(const Difference& difference);

/// The milestones of an organisation and its sites, and the days by which one variant reaches each later.
std::vector<std::pair<std::string, const Difference*>> milestones_of(const Comparison& comparison,
                                                                     std::size_t difference,
                                                                     const std::string& organisation);

/// Says of each organisation which of its milestones moves most.
void add_milestones(const Comparison& comparison, std::size_t difference, std::vector<Change>& changes);

/// Days by which one variant reaches each milestone later, with the dates of both; those that are the same in
/// a line below. Nothing for a scenario without milestones.
std::string milestone_section(const Comparison& comparison, std::size_t difference, const Reading& reading,
                              const Style& style);

}  // namespace allot::report
