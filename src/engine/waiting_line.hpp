#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/layout.hpp"

namespace allot::engine {

/// Who waits, first come first served; keeps its memory, which a `std::deque` does not.
class WaitingLine {
 public:
  using Iterator = std::vector<Index>::iterator;

  bool empty() const { return first_ == members_.size(); }
  Index front() const { return members_[first_]; }
  Iterator begin() { return members_.begin() + static_cast<std::ptrdiff_t>(first_); }
  Iterator end() { return members_.end(); }

  void clear() {
    members_.clear();
    first_ = 0;
  }
  void push_back(Index member) { members_.push_back(member); }
  /// Those served are dropped once they are as many as those who wait.
  void pop_front() {
    ++first_;
    if (2 * first_ < members_.size()) return;
    members_.erase(members_.begin(), begin());
    first_ = 0;
  }
  void insert(Iterator place, Index member) { members_.insert(place, member); }
  void erase(Index member) { members_.erase(std::remove(begin(), end(), member), end()); }

 private:
  std::vector<Index> members_;
  std::size_t first_ = 0;
};

}  // namespace allot::engine
