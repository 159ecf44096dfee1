#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "allot/time.hpp"
#include "engine/layout.hpp"

namespace allot::engine {

/// What can happen. Each kind belongs to one phase of its second.
enum class EventKind : std::uint8_t {
  source_changes,
  site_fits,
  shock_begins,
  gate_opens,
  thaws,
  award_due,
  shock_ends,  // 1 parameters
  loan_due,
  intervention,  // 2
  order_placed,
  slice_eligible,
  substitute_due,
  stream_order,  // 3
  patience_ends,
  need_met,
  buyer_reviews,
  conversion_ends,
  lot_arrives,
  parts_are_there,  // 4
  pegs_served,
  allocation_run,  // 5
  stage_ends,
  reroute_ends,  // 6
  piece_installed,
  commissioned,
  site_settles,  // 7
  grid_sample    // 8
};

constexpr int phase_of(EventKind kind) {
  if (kind <= EventKind::shock_ends) return 1;
  if (kind <= EventKind::intervention) return 2;
  if (kind <= EventKind::buyer_reviews) return 3;
  if (kind <= EventKind::parts_are_there) return 4;
  if (kind <= EventKind::allocation_run) return 5;
  if (kind <= EventKind::reroute_ends) return 6;
  if (kind <= EventKind::site_settles) return 7;
  return 8;
}

constexpr bool begins_intervention(EventKind kind) {
  return kind == EventKind::shock_begins || kind == EventKind::intervention;
}

/// An event and its place: time, pass of its second, phase, order of definition (`rank`).
struct Event {
  std::int64_t at = 0;     ///< time * 256 + pass * 16 + phase
  std::uint64_t rank = 0;  ///< order of definition within a phase
  std::uint32_t stamp = 0;
  Index subject = 0;
  EventKind kind = EventKind::grid_sample;

  Time time() const { return at >> 8; }
  int pass() const { return static_cast<int>(at >> 4 & 15); }

  friend bool operator<(const Event& a, const Event& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.rank != b.rank) return a.rank < b.rank;
    return a.stamp < b.stamp;
  }
};

/// The events to come: those known at the start, sorted once, and a 4-ary heap of the rest.
class EventList {
 public:
  EventList() = default;
  EventList(const EventList&) = default;
  /// What is to come, and nothing of what has been.
  EventList& operator=(const EventList& other) {
    if (this == &other) return *this;
    agenda_.assign(other.agenda_.begin() + static_cast<std::ptrdiff_t>(other.next_), other.agenda_.end());
    heap_ = other.heap_;
    next_ = 0;
    return *this;
  }

  void clear() {
    agenda_.clear();
    heap_.clear();
    next_ = 0;
  }
  void plan(const Event& event) { agenda_.push_back(event); }
  void sort_plan() { std::sort(agenda_.begin(), agenda_.end()); }

  bool empty() const { return next_ == agenda_.size() && heap_.empty(); }
  const Event& top() const { return agenda_is_next() ? agenda_[next_] : heap_.front(); }
  void pop() {
    if (agenda_is_next())
      ++next_;
    else
      pop_heap();
  }

  void push(const Event& event) {
    heap_.push_back(event);
    std::size_t child = heap_.size() - 1;
    while (child > 0) {
      const std::size_t parent = (child - 1) / 4;
      if (!(event < heap_[parent])) break;
      heap_[child] = heap_[parent];
      child = parent;
    }
    heap_[child] = event;
  }

 private:
  bool agenda_is_next() const { return next_ < agenda_.size() && (heap_.empty() || !(heap_.front() < agenda_[next_])); }

  void pop_heap() {
    const Event last = heap_.back();
    heap_.pop_back();
    if (heap_.empty()) return;
    std::size_t hole = 0;
    for (;;) {
      const std::size_t first = 4 * hole + 1;
      if (first >= heap_.size()) break;
      const std::size_t end = std::min(first + 4, heap_.size());
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child)
        if (heap_[child] < heap_[least]) least = child;
      if (!(heap_[least] < last)) break;
      heap_[hole] = heap_[least];
      hole = least;
    }
    heap_[hole] = last;
  }

  std::vector<Event> agenda_, heap_;
  std::size_t next_ = 0;
};

}  // namespace allot::engine
