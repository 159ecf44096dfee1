#pragma once

#include <array>
#include <cmath>
#include <cstdint>

namespace allot::bench {

/// A fast sequential generator: what a loop written by hand would use.
///
/// source: xoshiro256++ of Blackman and Vigna (2021), ACM TOMS 47(4), article 36; seeded by SplitMix64
class Generator {
 public:
  explicit Generator(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9E3779B97F4A7C15;
      std::uint64_t z = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9;
      z = (z ^ z >> 27) * 0x94D049BB133111EB;
      word = z ^ z >> 31;
    }
  }

  std::uint64_t operator()() {
    const std::uint64_t result = turned(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = turned(state_[3], 45);
    return result;
  }

  /// In (0,1].
  double unit() { return static_cast<double>(((*this)() >> 11) + 1) * 0x1p-53; }

 private:
  static std::uint64_t turned(std::uint64_t x, int by) { return x << by | x >> (64 - by); }

  std::array<std::uint64_t, 4> state_{};
};

/// A falling density over x >= 0 cut into layers of equal area, nearly every draw of which costs one
/// comparison.
///
/// source: Marsaglia and Tsang (2000), The Ziggurat Method, Journal of Statistical Software 5(8)
struct Layers {
  static constexpr std::size_t count = 256;
  std::array<double, count + 1> edge, height;

  /// `last` is where the tail begins, `area` that of a layer.
  Layers(double last, double area, double (*density)(double), double (*inverse)(double));
};

class Exponential {
 public:
  Exponential();
  double operator()(Generator& random) const {
    for (double beyond = 0;;) {
      const std::uint64_t bits = random();
      const std::size_t layer = bits & 255;
      const double x = static_cast<double>(bits >> 11) * 0x1p-53 * layers_.edge[layer];
      if (x < layers_.edge[layer + 1]) return beyond + x;
      if (layer == 0) {
        beyond += layers_.edge[1];
        continue;
      }
      if (is_under(layer, x, std::exp(-x), random)) return beyond + x;
    }
  }

 private:
  bool is_under(std::size_t layer, double, double density, Generator& random) const {
    return layers_.height[layer] + random.unit() * (layers_.height[layer + 1] - layers_.height[layer]) < density;
  }
  Layers layers_;
};

class Normal {
 public:
  Normal();
  double operator()(Generator& random) const {
    for (;;) {
      const std::uint64_t bits = random();
      const std::size_t layer = bits & 255;
      const double sign = (bits & 256) != 0 ? -1 : 1;
      const double x = static_cast<double>(bits >> 11) * 0x1p-53 * layers_.edge[layer];
      if (x < layers_.edge[layer + 1]) return sign * x;
      if (layer == 0) return sign * tail(random);
      const double rise = layers_.height[layer + 1] - layers_.height[layer];
      if (layers_.height[layer] + random.unit() * rise < std::exp(-0.5 * x * x)) return sign * x;
    }
  }

 private:
  double tail(Generator& random) const;
  Layers layers_;
};

}  // namespace allot::bench
