#pragma once

#include <string>
#include <string_view>

#include "allot/roll.hpp"

namespace allot::report {

std::string_view word_for(RollNote::Matter matter);

/// "received.csv:4", or nothing.
std::string where(const Place& place);

struct RollCounts {
  std::size_t otherwise = 0, contradictions = 0;
};

RollCounts counts_of(const Roll& roll);

}  // namespace allot::report
