#include "support/reference_rules.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

namespace allot::reference {
namespace {

using allocation::Rule;
__extension__ using Real = __float128;
using Reals = std::vector<Real>;
/// The awards at a point of a path along which they rise.
using Awards = std::function<Reals(Real)>;

Real total(const Reals& x) { return std::accumulate(x.begin(), x.end(), Real{0}); }
Real above_zero(Real x) { return std::max<Real>(0, x); }

// Awards at the first point of the path at which they sum to so much, by halving.
Reals at_sum(Real sum, const Awards& path, Real low, Real high) {
  if (total(path(low)) >= sum) return path(low);
  for (int i = 0; i < 400; ++i) {
    const Real middle = (low + high) / 2;
    if (!(low < middle) || !(middle < high)) break;
    (total(path(middle)) < sum ? low : high) = middle;
  }
  return path(high);
}

/// What a rule looks at, in lots. Whom a smallest shipment sets aside has no claim.
struct Problem {
  Rule rule;
  Real estate;
  Reals claims, ceilings, weights, received, quotas;
  Real others, share;
  const std::vector<std::vector<std::uint32_t>>& arrivals;

  std::size_t size() const { return claims.size(); }
};

template <class Award>
Reals each(std::size_t n, Award award) {
  Reals out(n);
  for (std::size_t i = 0; i < n; ++i) out[i] = award(i);
  return out;
}

template <class Award>
Real largest(std::size_t n, Award award) {
  Real most = 0;
  for (std::size_t i = 0; i < n; ++i) most = std::max<Real>(most, award(i));
  return most;
}

// From 0 to 1 the first halves of claims are awarded, from 1 to 2 the others; in each by awards or by losses.
Real by_halves(Rule rule, Real claim, Real top, Real t) {
  const Real half = claim / 2;
  const bool is_first = t <= 1;
  const Real step = is_first ? t : t - 1;
  const Real by_awards = std::min(half, step * top), by_losses = above_zero(half - (1 - step) * top);
  if (is_first) return rule == Rule::reverse_talmud ? by_losses : by_awards;
  if (rule == Rule::constrained_egalitarian) return std::max(half, std::min(claim, step * 2 * top));
  return half + (rule == Rule::talmud ? by_losses : by_awards);
}

// A path for the rules whose awards depend on one number.
Reals by_number(const Problem& it) {
  const std::size_t n = it.size();
  const auto& c = it.claims;
  const auto& w = it.weights;
  const auto capped = [&](auto award) {
    return [&it, n, award](Real t) {
      return each(n, [&](std::size_t i) { return std::min(it.ceilings[i], award(i, t)); });
    };
  };
  switch (it.rule) {
    case Rule::proportional:
      return at_sum(it.estate, capped([&](std::size_t i, Real t) { return std::min(c[i], t * w[i] * c[i]); }), 0,
                    largest(n, [&](std::size_t i) { return 1 / w[i]; }));
    case Rule::equal_awards:
      return at_sum(it.estate, capped([&](std::size_t i, Real t) { return std::min(c[i], t * w[i]); }), 0,
                    largest(n, [&](std::size_t i) { return c[i] / w[i]; }));
    case Rule::equal_losses: {
      const Real most = largest(n, [&](std::size_t i) { return c[i] * w[i]; });
      return at_sum(it.estate, capped([&](std::size_t i, Real t) { return above_zero(c[i] - (most - t) / w[i]); }), 0,
                    most);
    }
    case Rule::fair_share: {
      const auto& h = it.received;
      return at_sum(it.estate,
                    capped([&](std::size_t i, Real t) { return std::min(c[i], above_zero(t * w[i] - h[i])); }), 0,
                    largest(n, [&](std::size_t i) { return (h[i] + c[i]) / w[i]; }));
    }
    default: {
      const Real top = largest(n, [&](std::size_t i) { return c[i] / 2; });
      return at_sum(it.estate, capped([&](std::size_t i, Real t) { return by_halves(it.rule, c[i], top, t); }), 0, 2);
    }
  }
}

/// How many sets of the others there are, by their size and what they claim together.
using Sets = std::map<std::pair<std::size_t, Real>, Real>;

// Who claims as much as one before gets what that one does.
std::size_t first_with(const Problem& it, std::size_t i) {
  return static_cast<std::size_t>(std::find(it.claims.begin(), it.claims.end(), it.claims[i]) - it.claims.begin());
}

Sets sets_without(const Problem& it, std::size_t i) {
  Sets sets{{{0, 0}, 1}};
  for (std::size_t j = 0; j < it.size(); ++j) {
    if (j == i) continue;
    const Sets before = sets;
    for (const auto& [key, ways] : before) sets[{key.first + 1, key.second + it.claims[j]}] += ways;
  }
  return sets;
}

// In how many of all orders, counted as one part in so many, just a given set comes before one.
Real one_in(std::size_t n, std::size_t before) {
  Real ways = static_cast<Real>(n);
  for (std::size_t k = 1; k <= before; ++k) ways = ways * static_cast<Real>(n - k) / static_cast<Real>(k);
  return ways;
}

Awards arrivals_of_few(const Problem& it) {
  std::vector<Sets> sets;
  for (std::size_t i = 0; i < it.size(); ++i) sets.push_back(first_with(it, i) == i ? sets_without(it, i) : Sets());
  return [&it, sets](Real estate) {
    Reals awards(it.size());
    for (std::size_t i = 0; i < it.size(); ++i) {
      awards[i] = awards[first_with(it, i)];
      for (const auto& [key, ways] : sets[i])
        awards[i] += ways * std::min(it.claims[i], above_zero(estate - key.second)) / one_in(it.size(), key.first);
    }
    return awards;
  };
}

Awards arrivals_of_many(const Problem& it) {
  return [&it](Real estate) {
    Reals sums(it.size());
    for (const auto& order : it.arrivals) {
      Real left = estate;
      for (const std::uint32_t i : order) {
        const Real award = std::min(it.claims[i], left);
        sums[i] += award;
        left -= award;
      }
    }
    return each(it.size(), [&](std::size_t i) {
      Real sum = 0, alike = 0;
      for (std::size_t j = 0; j < it.size(); ++j) {
        if (it.claims[j] != it.claims[i]) continue;
        sum += sums[j];
        alike += 1;
      }
      return sum / alike / static_cast<Real>(it.arrivals.size());
    });
  };
}

// Up to where all claims overlap.
Real overlap(const Problem& it, Real estate) {
  if (largest(it.size(), [&](std::size_t i) { return it.claims[i]; }) >= estate) return estate;
  const auto missing = [&](Real t) {
    return each(it.size() + 1,
                [&](std::size_t i) { return i < it.size() ? -above_zero(it.claims[i] - t) : estate - t; });
  };
  Real low = 0, high = estate;  // what is missing rises from below zero
  for (int i = 0; i < 400; ++i) {
    const Real middle = (low + high) / 2;
    if (!(low < middle) || !(middle < high)) break;
    (total(missing(middle)) < 0 ? low : high) = middle;
  }
  return high;
}

// What everyone gets of the part up to `to` that claims share who reach it.
Real nested(const Problem& it, Real claim, Real to) {
  Reals steps{0};
  for (const Real other : it.claims) steps.push_back(std::min(other, to));
  std::sort(steps.begin(), steps.end());
  Real award = 0;
  for (std::size_t k = 1; k < steps.size(); ++k) {
    if (steps[k] > std::min(claim, to)) break;
    const auto reach =
        std::count_if(it.claims.begin(), it.claims.end(), [&](Real other) { return std::min(other, to) >= steps[k]; });
    award += (steps[k] - steps[k - 1]) / static_cast<Real>(reach);
  }
  return award;
}

Awards minimal_overlap(const Problem& it) {
  return [&it](Real estate) {
    const Real t = overlap(it, estate);
    return each(it.size(), [&](std::size_t i) {
      return nested(it, it.claims[i], t) + (t < estate ? above_zero(it.claims[i] - t) : Real{0});
    });
  };
}

Awards adjusted_proportional(const Problem& it) {
  return [&it](Real estate) {
    const Reals rights =
        each(it.size(), [&](std::size_t i) { return above_zero(estate - (total(it.claims) - it.claims[i])); });
    const Real rest = estate - total(rights);
    const Reals left = each(it.size(), [&](std::size_t i) { return std::min(it.claims[i] - rights[i], rest); });
    const Real rate = total(left) > 0 ? rest / total(left) : Real{0};
    return each(it.size(), [&](std::size_t i) { return rights[i] + rate * left[i]; });
  };
}

// min(most, a number times the slope), summing to so much.
Reals sloping(Real sum, const Reals& slopes, const Reals& most) {
  const Real high = largest(most.size(), [&](std::size_t i) { return slopes[i] > 0 ? most[i] / slopes[i] : Real{0}; });
  return at_sum(
      sum, [&](Real t) { return each(most.size(), [&](std::size_t i) { return std::min(most[i], t * slopes[i]); }); },
      0, high);
}

Awards turn_and_earn(const Problem& it) {
  return [&it](Real estate) {
    const Reals most = each(it.size(), [&](std::size_t i) { return it.received[i] > 0 ? it.claims[i] : Real{0}; });
    const Real earned = std::min(it.share * estate, total(most));
    const Reals first = sloping(earned, it.received, most);
    const Real left = total(it.claims) - total(first);
    const Real rate = left > 0 ? (estate - earned) / left : Real{0};
    return each(it.size(), [&](std::size_t i) { return first[i] + rate * (it.claims[i] - first[i]); });
  };
}

// Those without a quota stand together behind the others.
Awards quota(const Problem& it) {
  return [&it](Real estate) {
    const auto of_others = [&](std::size_t i) { return it.quotas[i] > 0 ? Real{0} : it.claims[i]; };
    Reals slopes = it.quotas, most = each(it.size(), [&](std::size_t i) { return it.claims[i] - of_others(i); });
    const Reals unnamed = each(it.size(), of_others);
    slopes.push_back(it.others);
    most.push_back(it.others > 0 ? total(unnamed) : Real{0});
    Reals parts = sloping(std::min(estate, total(most)), slopes, most);
    parts.back() += above_zero(estate - total(most));
    const Reals weighted = each(it.size(), [&](std::size_t i) { return it.weights[i] * unnamed[i]; });
    const Reals shared = sloping(std::min(parts.back(), total(unnamed)), weighted, unnamed);
    return each(it.size(), [&](std::size_t i) { return it.quotas[i] > 0 ? parts[i] : shared[i]; });
  };
}

Awards by_estate(const Problem& it) {
  if (it.rule == Rule::random_arrival) return it.arrivals.empty() ? arrivals_of_few(it) : arrivals_of_many(it);
  if (it.rule == Rule::minimal_overlap) return minimal_overlap(it);
  if (it.rule == Rule::adjusted_proportional) return adjusted_proportional(it);
  return it.rule == Rule::turn_and_earn ? turn_and_earn(it) : quota(it);
}

// The others: at the estate at which awards under the ceilings sum to the true one.
Reals by_virtual_estate(const Problem& it) {
  const Awards path = by_estate(it);
  const Awards capped = [&](Real estate) {
    const Reals awards = path(estate);
    return each(it.size(), [&](std::size_t i) { return std::min(it.ceilings[i], awards[i]); });
  };
  constexpr Real nothing = 1e-25;
  if (total(capped(it.estate)) >= it.estate * (1 - nothing)) return capped(it.estate);
  return at_sum(it.estate, capped, it.estate, total(it.claims));
}

Reals reals(const Problem& it) {
  if (total(it.ceilings) <= it.estate) return it.ceilings;
  switch (it.rule) {
    case Rule::random_arrival:
    case Rule::minimal_overlap:
    case Rule::adjusted_proportional:
    case Rule::turn_and_earn:
    case Rule::quota: return by_virtual_estate(it);
    default: return by_number(it);
  }
}

constexpr std::int64_t grid = 1LL << 48;    // what is owed is counted on it
constexpr std::int64_t coarse = 1LL << 16;  // of its steps make one in which fractions are compared

std::int64_t steps(Real lots) { return static_cast<std::int64_t>(lots * grid + Real{0.5}); }

struct Whole {
  std::vector<Units> lots;
  std::vector<std::int64_t> owed;  // in steps
};

// By largest remainder, with what is carried.
Whole to_lots(Units supply, const Reals& awards, const std::vector<Units>& most, const std::vector<Claim>& claims) {
  const std::size_t n = awards.size();
  Whole whole{std::vector<Units>(n), std::vector<std::int64_t>(n)};
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = 0; i < n; ++i) {
    whole.lots[i] = steps(awards[i]) / grid;
    whole.owed[i] = steps(awards[i]) % grid;
    supply -= whole.lots[i];
  }
  const std::vector<std::int64_t> beyond = whole.owed;
  const auto key = [&](std::size_t i) {
    const std::int64_t owed = beyond[i] + std::llround(claims[i].carry * static_cast<double>(grid));
    const std::int64_t up = owed + coarse / 2;
    return up >= 0 ? up / coarse : (up + 1) / coarse - 1;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
  for (bool has_given = true; has_given;) {
    has_given = false;
    for (const std::size_t i : order) {
      if (supply == 0 || whole.lots[i] == most[i]) continue;
      ++whole.lots[i];
      whole.owed[i] -= grid;
      --supply;
      has_given = true;
    }
  }
  return whole;
}

std::vector<Units> demands_of(const std::vector<Claim>& claims, Units lot) {
  std::vector<Units> demands;
  for (const Claim& it : claims) demands.push_back(std::min(it.claim, it.cap) / lot * lot);
  return demands;
}

Units serve(const std::vector<std::size_t>& order, Units supply, Units lot, const std::vector<Units>& demands,
            std::vector<Claim>& claims) {
  for (const std::size_t i : order) {
    const Units units = std::min(demands[i], supply / lot * lot);
    if (units < std::min(claims[i].least, demands[i])) continue;
    claims[i].award = units;
    supply -= units;
  }
  return supply;
}

Units serve_in_sequence(Rule rule, Units supply, Units lot, const std::vector<Units>& demands,
                        std::vector<Claim>& claims) {
  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (rule == Rule::smallest_first)
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return claims[a].claim < claims[b].claim; });
  if (rule == Rule::auction)
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return claims[a].bid > claims[b].bid; });
  return serve(order, supply, lot, demands, claims);
}

// To the nearest 2^-20 lot.
Real received_lots(double units, Units lot) {
  return std::floor(units / static_cast<double>(lot) * 0x1p20 + 0.5) * 0x1p-20;
}

Problem problem_of(Rule rule, Units supply, Units lot, const std::vector<Claim>& claims,
                   const std::vector<Units>& demands, const Terms& terms) {
  Problem problem{rule, static_cast<Real>(supply / lot), {}, {}, {}, {}, {}, terms.others, terms.share, terms.arrivals};
  for (std::size_t i = 0; i < claims.size(); ++i) {
    problem.claims.push_back(static_cast<Real>(claims[i].claim / lot));
    problem.ceilings.push_back(static_cast<Real>(demands[i] / lot));
    problem.weights.push_back(claims[i].weight);
    problem.received.push_back(received_lots(claims[i].received, lot));
    problem.quotas.push_back(claims[i].quota);
  }
  return problem;
}

// Of those who would get too little the one whose part of its minimum is smallest, the latest of equals; or nobody.
std::size_t too_small(const Whole& whole, Units lot, const std::vector<Units>& demands,
                      const std::vector<Claim>& claims) {
  std::size_t found = claims.size();
  const auto least = [&](std::size_t i) { return std::min(claims[i].least, demands[i]); };
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Units x = whole.lots[i] * lot;
    if (x == 0 || x >= least(i)) continue;
    if (found == claims.size() || x * least(found) <= whole.lots[found] * lot * least(i)) found = i;
  }
  return found;
}

Units ration(Rule rule, Units supply, Units lot, const std::vector<Units>& demands, std::vector<Claim>& claims,
             const Terms& terms) {
  Problem problem = problem_of(rule, supply, lot, claims, demands, terms);
  std::vector<Units> most;
  for (const Units demand : demands) most.push_back(demand / lot);
  std::vector<std::size_t> dropped;
  Whole whole;
  for (;;) {
    whole = to_lots(supply / lot, reals(problem), most, claims);
    const std::size_t small = too_small(whole, lot, demands, claims);
    if (small == claims.size()) break;
    dropped.push_back(small);
    problem.claims[small] = problem.ceilings[small] = 0;
    most[small] = 0;
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    claims[i].award = whole.lots[i] * lot;
    claims[i].carry += static_cast<double>(whole.owed[i]) / static_cast<double>(grid);
    supply -= claims[i].award;
  }
  std::sort(dropped.begin(), dropped.end());
  return serve(dropped, supply, lot, demands, claims);
}

bool is_sequence(Rule rule) {
  switch (rule) {
    case Rule::fifo:
    case Rule::earliest_due:
    case Rule::priority:
    case Rule::auction:
    case Rule::smallest_first:
    case Rule::random_order: return true;
    default: return false;
  }
}

}  // namespace

Units divide(Rule rule, Units supply, Units lot, std::vector<Claim>& claims, const Terms& terms) {
  const std::vector<Units> demands = demands_of(claims, lot);
  const Units all = std::accumulate(demands.begin(), demands.end(), Units{0});
  if (all > supply && is_sequence(rule)) return serve_in_sequence(rule, supply, lot, demands, claims);
  if (all > supply) return ration(rule, supply, lot, demands, claims, terms);
  for (std::size_t i = 0; i < claims.size(); ++i) claims[i].award = demands[i];
  return supply - all;
}

}  // namespace allot::reference
