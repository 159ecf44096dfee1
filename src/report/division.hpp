#pragma once

#include <string>
#include <vector>

#include "allot/answer.hpp"
#include "allot/report.hpp"

namespace allot {

/// The answer of one division.
struct DivisionAnswer {
  std::string rule;
  double estate = 0, unallocated = 0;
  std::vector<double> claims, awards;
  bool in_lots = false;
};

/// json: {"rule", "estate", "awards", "unallocated"}; csv: a line per claimant; table: for people.
std::string render(const DivisionAnswer& answer, Format format, const Style& style = {});

Answer answer_of(const DivisionAnswer& answer);

}  // namespace allot
