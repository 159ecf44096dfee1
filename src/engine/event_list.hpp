#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/event.hpp"
#include "engine/far_events.hpp"

namespace allot::engine {

/// The events to come: those known at the start, sorted once, and the rest: the near ones in a 4-ary heap, and the far
/// ones, once there are too many for that, unsorted.
class EventList {
 public:
  EventList() = default;
  EventList(const EventList&) = default;
  /// What is to come, and nothing of what has been.
  EventList& operator=(const EventList& other) {
    if (this == &other) return *this;
    agenda_.assign(other.agenda_.begin() + static_cast<std::ptrdiff_t>(other.next_), other.agenda_.end());
    near_ = other.near_;
    far_ = other.far_;
    reach_ = other.reach_;
    next_ = 0;
    return *this;
  }

  void clear() {
    agenda_.clear();
    near_.clear();
    far_.restart(0);
    reach_ = all;
    next_ = 0;
  }
  void plan(const Event& event) { agenda_.push_back(event); }
  void sort_plan() { std::sort(agenda_.begin(), agenda_.end()); }

  bool empty() const { return next_ == agenda_.size() && near_.empty(); }
  const Event& top() const { return agenda_is_next() ? agenda_[next_] : near_.front(); }
  void pop() {
    if (agenda_is_next()) {
      ++next_;
      return;
    }
    pop_near();
    if (near_.empty() && !far_.empty()) fetch();
  }

  /// Not before what was popped last.
  void push(const Event& event) {
    if (event.at >= reach_) return far_.push(event);
    push_near(event);
    if (near_.size() > most_near) send_away();
  }

 private:
  static constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
  static constexpr std::size_t most_near = 512;

  bool agenda_is_next() const { return next_ < agenda_.size() && (near_.empty() || !(near_.front() < agenda_[next_])); }

  void fetch();
  void send_away();

  void push_near(const Event& event) {
    near_.push_back(event);
    std::size_t child = near_.size() - 1;
    while (child > 0) {
      const std::size_t parent = (child - 1) / 4;
      if (!(event < near_[parent])) break;
      near_[child] = near_[parent];
      child = parent;
    }
    near_[child] = event;
  }

  void pop_near() {
    const Event last = near_.back();
    near_.pop_back();
    if (near_.empty()) return;
    std::size_t hole = 0;
    for (;;) {
      const std::size_t first = 4 * hole + 1;
      if (first >= near_.size()) break;
      const std::size_t end = std::min(first + 4, near_.size());
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child)
        if (near_[child] < near_[least]) least = child;
      if (!(near_[least] < last)) break;
      near_[hole] = near_[least];
      hole = least;
    }
    near_[hole] = last;
  }

  std::vector<Event> agenda_, near_;
  std::size_t next_ = 0;
  FarEvents far_;
  std::int64_t reach_ = all;  ///< near are those before it
};

}  // namespace allot::engine
