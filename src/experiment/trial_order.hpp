#pragma once

#include <cstdint>
#include <optional>

#include "engine/observations.hpp"
#include "engine/replication.hpp"

namespace allot::experiment {

/// How an order of a model is tried in a replication: other than the model has it.
struct OrderTrial {
  std::optional<Units> units;   ///< none: its own
  std::optional<Time> by_hand;  ///< nothing of it ships before, and then all of it is given by hand; needs `units`
};

/// A replication of a model with one of its orders tried in other sizes, and served in other ways. Nothing else differs,
/// and so nothing else meets another chance.
class TrialOrder {
 public:
  TrialOrder(const model::Model& model, model::Index order, const engine::Recording& recording, std::uint64_t seed);

  /// gives: what was seen; good until the next run
  const engine::Observations& run(std::uint64_t replication, const OrderTrial& trial);
  /// From when on it may ship, in the replication that was run last, if it is not given by hand.
  Time eligible() const { return eligible_; }
  bool is_random() const { return sim_.seen.is_random; }

 private:
  void put(const OrderTrial& trial);

  model::Model model_;
  model::OrderDetails own_;
  model::Index order_, supplier_;
  engine::Replication sim_;
  Time eligible_ = 0;
};

}  // namespace allot::experiment
