// The events to come, in three parts, each as cheap as its events allow.
//
// The agenda holds what is known before the run begins: orders of the file, planned lots, dated decisions. It is sorted
// once and then read in order, which costs nothing an event. Near events, those that handlers schedule for soon, stand
// in a 4-ary heap, whose nodes lie in fewer cache lines than those of a binary one. When the heap outgrows some hundred
// events, the far ones go to a third part that does not keep them in order at all (far_events.cpp): in a run with a
// million orders most of what is scheduled lies months ahead, and much of it is void before its time.
//
// The invariant: every event in the heap is before `reach_`, every far one is at or after it. So the earliest of all is
// the smaller of the agenda's next and the heap's top, and the far part is looked at only when the heap is empty.
// Nothing is ever pushed before what was popped last; simulated time does not go back.
//
// A calendar queue would be O(1) as well, but its bucket width has to be guessed from the gaps between events, and ours
// run from one second to two years within one scenario. The heap needs no such guess, and the radix part adapts by
// itself.
//
// source: d-ary heaps, Johnson (1975), Information Processing Letters 4(3), 53-57; what calendar queues suffer from,
//         Roenngren and Ayani (1997), ACM Transactions on Modeling and Computer Simulation 7(2), 157-209

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
