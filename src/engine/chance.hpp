#pragma once

#include <cstdint>
#include <span>

#include "random/key.hpp"

namespace allot::engine {

/// All that a replication is told by chance. Nothing else in the engine draws, so that one that asked for nothing is
/// the same as every other of its model.
class Chance {
 public:
  static constexpr double median = 0.5;  ///< of all draws
  std::uint64_t number = 0;              ///< of the replication
  /// By uncertain value of the model, what it is told in place of its draw, in (0,1), and is not counted as drawn; empty:
  /// all are drawn. Told what would have been drawn, a replication sees the same.
  std::span<const double> told = {};

  Chance(std::uint64_t seed, std::uint64_t replication, bool is_typical)
      : number(replication), seed_(seed), is_typical_(is_typical) {}

  void begin() { was_asked_ = false; }
  bool was_asked() const { return was_asked_; }

  /// A number in (0,1); the median of all draws where nothing is left to chance.
  double draw(std::uint64_t stream, std::uint64_t index, std::uint32_t count = 0) const;
  void draw_each(std::span<const Address> addresses, std::span<double> draws) const;
  void draw_consecutive(std::uint64_t stream, std::uint64_t first, std::span<double> draws) const;
  /// Whether what has this probability comes about; what is certain is not drawn.
  bool happens(double probability, std::uint64_t stream, std::uint64_t index) const {
    return probability >= 1 || (probability > 0 && draw(stream, index) < probability);
  }

 private:
  bool is_off() const;

  std::uint64_t seed_;
  bool is_typical_;
  mutable bool was_asked_ = false;  // to draw changes nothing that a replication sees
};

}  // namespace allot::engine
