#pragma once

#include <string>
#include <vector>

#include "report/views.hpp"

/// Views that several answers have, under the same keys.
namespace allot::report {

/// {"version", "format"} of the program and of its JSON.
Part version_field();

/// {"replications", "seed"} of the provenance; with "failed", which nothing is, where `counts_failed`.
View run_view(bool counts_failed);

/// KIND -> ENTITY -> METRIC -> what is said of it, for the system KIND -> METRIC; of those kinds, in this order.
View by_metric(View of_one, std::vector<std::string> kinds);
/// All kinds of things that metrics are of.
std::vector<std::string> all_kinds();

/// What an estimate says: mean, sd, ci95, p10, p50, p90, min, max.
std::vector<Part> estimate_fields();

/// Metrics and milestones of a run, and its transfers; of several runs those that match.
std::vector<Part> metrics_tree(std::vector<View::Match> of_variant = {});
View transfers_tree(std::vector<View::Match> of_variant = {});

}  // namespace allot::report
