// First come, first served, in a vector and a number.
//
// Everything that waits here, for a server, for room, for power, for parts, is a line of slices that is added to at the
// back and served from the front; now and then somebody leaves from the middle (cancelled, swapped away) or a part is
// put in beside its whole. A replication has a line for each station and site, and is run a thousand times, so the line
// has to keep its memory from run to run; a `std::deque` gives blocks back and asks for them again, and its iterators
// cost two indirections.
//
// So the members are in one vector, and `first_` says how many of them have been served. Popping moves a number. When
// those served are as many as those who wait, they are dropped in one move, which costs as much as they were: a
// constant for each pop in the mean, and at most half of the vector is waste.
//
// The invariant: members_[first_..] are who waits, in order; what is before is of no meaning.
//
// source: amortised cost as of growing arrays, Tarjan (1985), SIAM Journal on Algebraic and Discrete Methods 6(2),
//         306-318

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
