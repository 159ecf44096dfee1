#include "experiment/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace allot::experiment {
namespace {

constexpr std::size_t largest_block = 16;

}  // namespace

void for_each(std::size_t items, std::size_t threads, const std::function<void(std::size_t, std::size_t)>& work) {
  threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(1, items));
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
  {
    std::vector<std::jthread> others;
    try {
      for (std::size_t worker = 1; worker < threads; ++worker) others.emplace_back(run, worker);
    } catch (const std::exception&) {  // no more threads than these are to be had; who computes cannot matter
    }
    run(0);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace allot::experiment
