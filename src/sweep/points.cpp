#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

#include "allot/sweep.hpp"
#include "experiment/executor.hpp"

// Threads take whole points, since what is left of a point beside its replications (edits, checks, estimates, text) is no
// work for many. Only where there are fewer points than threads do they share one.

namespace allot {
namespace {

Sampling sampling_of_all(const Sweep& sweep) {
  Sampling out = sweep.sampling;
  out.progress = nullptr;
  return out;
}

}  // namespace

void sweep_points(const Sweep& sweep, std::span<const std::size_t> points, const PointDone& done) {
  const std::size_t threads = std::max<std::size_t>(1, sweep.sampling.threads);
  std::atomic<std::size_t> finished{0};
  std::mutex one_at_a_time;
  Sweep own = sweep;
  own.sampling.threads = points.empty() ? threads : std::max<std::size_t>(1, threads / points.size());
  own.sampling.notice = nullptr;
  if (sweep.sampling.progress)
    own.sampling.progress = [&](std::size_t, std::size_t) {
      const std::lock_guard lock(one_at_a_time);
      return sweep.sampling.progress(finished, points.size());
    };
  experiment::Executor(sampling_of_all(sweep)).each(points.size(), [&](std::size_t, std::size_t item) {
    const PointAnswer answer = answer_or_failure(own, points[item]);
    const std::lock_guard lock(one_at_a_time);
    done(points[item], answer);
    ++finished;
  });
}

}  // namespace allot
