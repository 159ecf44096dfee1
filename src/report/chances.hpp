#pragma once

#include <string>

#include "allot/report.hpp"

/// How likely milestones are reached by some day: what `run --chance` asks.
namespace allot::report {

/// A sentence for each; nothing where nothing was asked.
std::string chance_sentences(const Results& results, const Style& style);

/// The moment by which; the day alone where all of it counts.
std::string by_text(Date by);

}  // namespace allot::report
