#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace allot::experiment {

/// The values between two bounds, in steps: whole days of dates and durations (whole hours or minutes of
/// durations that are less than eight of the next apart), whole numbers in ones or lots, other numbers in
/// ten-thousandths of the range; the same of numbers with a unit ("9000/w", "150 MW").
class Axis {
 public:
  /// None for bounds of no common kind, or in the wrong order. Whole numbers are multiples of `lot`, within the bounds.
  static std::optional<Axis> between(const std::string& low, const std::string& high, std::int64_t lot = 1);

  std::int64_t steps() const { return steps_; }
  /// The value after so many steps, as a scenario writes it.
  std::string at(std::int64_t step) const;
  /// The step nearest to a value, within the bounds; none where the value is of another kind.
  std::optional<std::int64_t> step_of(const std::string& value) const;

 private:
  enum class Kind : unsigned char { date, duration, whole, decimal };
  std::optional<double> number_of(const std::string& value) const;
  double number_at(std::int64_t step) const;

  Kind kind_ = Kind::whole;
  std::string unit_;  ///< what follows the number
  double low_ = 0, high_ = 0;
  double width_ = 1;  ///< of a step
  std::int64_t steps_ = 0;
};

}  // namespace allot::experiment
