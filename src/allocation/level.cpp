// The level is found by fixing variables: solve as if nobody met a bound, fix those beyond the bound that the
// answer shows to be met, and repeat. Each round fixes at least one; in practice a handful of rounds do.
// source: Bitran and Hax (1981), Management Science 27(4), 431-441; why few rounds suffice, and the choice of
// side:
//         Kiwiel (2008), Mathematical Programming 112(2), 473-491
#include "allocation/level.hpp"

#include "base/contract.hpp"

namespace allot::allocation {
namespace {

struct Unfixed {
  std::vector<std::uint32_t>& members;
  Sum slopes;  ///< of the members
  Sum rest;    ///< of the total, for the members
};

void add_slope(const Curves& curves, std::uint32_t i, Sum& sum) {
  if (curves.slopes.empty()) {
    sum.add(1.0);
  } else {
    sum.add(curves.slopes[i]);
  }
}

void fix(const Curves& curves, std::uint32_t i, double amount, Unfixed& unfixed) {
  if (curves.slopes.empty()) {
    unfixed.slopes.add(-1.0);
  } else {
    unfixed.slopes.add(-curves.slopes[i]);
  }
  unfixed.rest.add(-amount);
}

Unfixed begin(Wide total, const Curves& curves, std::vector<std::uint32_t>& members) {
  Unfixed unfixed{members, {}, {}};
  unfixed.rest.add(total);
  members.clear();
  for (std::uint32_t i = 0; i < curves.highs.size(); ++i) {
    if (curves.low(i) < curves.highs[i]) {
      members.push_back(i);
      add_slope(curves, i, unfixed.slopes);
    } else {
      unfixed.rest.add(-curves.highs[i]);
    }
  }
  return unfixed;
}

/// By how much the members' amounts above their highs outweigh those below their lows.
Wide excess(Wide level, const Curves& curves, const Unfixed& unfixed) {
  Sum sum;
  for (const std::uint32_t i : unfixed.members) {
    const Wide amount = curves.at(level, i);
    const Wide low{curves.low(i), 0}, high{curves.highs[i], 0};
    if (high < amount) sum.add(amount - high);
    if (amount < low) sum.add(amount - low);
  }
  return sum.total();
}

template <class Bound>
bool fix_where(Bound bound, const Curves& curves, Unfixed& unfixed) {
  std::size_t kept = 0;
  const std::size_t before = unfixed.members.size();
  for (std::size_t k = 0; k < before; ++k) {
    const std::uint32_t i = unfixed.members[k];
    if (const auto [met, amount] = bound(i); met) {
      fix(curves, i, amount, unfixed);
    } else {
      unfixed.members[kept++] = i;
    }
  }
  unfixed.members.resize(kept);
  return kept < before;
}

struct Met {
  bool met;
  double amount;
};

/// Fixes whom the level proves to be at a bound; says whether there was anybody.
bool narrow(Wide level, const Curves& curves, Unfixed& unfixed) {
  const auto at_high = [&](std::uint32_t i) {
    return Met{Wide{curves.highs[i], 0} < curves.at(level, i), curves.highs[i]};
  };
  const auto at_low = [&](std::uint32_t i) {
    return Met{curves.at(level, i) < Wide{curves.low(i), 0}, curves.low(i)};
  };
  if (curves.lows.empty()) return fix_where(at_high, curves, unfixed);
  const bool too_low = !(excess(level, curves, unfixed) < Wide{});
  return too_low ? fix_where(at_high, curves, unfixed) : fix_where(at_low, curves, unfixed);
}

}  // namespace

void level_to(Wide total, const Curves& curves, std::vector<std::uint32_t>& free, std::span<Wide> amounts) {
  Unfixed unfixed = begin(total, curves, free);
  Wide level;
  while (!free.empty()) {
    level = unfixed.rest.total() / unfixed.slopes.total();
    if (!narrow(level, curves, unfixed)) break;
  }
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Wide low{curves.low(i), 0}, high{curves.highs[i], 0};
    amounts[i] = larger(low, smaller(high, curves.at(level, i)));
  }
}

}  // namespace allot::allocation
