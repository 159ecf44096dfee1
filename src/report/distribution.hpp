#pragma once

#include <string>
#include <vector>

#include "allot/answer.hpp"
#include "allot/distribution.hpp"
#include "allot/report.hpp"
#include "allot/scenario.hpp"

namespace allot {

/// A distribution and, unless only its quantiles are asked for, draws from it.
struct DistributionAnswer {
  std::string text;
  Kind kind = Kind::number;
  Distribution distribution;
  std::vector<double> draws;
};

/// table: moments, quantiles and a histogram of the draws; json and csv: quantiles, or the draws themselves.
/// units: durations in days, dates as dates, all else in the base unit of its kind
std::string render(const DistributionAnswer& answer, Format format, const Style& style = {});

Answer answer_of(const DistributionAnswer& answer);

}  // namespace allot
