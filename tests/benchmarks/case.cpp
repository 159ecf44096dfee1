#include "case.hpp"

#include <time.h>

#include <iostream>
#include <nlohmann/json.hpp>

namespace allot::bench {
namespace {

/// Time that this thread was at work, so that another program on the machine counts less.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// What one side took, and what it came to: by number, by replication.
struct Side {
  Replicate replicate;
  std::vector<double> times{};
  std::vector<std::vector<double>> values{};

  void run(std::uint64_t number, double operations) {
    const double begin = milliseconds();
    const std::vector<double> row = replicate(number);
    times.push_back((milliseconds() - begin) / operations);
    values.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) values[i].push_back(row[i]);
  }
};

}  // namespace

void print_measured(const Case& it) {
  std::vector<Side> sides;
  for (const auto& [name, make] : it.sides) sides.push_back({make()});
  for (const Side& side : sides) side.replicate(0);
  for (std::uint64_t number = 1; number <= it.replications; ++number)
    for (Side& side : sides) side.run(number, it.operations);
  nlohmann::ordered_json out{
      {"case", it.name}, {"numbers", it.numbers}, {"exactly", it.agreement == Agreement::exactly}};
  for (std::size_t i = 0; i < sides.size(); ++i)
    out["sides"][it.sides[i].first] = {{"times", sides[i].times}, {"values", sides[i].values}};
  std::cout << out.dump() << '\n';
}

void run_counted(const Case& it, std::uint64_t replications) {
  const Replicate ours = it.sides.front().second();
  ours(0);
  for (std::uint64_t number = 1; number <= replications; ++number) ours(number);
}

}  // namespace allot::bench
