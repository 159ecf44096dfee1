#pragma once

#include <cstdint>
#include <vector>

#include "engine/observations.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// What one order of the scenario, or all orders of an organisation, has otherwise with a further order than without.
struct Moved {
  std::size_t subject = 0;        ///< as `Displacements` counts them
  Units units = 0;                ///< delivered by the end: with less without
  std::int64_t unit_seconds = 0;  ///< the same of the integral of what is delivered
  Units behind = 0;               ///< the most that it has fewer at one moment; never below zero
  Time complete = never;          ///< with it: when all that was ordered and not cancelled is delivered
};

/// One replication with a further order, or with something done for an order, against the same without.
struct Shift {
  Units ordered = 0;              ///< of that order
  Time complete = never;          ///< of that order, with it
  Time complete_without = never;  ///< without it, where both have the order
  std::int64_t unit_seconds = 0;  ///< of that order, likewise: with it less without
  std::vector<Moved> moved;
  bool is_anyone_behind = false;
};

/// Compares deliveries. Its memory is used again from one replication to the next.
///
/// shape: subjects are the orders of the model, by place, and behind them its organisations, without the order in question.
///        Orders of streams and of buyers count with their organisation alone
class Displacements {
 public:
  /// Whether the order in question is placed in both.
  enum class Placed : bool { with_alone, in_both };
  Displacements(const model::Model& with, model::Index further, Placed placed = Placed::with_alone);

  std::size_t size() const { return orders_ + model_.organisations.size(); }
  std::size_t of_organisation(std::size_t organisation) const { return orders_ + organisation; }
  bool is_order(std::size_t subject) const { return subject < orders_; }

  /// shape: both of one replication; `without` is of a model of the same orders, but for the one in question
  Shift compare(const engine::Observations& without, const engine::Observations& with);
  /// When all of each is delivered without the further order, in the replication that was compared last.
  const std::vector<Time>& complete_without() const { return without_.complete; }

 private:
  struct Course {
    std::vector<Units> open;
    std::vector<Time> complete;
  };
  enum class Side : bool { without, with };

  bool is_in_question(model::Index order, Side side) const {
    return order == further_ && (side == Side::with || placed_ == Placed::in_both);
  }

  model::Index order_of(const engine::Observations& seen, model::Index promise, Side side) const;
  void begin(Course& course, const engine::Observations& seen, Side side);
  void deliver(std::size_t subject, Course& course, const engine::DeliveryRecord& it, int sign);
  void pass(const engine::Observations& seen, const engine::DeliveryRecord& it, Side side, Shift& shift);

  const model::Model& model_;
  model::Index further_;
  Placed placed_;
  std::size_t orders_;
  Course without_, with_;
  std::vector<Moved> moved_;
  std::vector<Units> balance_;  ///< without less with, so far
  std::vector<std::size_t> touched_;
  Units delivered_[2] = {};  ///< of the order in question, by side
};

}  // namespace allot::experiment
