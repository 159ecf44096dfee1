#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace allot::bench {

/// What is to happen, and when; equals in the order that they were pushed.
struct Entry {
  std::int64_t at = 0;
  std::uint32_t number = 0;
  std::uint32_t what = 0;
};

/// A queue that is never asked for something before what it gave last.
///
/// source: Ahuja, Mehlhorn, Orlin, Tarjan (1990), Faster algorithms for the shortest path problem, JACM 37(2)
class RadixHeap {
 public:
  void clear() {
    for (auto& bucket : buckets_) bucket.clear();
    filled_ = 0;
    last_ = 0;
    next_ = 0;
    size_ = 0;
  }
  bool empty() const { return size_ == 0; }

  void push(Entry entry) {
    place(entry);
    ++size_;
  }

  Entry pop() {
    if (next_ == buckets_[0].size()) refill();
    --size_;
    return buckets_[0][next_++];
  }

 private:
  void place(const Entry& entry) {
    const auto bucket = static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(entry.at ^ last_)));
    buckets_[bucket].push_back(entry);
    filled_ |= bucket == 0 ? 0 : std::uint64_t{1} << (bucket - 1);
  }

  void refill() {
    buckets_[0].clear();
    next_ = 0;
    const auto bucket = static_cast<std::size_t>(std::countr_zero(filled_)) + 1;
    filled_ &= filled_ - 1;
    const auto earlier = [](const Entry& a, const Entry& b) { return a.at < b.at; };
    last_ = std::min_element(buckets_[bucket].begin(), buckets_[bucket].end(), earlier)->at;
    for (const Entry& entry : buckets_[bucket]) place(entry);
    buckets_[bucket].clear();
    if (buckets_[0].size() > 1)
      std::sort(buckets_[0].begin(), buckets_[0].end(),
                [](const Entry& a, const Entry& b) { return a.number < b.number; });
  }

  std::array<std::vector<Entry>, 64> buckets_;
  std::uint64_t filled_ = 0;  // bit i: bucket i + 1 has entries
  std::int64_t last_ = 0;
  std::size_t next_ = 0, size_ = 0;
};

}  // namespace allot::bench
