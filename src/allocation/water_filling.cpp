// Water filling: the common level t at which curves that rise with it, each held between a low and a high, sum to a
// total.
//
// Half of the division rules are this with other curves. Equal awards: everybody gets t, at most its claim. Weighted: t
// w. Equal losses: everybody loses t, at most its claim. Fair share: what was had before and the award together come to
// t. So the search for t is written once, and a rule is three columns.
//
// The level is found by fixing variables: solve as if nobody met a bound, which is a division; fix those beyond the
// bound that the answer shows to be met; repeat on the rest. If the sum of what stands out above the highs is at least
// that below the lows, the level was too low, and whoever is above its high at this level is above it at the right one
// too; else the same of the lows. So whoever is fixed stays fixed, each round fixes at least one, and in practice a
// handful of rounds do.
//
// The textbook way sorts the corners of all curves and walks them, O(n log n) each time; bisection on t costs a hundred
// passes and leaves an error. Fixing variables is exact up to the arithmetic, and the arithmetic is that of double_double.hpp,
// since whether two fractions of a lot are equal decides who gets it.
//
// source: Bitran and Hax (1981), Management Science 27(4), 431-441; why few rounds suffice, and the choice of side:
//         Kiwiel (2008), Journal of Optimization Theory and Applications 136(3), 445-458

#include "allocation/water_filling.hpp"

namespace allot::allocation {
namespace {

class Unfixed {
 public:
  Unfixed(DoubleDouble total, const Curves& curves, std::vector<std::uint32_t>& members,
          std::span<DoubleDouble> amounts)
      : curves_(curves), members_(members), amounts_(amounts) {
    rest_.add(total);
    members_.clear();
    for (std::uint32_t i = 0; i < curves_.highs.size(); ++i) members_.push_back(i);
    if (!curves_.slopes.empty()) slopes_.add(total_of(curves_.slopes));
    fix_where([&](std::uint32_t i) { return Met{!(curves_.low(i) < curves_.highs[i]), curves_.highs[i]}; });
  }

  std::span<const std::uint32_t> members() const { return members_; }

  /// At which the members would share the rest of the total without bounds.
  DoubleDouble level() const {
    const DoubleDouble count{static_cast<double>(members_.size()), 0};
    return rest_.total() / (curves_.slopes.empty() ? count : slopes_.total());
  }

  struct Met {
    bool met;
    double amount;
  };

  /// Fixes the members that meet a bound there; says whether there was anybody. Nothing here branches on who
  /// does: that is a coin toss, and a wrong guess costs more than the work.
  template <class Bound>
  bool fix_where(Bound bound) {
    std::size_t kept = 0;
    const std::size_t before = members_.size();
    for (std::size_t k = 0; k < before; ++k) {
      const std::uint32_t i = members_[k];
      const auto [met, amount] = bound(i);
      const auto leaves = static_cast<double>(met);
      amounts_[i] = {amount, 0};
      rest_.add(-amount * leaves);
      if (!curves_.slopes.empty()) slopes_.add({-curves_.slopes[i].high * leaves, -curves_.slopes[i].low * leaves});
      members_[kept] = i;
      kept += met ? 0 : 1;
    }
    members_.resize(kept);
    return kept < before;
  }

 private:
  static DoubleDouble total_of(std::span<const DoubleDouble> numbers) { return total(numbers); }

  const Curves& curves_;
  std::vector<std::uint32_t>& members_;
  std::span<DoubleDouble> amounts_;
  Sum slopes_;  ///< of the members
  Sum rest_;    ///< of the total, for the members
};

/// By how much the members' amounts above their highs outweigh those below their lows.
DoubleDouble excess(DoubleDouble level, const Curves& curves, std::span<const std::uint32_t> members) {
  Sum sum;
  for (const std::uint32_t i : members) {
    const DoubleDouble amount = curves.at(level, i);
    const DoubleDouble low{curves.low(i), 0}, high{curves.highs[i], 0};
    if (high < amount) sum.add(amount - high);
    if (amount < low) sum.add(amount - low);
  }
  return sum.total();
}

/// Fixes whom the level proves to be at a bound; says whether there was anybody.
bool narrow(DoubleDouble level, const Curves& curves, Unfixed& unfixed) {
  const auto at_high = [&](std::uint32_t i) {
    return Unfixed::Met{DoubleDouble{curves.highs[i], 0} < curves.at(level, i), curves.highs[i]};
  };
  const auto at_low = [&](std::uint32_t i) {
    return Unfixed::Met{curves.at(level, i) < DoubleDouble{curves.low(i), 0}, curves.low(i)};
  };
  if (curves.lows.empty()) return unfixed.fix_where(at_high);
  const bool too_low = !(excess(level, curves, unfixed.members()) < DoubleDouble{});
  return too_low ? unfixed.fix_where(at_high) : unfixed.fix_where(at_low);
}

}  // namespace

void water_fill(DoubleDouble total, const Curves& curves, std::vector<std::uint32_t>& free,
                std::span<DoubleDouble> amounts) {
  Unfixed unfixed(total, curves, free, amounts);
  DoubleDouble level;
  while (!free.empty()) {
    level = unfixed.level();
    if (!narrow(level, curves, unfixed)) break;
  }
  for (const std::uint32_t i : free) amounts[i] = curves.at(level, i);
}

}  // namespace allot::allocation
