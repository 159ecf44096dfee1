#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/event.hpp"

namespace allot::engine {

/// Events too many to be kept in order: unsorted, in buckets by the highest bit in which their moment differs from a
/// base before them all. The nearest are handed out when they are wanted; what is never reached is never sorted.
///
/// cost:   constant for a push; each event goes down some buckets on its way out
/// source: radix heaps, Ahuja, Mehlhorn, Orlin and Tarjan (1990), Faster algorithms for the shortest path problem,
///         Journal of the ACM 37(2), 213-223
class FarEvents {
 public:
  FarEvents() { first_.fill(model::none); }

  bool empty() const { return filled_ == 0; }
  /// Nothing before it may come.
  std::int64_t base() const { return base_; }

  /// Nothing is left; events from `base` on may come.
  void restart(std::int64_t base);
  void push(const Event& event);
  /// Moves the nearest into `near`, which is empty: some few, or all of one moment. Gives a moment that is later than
  /// theirs and not later than any that stays. There has to be one.
  std::int64_t take_nearest(std::vector<Event>& near);

 private:
  static constexpr std::size_t few = 64;
  static constexpr std::uint32_t room = 31;

  /// Some events of a bucket, next to each other; only the first chunk of a bucket has room left.
  struct Chunk {
    std::array<Event, room> events;
    std::uint32_t count = 0;
    Index next = model::none;
  };

  Chunk& chunk(Index index) { return chunks_[static_cast<std::size_t>(index)]; }
  Index added_before(Index next);
  void recycle(Index index);
  Index cleared(std::size_t bucket);
  std::int64_t earliest(Index first);

  std::vector<Chunk> chunks_;
  std::array<Index, 64> first_;           ///< of each bucket
  std::array<std::size_t, 64> counts_{};  ///< of their events
  std::uint64_t filled_ = 0;              ///< a bit for each bucket that holds any
  Index spare_ = model::none;             ///< of chunks that hold nothing
  std::int64_t base_ = 0;
};

}  // namespace allot::engine
