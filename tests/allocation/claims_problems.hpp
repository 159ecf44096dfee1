#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <ostream>
#include <vector>

#include "allot/allocation.hpp"

// Claims problems to try laws on: small and large, with equal and empty claims among them.
namespace allot::allocation::tests {

/// source: Steele, Lea and Flood (2014), OOPSLA, SplitMix64
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  /// A whole number from `least` to `most`.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool one_in(std::int64_t n) { return between(1, n) == 1; }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

template <class Number>
Number sum(const std::vector<Number>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), Number{});
}

struct RealProblem {
  double estate = 0;
  std::vector<double> claims, weights, caps;
};

inline std::ostream& operator<<(std::ostream& out, const RealProblem& problem) {
  const auto list = [&](const char* name, const std::vector<double>& column) {
    out << ' ' << name;
    for (const double x : column) out << ' ' << x;
  };
  out << "estate " << problem.estate;
  list("claims", problem.claims);
  list("weights", problem.weights);
  list("caps", problem.caps);
  return out;
}

inline std::vector<double> some_claims(Dice& dice) {
  const std::int64_t largest = dice.one_in(3) ? 6 : dice.one_in(2) ? 100 : 200'000;
  std::vector<double> claims(static_cast<std::size_t>(dice.between(1, 7)));
  for (double& claim : claims) claim = dice.one_in(6) ? 0 : static_cast<double>(dice.between(1, largest));
  return claims;
}

/// Claims, and an estate that falls short of them by anything from nothing to all.
inline RealProblem shortage(Dice& dice) {
  RealProblem problem;
  problem.claims = some_claims(dice);
  problem.estate = sum(problem.claims) * static_cast<double>(dice.between(0, 16)) / 16;
  return problem;
}

inline void add_caps(RealProblem& problem, Dice& dice) {
  for (const double claim : problem.claims) {
    problem.caps.push_back(dice.one_in(2) ? claim : claim * static_cast<double>(dice.between(0, 9)) / 8);
  }
}

inline void add_weights(RealProblem& problem, Dice& dice) {
  for (std::size_t i = 0; i < problem.claims.size(); ++i) {
    problem.weights.push_back(static_cast<double>(dice.between(1, 12)) / 4);
  }
}

inline std::vector<double> shared(Rule rule, const RealProblem& problem) {
  std::vector<double> awards(problem.claims.size());
  share(rule, problem.estate, {problem.claims, problem.weights, problem.caps, {}}, awards);
  return awards;
}

inline std::vector<double> shared(Rule rule, double estate, const std::vector<double>& claims) {
  return shared(rule, {estate, claims, {}, {}});
}

struct WholeProblem {
  Units supply = 0;
  std::vector<Units> claims, caps, lots, minimums;
  std::vector<double> weights, carries;
};

inline std::ostream& operator<<(std::ostream& out, const WholeProblem& problem) {
  const auto list = [&](const char* name, const auto& column) {
    out << ' ' << name;
    for (const auto x : column) out << ' ' << x;
  };
  out << "supply " << problem.supply;
  list("claims", problem.claims);
  list("caps", problem.caps);
  list("lots", problem.lots);
  list("minimums", problem.minimums);
  list("weights", problem.weights);
  list("carries", problem.carries);
  return out;
}

inline WholeProblem whole_shortage(Dice& dice) {
  WholeProblem problem;
  const Units largest = dice.one_in(2) ? 40 : 3000;
  const auto n = static_cast<std::size_t>(dice.between(1, 8));
  for (std::size_t i = 0; i < n; ++i) problem.claims.push_back(dice.one_in(6) ? 0 : dice.between(1, largest));
  problem.supply = sum(problem.claims) * dice.between(0, 18) / 16;
  return problem;
}

inline void add_lots(WholeProblem& problem, bool all_equal, Dice& dice) {
  const Units lot = dice.between(1, 9);
  for (std::size_t i = 0; i < problem.claims.size(); ++i) {
    problem.lots.push_back(all_equal ? lot : dice.between(1, 9));
  }
}

inline void add_caps(WholeProblem& problem, Dice& dice) {
  for (const Units claim : problem.claims) problem.caps.push_back(dice.between(0, 2 * claim));
}

inline void add_minimums(WholeProblem& problem, Dice& dice) {
  for (const Units claim : problem.claims) problem.minimums.push_back(dice.between(0, claim + 2));
}

inline void add_carries(WholeProblem& problem, Dice& dice) {
  for (std::size_t i = 0; i < problem.claims.size(); ++i) {
    problem.carries.push_back(static_cast<double>(dice.between(-4, 4)) / 4);
  }
}

inline Claims spans(const WholeProblem& problem) {
  return {problem.claims, problem.caps, problem.lots, problem.minimums, problem.weights, problem.carries, {}};
}

inline Division divided(Rule rule, const WholeProblem& problem) {
  Division division;
  divide(rule, problem.supply, spans(problem), division);
  return division;
}

}  // namespace allot::allocation::tests
