// Four rules that change their mind at half of each claim. Each half is a level of awards or of losses.
#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/water_filling.hpp"

namespace allot::allocation {
namespace {

double half(const Problem& problem, std::size_t i) { return std::min(problem.claims[i] / 2, problem.ceilings[i]); }

DoubleDouble halves(const Problem& problem) {
  Sum sum;
  for (std::size_t i = 0; i < problem.size(); ++i) sum.add(half(problem, i));
  return sum.total();
}

bool within_halves(const Problem& problem) { return !(halves(problem) < DoubleDouble{problem.estate, 0}); }

template <class Low, class High>
Curves between(Low low, High high, const Problem& problem, Scratch& scratch) {
  scratch.lows.resize(problem.size());
  scratch.highs.resize(problem.size());
  for (std::size_t i = 0; i < problem.size(); ++i) {
    scratch.lows[i] = low(i);
    scratch.highs[i] = high(i);
  }
  return {{}, scratch.lows, scratch.highs};
}

void equal_awards_on_first_half(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const Curves curves =
      between([](std::size_t) { return 0.0; }, [&](std::size_t i) { return half(problem, i); }, problem, scratch);
  water_fill({problem.estate, 0}, curves, scratch.free, awards);
}

void equal_awards_on_second_half(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const Curves curves =
      between([](std::size_t) { return 0.0; }, [&](std::size_t i) { return problem.ceilings[i] - half(problem, i); },
              problem, scratch);
  water_fill(DoubleDouble{problem.estate, 0} - halves(problem), curves, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = awards[i] + DoubleDouble{half(problem, i), 0};
}

void equal_losses_on_first_half(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const auto whole = [&](std::size_t i) { return problem.claims[i] / 2; };
  const Curves curves = between([&](std::size_t i) { return whole(i) - half(problem, i); }, whole, problem, scratch);
  water_fill(total(scratch.highs) - DoubleDouble{problem.estate, 0}, curves, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = DoubleDouble{whole(i), 0} - awards[i];
}

void equal_losses_on_second_half(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const Curves curves = between([&](std::size_t i) { return problem.claims[i] - problem.ceilings[i]; },
                                [&](std::size_t i) { return problem.claims[i] - half(problem, i); }, problem, scratch);
  water_fill(total(problem.claims) - DoubleDouble{problem.estate, 0}, curves, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = DoubleDouble{problem.claims[i], 0} - awards[i];
}

}  // namespace

void talmud(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  if (within_halves(problem)) return equal_awards_on_first_half(problem, scratch, awards);
  equal_losses_on_second_half(problem, scratch, awards);
}

void reverse_talmud(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  if (within_halves(problem)) return equal_losses_on_first_half(problem, scratch, awards);
  equal_awards_on_second_half(problem, scratch, awards);
}

void piniles(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  if (within_halves(problem)) return equal_awards_on_first_half(problem, scratch, awards);
  equal_awards_on_second_half(problem, scratch, awards);
}

void constrained_egalitarian(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  if (within_halves(problem)) return equal_awards_on_first_half(problem, scratch, awards);
  const Curves curves = between([&](std::size_t i) { return half(problem, i); },
                                [&](std::size_t i) { return problem.ceilings[i]; }, problem, scratch);
  water_fill({problem.estate, 0}, curves, scratch.free, awards);
}

}  // namespace allot::allocation
