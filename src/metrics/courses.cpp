#include "metrics/courses.hpp"

#include <algorithm>

namespace allot::metrics {
namespace {

using engine::Observations;
using engine::SliceRecord;

using model::at;

// Promised less cancelled, and what is left of each promise.
std::vector<Units> count_promises(const Observations& seen, std::vector<Course>& out) {
  std::vector<Units> left;
  for (const engine::Promise& it : seen.promises) left.push_back(it.units);
  for (const engine::Cancellation& it : seen.cancellations) left[at(it.promise)] -= it.units;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (at(seen.promises[i].order) < out.size()) out[at(seen.promises[i].order)].ordered += left[i];
  return left;
}

void follow_deliveries(const Observations& seen, std::vector<Course>& out) {
  const std::vector<Units> left = count_promises(seen, out);
  std::vector<Units> in_time(left.size());
  for (const engine::DeliveryRecord& it : seen.deliveries) {
    const engine::Promise& promise = seen.promises[at(it.promise)];
    if (it.at <= promise.due) in_time[at(it.promise)] += it.units;
    if (at(promise.order) >= out.size()) continue;
    Course& course = out[at(promise.order)];
    course.docked_units += it.units;
    if (course.docked_units < course.ordered || course.ordered <= 0)
      course.docked = never;
    else if (course.docked == never)
      course.docked = it.at;
  }
  for (Course& it : out) it.is_on_time = it.docked != never;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (at(seen.promises[i].order) < out.size() && in_time[i] < left[i])
      out[at(seen.promises[i].order)].is_on_time = false;
}

/// The latest of some moments, of which one may be missing.
struct Latest {
  Time when = -1;
  bool is_whole = true;

  void add(Time moment) {
    if (moment < 0) is_whole = false;
    when = std::max(when, moment);
  }
  Time found() const { return is_whole && when >= 0 ? when : never; }
};

}  // namespace

std::vector<Course> courses(const engine::Model& model, const Observations& seen,
                            const std::vector<Journey>& journeys) {
  std::vector<Course> out(model.orders.size());
  follow_deliveries(seen, out);
  std::vector<Latest> shipped(out.size()), online(out.size());
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const SliceRecord& slice = seen.slices[i];
    if (at(slice.order) >= out.size() || !slice.is_placed) continue;
    shipped[at(slice.order)].add(journeys[i].shipped);
    online[at(slice.order)].add(journeys[i].is_open ? -1 : journeys[i].online);
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i].ordered > 0) out[i].shipped = shipped[i].found(), out[i].online = online[i].found();
  return out;
}

}  // namespace allot::metrics
