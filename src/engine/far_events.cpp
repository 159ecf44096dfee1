// Events that are too far off to be worth sorting: a radix heap.
//
// An event lies in the bucket of the highest bit in which its moment differs from a base that is before them all.
// Events of bucket 0 are at the base; those of bucket b lie between base + 2^(b-1) and base + 2^b, roughly, so that
// near ones are told apart finely and far ones hardly at all. To push is to count leading zeros and append.
//
// To take the nearest, the lowest bucket that is not empty is emptied. If it holds few, they are handed out as they
// are, and the heap of near events sorts them. If it holds many, the base moves to the earliest of them and all go back
// into lower buckets, since they now agree with the base in one more bit. An event can only go down, some buckets on
// its way out, and what is never reached never moves.
//
// The invariant: base <= every moment kept, and the buckets in order of number are in order of time. It rests on
// monotony (nothing before the base is ever pushed), which a simulation gives for free and a general priority queue
// could not ask for.
//
// Buckets are lists of chunks of 31 events rather than vectors: they grow without copying, and chunks that were emptied
// are used again, so that a warm replication asks for no memory.
//
// source: Ahuja, Mehlhorn, Orlin and Tarjan (1990), Journal of the ACM 37(2), 213-223

#include "engine/far_events.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace allot::engine {

void FarEvents::restart(std::int64_t base) {
  chunks_.clear();
  first_.fill(model::none);
  counts_.fill(0);
  filled_ = 0;
  spare_ = model::none;
  base_ = base;
}

void FarEvents::push(const Event& event) {
  const auto bucket = static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(event.at ^ base_)));
  if (first_[bucket] == model::none || chunk(first_[bucket]).count == room)
    first_[bucket] = added_before(first_[bucket]);
  Chunk& it = chunk(first_[bucket]);
  it.events[it.count++] = event;
  ++counts_[bucket];
  filled_ |= std::uint64_t{1} << bucket;
}

std::int64_t FarEvents::take_nearest(std::vector<Event>& near) {
  for (;;) {
    const auto bucket = static_cast<std::size_t>(std::countr_zero(filled_));
    const bool is_moved = bucket == 0 || counts_[bucket] <= few;
    const std::int64_t end = ((base_ >> bucket) + 1) << bucket;
    Index next = cleared(bucket);
    if (!is_moved) base_ = earliest(next);
    while (next != model::none) {
      const Chunk it = chunk(next);  // a copy: its place may be filled again at once
      recycle(std::exchange(next, it.next));
      if (is_moved) {
        near.insert(near.end(), it.events.begin(), it.events.begin() + it.count);
      } else {
        for (std::size_t i = 0; i < it.count; ++i) push(it.events[i]);
      }
    }
    if (is_moved) return end;
  }
}

Index FarEvents::added_before(Index next) {
  Index index = spare_;
  if (index == model::none) {
    index = static_cast<Index>(chunks_.size());
    chunks_.emplace_back();
  } else {
    spare_ = chunk(index).next;
  }
  chunk(index).count = 0;
  chunk(index).next = next;
  return index;
}

void FarEvents::recycle(Index index) { chunk(index).next = std::exchange(spare_, index); }

Index FarEvents::cleared(std::size_t bucket) {
  filled_ &= ~(std::uint64_t{1} << bucket);
  counts_[bucket] = 0;
  return std::exchange(first_[bucket], model::none);
}

std::int64_t FarEvents::earliest(Index first) {
  std::int64_t at = chunk(first).events[0].at;
  for (; first != model::none; first = chunk(first).next)
    for (std::size_t i = 0; i < chunk(first).count; ++i) at = std::min(at, chunk(first).events[i].at);
  return at;
}

}  // namespace allot::engine
