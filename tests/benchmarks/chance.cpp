#include "chance.hpp"

namespace allot::bench {

Layers::Layers(double last, double area, double (*density)(double), double (*inverse)(double)) {
  edge[0] = area / density(last);  // the width that gives the lowest layer, with its tail, its area
  edge[1] = last;
  height[0] = 0;
  height[1] = density(last);
  for (std::size_t i = 2; i < count; ++i) {
    height[i] = height[i - 1] + area / edge[i - 1];
    edge[i] = inverse(height[i]);
  }
  edge[count] = 0;
  height[count] = 1;
}

Exponential::Exponential()
    : layers_(
          7.69711747013104972, 0.0039496598225815571993, [](double x) { return std::exp(-x); },
          [](double y) { return -std::log(y); }) {}

Normal::Normal()
    : layers_(
          3.6541528853610088, 0.00492867323399, [](double x) { return std::exp(-0.5 * x * x); },
          [](double y) { return std::sqrt(-2 * std::log(y)); }) {}

// source: Marsaglia (1964), Technometrics 6(1), 101-102
double Normal::tail(Generator& random) const {
  const double last = layers_.edge[1];
  for (;;) {
    const double x = -std::log(random.unit()) / last, y = -std::log(random.unit());
    if (2 * y > x * x) return last + x;
  }
}

}  // namespace allot::bench
