// Caps for rules that know none. A cap is not a smaller claim: to cut the claim to the cap would change what the rule
// gives to all others. Instead the rule is applied, with the claims as they are, to a virtual estate E' that is larger
// than the true one, and what it gives is cut at the caps; E' is chosen such that what is left after the cut sums to
// the true estate. Where no cap binds, E' is E.
//
// That E' exists is the monotony of the rules: with a larger estate nobody gets less, so that the sum after the cut
// rises, without jumps, from at most E at E' = E to all that caps and claims allow. The bracket [below, above] keeps
// one on each side.
//
// Awards are linear in the estate between the corners of a rule. A chord through the ends of the bracket therefore
// lands on the answer exactly once no corner is left inside; but while corners remain, chords may creep in from one
// side (the fault of regula falsi), so that every other step halves. The search ends when the sum misses by nothing, or
// the bracket has no number left between its ends.
//
// source: resource monotonicity of the rules, Thomson (2003), Mathematical Social Sciences 45(3), 249-297; chords and
//         halving in turn as in Dekker (1969), Constructive Aspects of the Fundamental Theorem of Algebra, 37-48

#include "allocation/virtual_estate.hpp"

#include <algorithm>
#include <cmath>

namespace allot::allocation {
namespace {

/// An estate, and by how much the awards it leads to under the ceilings miss the true one.
struct Trial {
  DoubleDouble estate, miss;
};

Trial attempt(DoubleDouble estate, Uncapped rule, const Problem& problem, Scratch& scratch,
              std::span<DoubleDouble> awards) {
  rule(estate, problem, scratch, awards);
  Sum sum;
  for (std::size_t i = 0; i < awards.size(); ++i) {
    awards[i] = smaller(awards[i], {problem.ceilings[i], 0});
    sum.add(awards[i]);
  }
  return {estate, sum.total() - DoubleDouble{problem.estate, 0}};
}

DoubleDouble crossing(const Trial& below, const Trial& above) {
  return below.estate - below.miss * ((above.estate - below.estate) / (above.miss - below.miss));
}

DoubleDouble middle(const Trial& below, const Trial& above) {
  return (below.estate + above.estate) * DoubleDouble{0.5, 0};
}

}  // namespace

// Awards are linear in the estate between a rule's corners, so that a chord hits the mark once no corner lies
// inside the bracket; halving in turn gets it there.
void award_under_ceilings(Uncapped rule, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const double nothing = std::ldexp(problem.estate, -80);
  const auto is_exact = [&](const Trial& trial) { return std::abs(trial.miss.high) <= nothing; };

  Trial below = attempt({problem.estate, 0}, rule, problem, scratch, awards);
  if (is_exact(below)) return;
  Trial above = attempt(total(problem.claims), rule, problem, scratch, awards);
  if (is_exact(above)) return;
  constexpr int enough = 256;
  for (int step = 0; step < enough; ++step) {
    const DoubleDouble guess = step % 2 == 0 ? crossing(below, above) : middle(below, above);
    const Trial trial = attempt(guess, rule, problem, scratch, awards);
    if (is_exact(trial) || !(below.estate < guess) || !(guess < above.estate)) return;
    (trial.miss < DoubleDouble{} ? below : above) = trial;
  }
}

}  // namespace allot::allocation
