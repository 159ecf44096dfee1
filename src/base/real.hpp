#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include "base/elementary.hpp"

/// A double whose elementary functions are ours (base/elementary.hpp): handed to a library of templates, it makes the same
/// numbers of it on every machine.
namespace allot {

class Real {
 public:
  Real() = default;
  template <class Number, class = std::enable_if_t<std::is_arithmetic_v<Number>>>
  constexpr Real(Number number) : value_(static_cast<double>(number)) {}

  constexpr double value() const { return value_; }
  template <class Number, class = std::enable_if_t<std::is_arithmetic_v<Number>>>
  explicit constexpr operator Number() const {
    return static_cast<Number>(value_);
  }

  constexpr Real& operator+=(Real b) { return *this = *this + b; }
  constexpr Real& operator-=(Real b) { return *this = *this - b; }
  constexpr Real& operator*=(Real b) { return *this = *this * b; }
  constexpr Real& operator/=(Real b) { return *this = *this / b; }
  constexpr Real& operator++() { return *this += 1; }
  constexpr Real& operator--() { return *this -= 1; }

  friend constexpr Real operator+(Real a) { return a; }
  friend constexpr Real operator-(Real a) { return -a.value_; }
  friend constexpr Real operator+(Real a, Real b) { return a.value_ + b.value_; }
  friend constexpr Real operator-(Real a, Real b) { return a.value_ - b.value_; }
  friend constexpr Real operator*(Real a, Real b) { return a.value_ * b.value_; }
  friend constexpr Real operator/(Real a, Real b) { return a.value_ / b.value_; }
  friend constexpr bool operator==(Real a, Real b) { return a.value_ == b.value_; }
  friend constexpr bool operator!=(Real a, Real b) { return a.value_ != b.value_; }
  friend constexpr bool operator<(Real a, Real b) { return a.value_ < b.value_; }
  friend constexpr bool operator<=(Real a, Real b) { return a.value_ <= b.value_; }
  friend constexpr bool operator>(Real a, Real b) { return a.value_ > b.value_; }
  friend constexpr bool operator>=(Real a, Real b) { return a.value_ >= b.value_; }

  // Exact, or rounded as IEEE 754 says.
  friend Real abs(Real a) { return std::abs(a.value_); }
  friend Real fabs(Real a) { return std::abs(a.value_); }
  friend Real sqrt(Real a) { return std::sqrt(a.value_); }
  friend Real floor(Real a) { return std::floor(a.value_); }
  friend Real ceil(Real a) { return std::ceil(a.value_); }
  friend Real trunc(Real a) { return std::trunc(a.value_); }
  friend Real round(Real a) { return std::round(a.value_); }
  friend Real fmod(Real a, Real b) { return std::fmod(a.value_, b.value_); }
  friend Real ldexp(Real a, int k) { return std::ldexp(a.value_, k); }
  friend Real frexp(Real a, int* k) { return std::frexp(a.value_, k); }
  friend bool isfinite(Real a) { return std::isfinite(a.value_); }
  friend bool isnan(Real a) { return std::isnan(a.value_); }
  friend bool isinf(Real a) { return std::isinf(a.value_); }

  friend Real exp(Real a) { return elementary::exp(a.value_); }
  friend Real expm1(Real a) { return elementary::expm1(a.value_); }
  friend Real log(Real a) { return elementary::log(a.value_); }
  friend Real log1p(Real a) { return elementary::log1p(a.value_); }
  friend Real pow(Real a, Real b) { return elementary::pow(a.value_, b.value_); }

  // In messages of such a library.
  template <class Stream>
  friend auto operator<<(Stream& out, const Real& a) -> decltype(out << 0.0) {
    return out << a.value_;
  }

  // For gamma functions of negative numbers, and where parameters are turned into angles: nothing of ours asks for these,
  // and templates name them all the same.
  friend Real sin(Real a) { return std::sin(a.value_); }
  friend Real cos(Real a) { return std::cos(a.value_); }
  friend Real tan(Real a) { return std::tan(a.value_); }
  friend Real asin(Real a) { return std::asin(a.value_); }
  friend Real acos(Real a) { return std::acos(a.value_); }
  friend Real atan(Real a) { return std::atan(a.value_); }

 private:
  double value_ = 0;
};

}  // namespace allot

template <>
class std::numeric_limits<allot::Real> : public std::numeric_limits<double> {
  using Double = std::numeric_limits<double>;

 public:
  static constexpr allot::Real min() noexcept { return Double::min(); }
  static constexpr allot::Real max() noexcept { return Double::max(); }
  static constexpr allot::Real lowest() noexcept { return Double::lowest(); }
  static constexpr allot::Real epsilon() noexcept { return Double::epsilon(); }
  static constexpr allot::Real round_error() noexcept { return Double::round_error(); }
  static constexpr allot::Real infinity() noexcept { return Double::infinity(); }
  static constexpr allot::Real quiet_NaN() noexcept { return Double::quiet_NaN(); }
  static constexpr allot::Real signaling_NaN() noexcept { return Double::signaling_NaN(); }
  static constexpr allot::Real denorm_min() noexcept { return Double::denorm_min(); }
};
