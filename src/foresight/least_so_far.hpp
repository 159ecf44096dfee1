#pragma once

#include <limits>
#include <vector>

#include "foresight/world.hpp"

namespace allot::foresight {

/// A sum of delays, of which some are drawn, each by the number of a unit.
class SumOfDelays {
 public:
  void add(const engine::Replication& sim, const model::Delay& delay, std::uint64_t stream);
  bool is_fixed() const { return parts_.empty(); }
  /// Whatever is drawn.
  Duration least(const engine::Replication& sim) const;

  struct Part {
    const Sampler* sampler;
    std::uint64_t stream;
  };
  Duration fixed() const { return fixed_; }
  const std::vector<Part>& parts() const { return parts_; }

 private:
  Duration fixed_ = 0;
  std::vector<Part> parts_;
};

/// The least of such a sum over units `first`, `first + step`, ..., as one goes from one to the next.
///
/// cost: most units cost one draw: where that alone is too long, no other is looked at
class LeastSoFar {
 public:
  LeastSoFar(const engine::Replication& sim, const SumOfDelays& sum, Units first, Units step);

  Duration next();

 private:
  void draw_ahead();
  void look(Units unit, double first_draw);

  const engine::Replication& sim_;
  const SumOfDelays& sum_;
  Units unit_, step_;
  Duration least_ = std::numeric_limits<Duration>::max();
  double too_long_ = 1;  ///< from that draw of the first part on
  std::vector<Address> addresses_;
  std::vector<double> drawn_;
  std::size_t place_ = 0;
};

}  // namespace allot::foresight
