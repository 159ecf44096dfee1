#pragma once

#include "foresight/world.hpp"

namespace allot::foresight {

/// How long units of an order can be online at most before their term is over, unit by unit. A term is drawn by the number
/// of the first unit that goes online with others, and who goes with whom is for a rule to choose: so a unit may have the
/// term of any unit before it in its order, or its own.
class LongestTerms {
 public:
  LongestTerms(const engine::Replication& sim, const engine::Facts::Wish& wish);

  /// Whether the order has a term of which something can be said.
  bool is_any() const { return term_ != nullptr; }
  /// Unit-seconds of so many further units, none of which can be online for longer than that.
  Int128 next(Units units, Duration most);

 private:
  void look(double draw);

  const engine::Replication& sim_;
  const model::Delay* term_ = nullptr;
  const Sampler* sampler_ = nullptr;  ///< none: all terms are as long
  std::uint64_t stream_ = 0;
  Units unit_ = 0;
  bool is_longest_ = false;  ///< no unit can have a longer one
  double largest_draw_ = 0;
  Duration longest_ = 0;
};

}  // namespace allot::foresight
