#pragma once

#include <string>

#include "allot/labels.hpp"

namespace allot::report {

/// "online GPU-days" of online_gpu_days.
std::string words_of_metric(std::string name);

/// What a metric's path names, in words: "online GPU-days of Tesla", "date of Half of Texas", "share of replications that
/// reach Half of Texas".
std::string words_of_path(const std::string& path, const Labels& labels);

/// The label of a parameter, else the last key of a pointer, safe to print on one line: "hall_ready" of
/// /parameters/hall_ready.
std::string words_of_pointer(const std::string& pointer, const Labels& labels);

}  // namespace allot::report
