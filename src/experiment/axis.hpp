#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace allot::experiment {

/// The values between two bounds, in steps: whole days of dates and durations, whole numbers in ones, other numbers in
/// ten-thousandths of the range.
class Axis {
 public:
  /// None for bounds of no common kind, or in the wrong order.
  static std::optional<Axis> between(const std::string& low, const std::string& high);

  std::int64_t steps() const { return steps_; }
  /// The value after so many steps, as a scenario writes it.
  std::string at(std::int64_t step) const;

 private:
  enum class Kind : unsigned char { date, duration, whole, decimal };
  Kind kind_ = Kind::whole;
  double low_ = 0, high_ = 0;
  std::int64_t steps_ = 0;
};

}  // namespace allot::experiment
