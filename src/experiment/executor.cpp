#include "experiment/executor.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

// The one loop over replications. A replication is a pure function of a model, a seed and its number: what is drawn is
// looked up by seed, number and what it is for, never taken from a stream that others take from. So replications can be
// computed in any order, by anyone, and two points at the same number meet the same chance: what differs between them
// is what was decided (common random numbers).
//
// The invariant: which row a replication fills is its number, never who computed it or when. A worker is handed the
// numbers of rows and writes nowhere else; what it adds up on its own are whole numbers, whose sum has no order. Nothing
// in a result can therefore tell how many threads there were, which of them was first, or that several points had their
// past simulated once.
//
// Points that differ in their interventions alone do have it once: they are merged into one model, and a replication is
// copied where the first intervention begins that some of them take and others do not (engine/forks.hpp). A point alone
// goes the same way, with nothing to part for.
//
// Rows are taken in blocks off one counter. Larger blocks cost fewer visits to it, smaller ones leave less waiting for
// the last at the end: a quarter of a thread's share, but no more than 16. Where nothing is left to chance the first row
// tells all; whether that is so is known for sure only once it was simulated, so it is simulated first and alone.
//
// Progress is told by the first worker, which is the caller's own thread; its refusal is the only way to stop, and
// leaves nothing half done that anyone could see: the exception ends the question.

namespace allot::experiment {
namespace {

constexpr std::size_t largest_block = 16;

// Calls `run` for worker 0 here, and for the others on threads of their own where there are any to be had: who computes
// cannot matter.
void beside_others([[maybe_unused]] std::size_t workers, const std::function<void(std::size_t)>& run) {
#ifdef __cpp_lib_jthread  // not in WebAssembly, whose caller has workers of its own
  std::vector<std::jthread> others;
  try {
    for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(run, worker);
  } catch (const std::exception&) {
  }
#endif
  run(0);
}

}  // namespace

Executor::Executor(const Sampling& sampling)
    : threads_(std::max<std::size_t>(1, sampling.threads)), progress_(sampling.progress) {}

Executor Executor::part(std::size_t part, std::size_t of) const {
  Executor out = *this;
  if (progress_)
    out.progress_ = [all = progress_, part, of](std::size_t done, std::size_t rows) {
      return all(part * rows + done, of * rows);
    };
  return out;
}

void Executor::each(std::size_t items, const Work& work) const {
  const std::size_t threads = std::clamp<std::size_t>(threads_, 1, std::max<std::size_t>(1, items));
  const std::size_t block = std::clamp<std::size_t>(items / (4 * threads), 1, largest_block);
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stopped{false};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&](std::size_t worker) {
    try {
      for (std::size_t begin = next.fetch_add(block); begin < items && !stopped; begin = next.fetch_add(block))
        for (std::size_t item = begin; item < std::min(begin + block, items) && !stopped; ++item) work(worker, item);
    } catch (...) {
      const std::lock_guard lock(failure_mutex);
      if (!failure) failure = std::current_exception();
      stopped = true;
    }
  };
  beside_others(threads, run);
  if (failure) std::rethrow_exception(failure);
}

Executed Executor::replicate(const Block& block, bool is_surely_random,
                             const std::function<bool(std::size_t, std::size_t)>& work) const {
  std::atomic<std::size_t> done{block.from};
  std::atomic<bool> is_random{false};
  const auto simulate = [&](std::size_t from, std::size_t to) {
    each(to - from, [&](std::size_t worker, std::size_t item) {
      if (work(worker, from + item)) is_random = true;
      const std::size_t finished = ++done;
      if (worker == 0 && progress_ && !progress_(finished, block.to)) throw Interrupted();
    });
  };
  std::size_t to = is_surely_random ? block.to : std::min(block.from + 1, block.to);
  simulate(block.from, to);
  if (is_random && to < block.to) simulate(std::exchange(to, block.to), block.to);
  return {to, is_random};
}

Executed Executor::execute(const Design& design, const MergedModel& points, const Block& block,
                           const std::function<void(const Seen&)>& look) const {
  const bool is_surely_random = std::any_of(points.points.begin(), points.points.end(),
                                            [&](std::size_t point) { return design[point].is_surely_random; });
  std::vector<std::unique_ptr<engine::Forks>> forks(workers());  // their memory is used again
  return replicate(block, is_surely_random || block.from > 0, [&](std::size_t worker, std::size_t row) {
    auto& own = forks[worker];
    if (!own) own = std::make_unique<engine::Forks>(*points.model, design.recording(), design.sampling().seed);
    bool is_random = false;
    own->run(block.first + row, points.choices,
             [&](std::span<const std::size_t> members, const engine::Observations& seen) {
               look({worker, row, members, seen});
               is_random = is_random || seen.is_random;
             });
    return is_random;
  });
}

}  // namespace allot::experiment
