#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace allot::bench {

/// One replication: numbers that all sides must agree on.
using Replicate = std::function<std::vector<double>(std::uint64_t number)>;

/// Makes what it needs, outside the time that counts.
using Make = std::function<Replicate()>;

/// What the numbers of two sides must be: the same within chance, or the same.
enum class Agreement : std::uint8_t { in_the_mean, exactly };

/// The same work done by several: ours first, then what it is measured against.
struct Case {
  std::string name;
  std::vector<std::string> numbers;
  std::vector<std::pair<std::string, Make>> sides;
  std::uint64_t replications = 30;
  Agreement agreement = Agreement::in_the_mean;
  std::string scenario{};  ///< where the case is made from a text
  double operations = 1;   ///< in a replication; times are told for one
};

/// Runs all sides in turn, once to warm up and then so many times, and prints one line of JSON: for each side
/// the milliseconds of every replication and, by number, what each came to.
void print_measured(const Case& it);

/// So many replications of the first side behind a warm one, for a profiler.
void run_counted(const Case& it, std::uint64_t replications);

}  // namespace allot::bench
