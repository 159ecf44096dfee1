#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace allot::bench {

/// One replication: numbers that both sides must agree on in the mean.
using Replicate = std::function<std::vector<double>(std::uint64_t number)>;

/// The same model as a scenario and as a loop.
struct Case {
  std::string name;
  std::vector<std::string> numbers;
  Replicate engine;
  Replicate loop;  ///< empty: there is none
  std::uint64_t replications = 30;
};

/// Runs both sides in turn and prints a line: medians in milliseconds, the median of the ratios of pairs with
/// their range, and how far the means are apart at most, in standard errors.
///
/// gives:  whether the means agree, within 4.5 standard errors
bool measure(const Case& it);

}  // namespace allot::bench
