#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "allot/allocation.hpp"

/// Nothing that could be given is held back: what one claimant cannot use of its share goes to those who can.
///
/// A share may be too small for anything that its claimant waits for: sixteen that ship whole are not served by ten. So
/// first all get their shares and hand back what they cannot use. What came back is divided again, by the same rule,
/// among those that handed nothing back, until nothing comes back or nobody is left. Then each in turn who could still
/// use something of what is left is offered all of it. Who was offered all and hands some back has nothing left that
/// fits into that, nor into less: one turn is enough.
namespace allot::engine {

/// A family of claimants, by number:
///   divide(who, units, is_first)   sets the shares of some of them
///   share(i)                       the share of one
///   use(i, units)                  hands it so many units and gives how many it used
///   turns()                        all of them, in the order in which they are offered what is left
///   could_use(i)                   the most that one could still use, and the least
///
/// gives: what nobody can use
/// shape: `who` holds all claimants, and in the end those who never handed anything back
template <class Family>
Units hand_round(Family&& family, std::vector<std::uint32_t>& who, Units units) {
  bool has_come_back = false;
  for (bool comes_back = true; comes_back && units > 0 && !who.empty();) {
    family.divide(who, units, !has_come_back);
    comes_back = false;
    std::size_t kept = 0;
    for (const std::uint32_t i : who) {
      const Units share = family.share(i);
      const Units used = share > 0 ? family.use(i, share) : 0;
      units -= used;
      if (used == share)
        who[kept++] = i;
      else
        comes_back = true;
    }
    who.resize(kept);
    has_come_back |= comes_back;
  }
  if (!has_come_back) return units;
  for (const std::uint32_t i : family.turns()) {
    const auto could_use = family.could_use(i);
    if (could_use.most > 0 && could_use.least <= units) units -= family.use(i, std::min(units, could_use.most));
  }
  return units;
}

}  // namespace allot::engine
