#pragma once

#include <cstddef>
#include <functional>

namespace allot::experiment {

/// Calls `work(worker, item)` once for every item below `items`, on up to `threads` threads, as many as can be had, in blocks taken in
/// order.
/// The first exception is thrown again here once all threads have stopped; after it no new block begins.
void for_each(std::size_t items, std::size_t threads,
              const std::function<void(std::size_t worker, std::size_t item)>& work);

}  // namespace allot::experiment
