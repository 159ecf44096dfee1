#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace allot::metrics {

/// Entries of many owners in one array, each owner's together and in the order they came in.
template <class Entry>
class Buckets {
 public:
  /// `visit` calls its argument with (owner, entry) for each entry, the same way each of the two times it is
  /// called.
  template <class Visit>
  void fill(std::size_t owners, Visit&& visit) {
    begin_.assign(owners + 2, 0);
    visit([&](std::size_t owner, const Entry&) { ++begin_[owner + 2]; });
    for (std::size_t i = 2; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    entries_.resize(begin_.back());
    visit([&](std::size_t owner, const Entry& entry) { entries_[begin_[owner + 1]++] = entry; });
  }

  std::span<const Entry> of(std::size_t owner) const {
    return std::span(entries_).subspan(begin_[owner], begin_[owner + 1] - begin_[owner]);
  }
  std::span<Entry> of(std::size_t owner) {
    return std::span(entries_).subspan(begin_[owner], begin_[owner + 1] - begin_[owner]);
  }

 private:
  std::vector<Entry> entries_;
  std::vector<std::size_t> begin_;
};

}  // namespace allot::metrics
