#include "experiment/displacement.hpp"

#include <algorithm>

namespace allot::experiment {

using model::at;

Displacements::Displacements(const model::Model& with, model::Index further, Placed placed)
    : model_(with), further_(further), placed_(placed), orders_(with.orders.size()) {}

// Its place in the model that has the further order.
model::Index Displacements::order_of(const engine::Observations& seen, model::Index promise, Side side) const {
  const model::Index order = seen.promises[at(promise)].order;
  return placed_ == Placed::with_alone && side == Side::without && order >= further_ ? order + 1 : order;
}

void Displacements::begin(Course& course, const engine::Observations& seen, Side side) {
  course.open.assign(size(), 0);
  course.complete.assign(size(), never);
  const auto add = [&](model::Index promise, Units units) {
    const model::Index order = order_of(seen, promise, side);
    if (is_in_question(order, side)) return;
    if (at(order) < orders_) course.open[at(order)] += units;
    course.open[of_organisation(at(seen.promises[at(promise)].owner))] += units;
  };
  for (std::size_t i = 0; i < seen.promises.size(); ++i) add(static_cast<model::Index>(i), seen.promises[i].units);
  for (const engine::Cancellation& it : seen.cancellations) add(it.promise, -it.units);
}

void Displacements::deliver(std::size_t subject, Course& course, const engine::DeliveryRecord& it, int sign) {
  course.open[subject] -= it.units;
  if (course.open[subject] <= 0 && course.complete[subject] == never) course.complete[subject] = it.at;
  balance_[subject] -= sign * it.units;
  moved_[subject].units += sign * it.units;
  moved_[subject].unit_seconds += sign * it.units * (model_.end - it.at);
  touched_.push_back(subject);
}

void Displacements::pass(const engine::Observations& seen, const engine::DeliveryRecord& it, Side side, Shift& shift) {
  const model::Index order = order_of(seen, it.promise, side);
  if (is_in_question(order, side)) {
    Time& complete = side == Side::with ? shift.complete : shift.complete_without;
    Units& delivered = delivered_[static_cast<std::size_t>(side)];
    delivered += it.units;
    shift.unit_seconds += (side == Side::with ? 1 : -1) * it.units * (model_.end - it.at);
    if (delivered >= shift.ordered && complete == never) complete = it.at;
    return;
  }
  Course& course = side == Side::with ? with_ : without_;
  const int sign = side == Side::with ? 1 : -1;
  if (at(order) < orders_) deliver(at(order), course, it, sign);
  deliver(of_organisation(at(it.owner)), course, it, sign);
}

// Both in order of time, a moment at a time: within one nobody is behind.
Shift Displacements::compare(const engine::Observations& without, const engine::Observations& with) {
  Shift shift;
  begin(without_, without, Side::without);
  begin(with_, with, Side::with);
  moved_.assign(size(), {});
  balance_.assign(size(), 0);
  delivered_[0] = delivered_[1] = 0;
  for (const engine::Promise& it : with.promises)
    if (it.order == further_) shift.ordered += it.units;
  auto one = without.deliveries.begin();
  auto other = with.deliveries.begin();
  while (one != without.deliveries.end() || other != with.deliveries.end()) {
    Time now = never;
    if (one != without.deliveries.end()) now = one->at;
    if (other != with.deliveries.end()) now = std::min(now, other->at);
    touched_.clear();
    for (; one != without.deliveries.end() && one->at == now; ++one) pass(without, *one, Side::without, shift);
    for (; other != with.deliveries.end() && other->at == now; ++other) pass(with, *other, Side::with, shift);
    for (const std::size_t it : touched_) moved_[it].behind = std::max(moved_[it].behind, balance_[it]);
  }
  for (std::size_t i = 0; i < size(); ++i) {
    Moved& it = moved_[i];
    it.subject = i;
    it.complete = with_.complete[i];
    shift.is_anyone_behind = shift.is_anyone_behind || it.behind > 0;
    if (it.units != 0 || it.unit_seconds != 0 || it.behind != 0 || it.complete != without_.complete[i])
      shift.moved.push_back(it);
  }
  return shift;
}

}  // namespace allot::experiment
