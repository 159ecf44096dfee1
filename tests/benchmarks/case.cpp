#include "case.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cmath>

namespace allot::bench {
namespace {

constexpr double most_standard_errors = 4.5;

/// Time that this thread was at work, so that another program on the machine counts less.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// What one side took, and what it came to: by number, by replication.
struct Side {
  std::vector<double> times;
  std::vector<std::vector<double>> values;

  void run(const Replicate& replicate, std::uint64_t number) {
    const double begin = milliseconds();
    std::vector<double> row = replicate(number);
    times.push_back(milliseconds() - begin);
    values.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) values[i].push_back(row[i]);
  }
};

double median(std::vector<double> x) {
  std::nth_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2), x.end());
  return x[x.size() / 2];
}

struct Moments {
  double mean = 0, variance_of_mean = 0;
};

Moments moments(const std::vector<double>& x) {
  const auto n = static_cast<double>(x.size());
  Moments out;
  for (const double value : x) out.mean += value / n;
  for (const double value : x) out.variance_of_mean += (value - out.mean) * (value - out.mean) / (n - 1) / n;
  return out;
}

double standard_errors_apart(const std::vector<double>& a, const std::vector<double>& b) {
  const Moments x = moments(a), y = moments(b);
  if (x.mean == y.mean) return 0;
  return std::abs(x.mean - y.mean) / std::sqrt(x.variance_of_mean + y.variance_of_mean);
}

bool compare(const Case& it, const Side& engine, const Side& loop) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < engine.times.size(); ++i) ratios.push_back(engine.times[i] / loop.times[i]);
  double apart = 0;
  std::string differing;
  for (std::size_t i = 0; i < it.numbers.size(); ++i) {
    const double z = standard_errors_apart(engine.values[i], loop.values[i]);
    apart = std::max(apart, z);
    if (!(z <= most_standard_errors))
      differing += fmt::format("\n    {}: {:.6g} and {:.6g}, {:.1f} standard errors apart", it.numbers[i],
                               moments(engine.values[i]).mean, moments(loop.values[i]).mean, z);
  }
  const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
  fmt::print("{:<34} {:>9.3f} {:>9.3f} {:>7.2f}  {:>5.2f}-{:<5.2f} {:>5.1f}{}\n", it.name,
             median(engine.times), median(loop.times), median(ratios), *least, *most, apart, differing);
  return differing.empty();
}

}  // namespace

bool measure(const Case& it) {
  Side engine, loop;
  it.engine(0);  // warm
  if (it.loop) it.loop(0);
  for (std::uint64_t number = 1; number <= it.replications; ++number) {
    engine.run(it.engine, number);
    if (it.loop) loop.run(it.loop, number);
  }
  if (it.loop) return compare(it, engine, loop);
  fmt::print("{:<34} {:>9.3f}\n", it.name, median(engine.times));
  return true;
}

}  // namespace allot::bench
