#pragma once

#include <functional>

#include "allot/fit.hpp"
#include "statistics/likelihood.hpp"

namespace allot {

/// What the likelihood says of single numbers of a fit: values at which it is, at best, not much below its maximum.
class Profile {
 public:
  /// Of more than some thousands of different rows the likelihood near its top is taken as the parabola that it comes close to:
  /// what is asked for lies within a few widths of it.
  Profile(const Sample& sample, Distribution::Family family, const Maximum& top);

  FitFigure mean() const;
  FitFigure quantile(double share) const;
  /// As the distribution has them.
  std::vector<FitFigure> parameters() const;

 private:
  /// The logarithm of a number that grows with the scale, where the scale is 1, by the logarithm of the shape.
  using AtScaleOne = std::function<double(double log_shape)>;

  FitFigure scaled(const AtScaleOne& log_number) const;
  FitFigure shape() const;
  /// Of a number's logarithm, from the best value to both sides; `fall` is how far the likelihood is below its maximum.
  FitFigure figure(double best, double spread, const std::function<double(double)>& fall) const;

  std::function<double(const Spot&)> likelihood_;
  Distribution::Family family_;
  const Maximum& top_;
};

}  // namespace allot
