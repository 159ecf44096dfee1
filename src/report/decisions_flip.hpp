#pragma once

#include <string>

#include "allot/comparison.hpp"
#include "allot/report.hpp"
#include "report/json.hpp"

namespace allot::report {

/// Which single assumption reverses what a comparison says of one variant, a sentence each; nothing where nothing does.
std::string flip_section(const Flips& flips, const Labels& labels, const Style& style);

void add_flips(JsonTree& tree, const Flips& flips);

/// Lines under a head of their own.
std::string flips_csv(const std::vector<Flips>& all);

}  // namespace allot::report
