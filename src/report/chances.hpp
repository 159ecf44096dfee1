#pragma once

#include <string>

#include "allot/report.hpp"
#include "report/json.hpp"

/// How likely milestones are reached by some day: what `run --chance` asks.
namespace allot::report {

/// A sentence for each; nothing where nothing was asked.
std::string chance_sentences(const Results& results, const Style& style);

/// Adds [{"milestone", "by", "share", "ci95", "reached", "replications"}] to the object that is open, where asked for.
void add_chances(JsonTree& tree, const Results& results);

/// Lines of the metric `reached@DATE` of the kind milestone.
std::string chance_lines(const Results& results);

}  // namespace allot::report
