#pragma once

#include <string>

#include "allot/answer.hpp"
#include "allot/ration.hpp"
#include "allot/report.hpp"

namespace allot {

/// json: {"rule", "estate", "awards", "unallocated"}; csv: a line per claimant; table: for people.
std::string render(const DivisionAnswer& answer, Format format, const Style& style = {});

Answer answer_of(const DivisionAnswer& answer);

}  // namespace allot
