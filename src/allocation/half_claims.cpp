// Four rules that change their mind at half of each claim. Each half is a level of awards or of losses.
#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/level.hpp"

namespace allot::allocation {
namespace {

double half(const Problem& problem, std::size_t i) { return std::min(problem.claims[i] / 2, problem.ceilings[i]); }

Wide halves(const Problem& problem) {
  Sum sum;
  for (std::size_t i = 0; i < problem.size(); ++i) sum.add(half(problem, i));
  return sum.total();
}

bool within_halves(const Problem& problem) { return !(halves(problem) < Wide{problem.estate, 0}); }

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

void equal_awards_on_first_half(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const Curves curves =
      between([](std::size_t) { return 0.0; }, [&](std::size_t i) { return half(problem, i); }, problem, scratch);
  level_to({problem.estate, 0}, curves, scratch.free, awards);
}

void equal_awards_on_second_half(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const Curves curves =
      between([](std::size_t) { return 0.0; }, [&](std::size_t i) { return problem.ceilings[i] - half(problem, i); },
              problem, scratch);
  level_to(Wide{problem.estate, 0} - halves(problem), curves, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = awards[i] + Wide{half(problem, i), 0};
}

void equal_losses_on_first_half(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const auto whole = [&](std::size_t i) { return problem.claims[i] / 2; };
  const Curves curves = between([&](std::size_t i) { return whole(i) - half(problem, i); }, whole, problem, scratch);
  level_to(total(scratch.highs) - Wide{problem.estate, 0}, curves, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = Wide{whole(i), 0} - awards[i];
}

void equal_losses_on_second_half(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const Curves curves = between([&](std::size_t i) { return problem.claims[i] - problem.ceilings[i]; },
                                [&](std::size_t i) { return problem.claims[i] - half(problem, i); }, problem, scratch);
  level_to(total(problem.claims) - Wide{problem.estate, 0}, curves, scratch.free, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = Wide{problem.claims[i], 0} - awards[i];
}

}  // namespace

void talmud(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  if (within_halves(problem)) return equal_awards_on_first_half(problem, scratch, awards);
  equal_losses_on_second_half(problem, scratch, awards);
}

void reverse_talmud(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  if (within_halves(problem)) return equal_losses_on_first_half(problem, scratch, awards);
  equal_awards_on_second_half(problem, scratch, awards);
}

void piniles(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  if (within_halves(problem)) return equal_awards_on_first_half(problem, scratch, awards);
  equal_awards_on_second_half(problem, scratch, awards);
}

void constrained_egalitarian(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  if (within_halves(problem)) return equal_awards_on_first_half(problem, scratch, awards);
  const Curves curves = between([&](std::size_t i) { return half(problem, i); },
                                [&](std::size_t i) { return problem.ceilings[i]; }, problem, scratch);
  level_to({problem.estate, 0}, curves, scratch.free, awards);
}

}  // namespace allot::allocation
