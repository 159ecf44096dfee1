#include "engine/event_list.hpp"

namespace allot::engine {

// A list in order is a heap.
void EventList::fetch() {
  reach_ = far_.take_nearest(near_);
  std::sort(near_.begin(), near_.end());
  if (far_.empty()) reach_ = all;
}

// Not where all are of one moment, nor where some are before the base of those that are far already.
void EventList::send_away() {
  const std::int64_t first = near_.front().at;
  if (reach_ == first + 1) return;
  if (far_.empty()) far_.restart(first);
  if (first < far_.base()) return;
  for (const Event& event : near_) far_.push(event);
  near_.clear();
  fetch();
}

}  // namespace allot::engine
