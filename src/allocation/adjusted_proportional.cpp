#include "allocation/division_rules.hpp"
#include "allocation/virtual_estate.hpp"

namespace allot::allocation {
namespace {

void uncapped(DoubleDouble estate, const Problem& problem, Scratch&, std::span<DoubleDouble> awards) {
  const DoubleDouble shortage = total(problem.claims) - estate;
  const auto minimal_right = [&](std::size_t i) { return larger({}, DoubleDouble{problem.claims[i], 0} - shortage); };
  Sum left;
  left.add(estate);
  for (std::size_t i = 0; i < problem.size(); ++i) left.add(-minimal_right(i));
  const DoubleDouble rest = larger({}, left.total());
  const auto remaining = [&](std::size_t i) {
    return smaller(DoubleDouble{problem.claims[i], 0} - minimal_right(i), rest);
  };
  Sum claimed;
  for (std::size_t i = 0; i < problem.size(); ++i) claimed.add(remaining(i));
  const bool shares = DoubleDouble{} < claimed.total();
  const DoubleDouble rate = shares ? rest / claimed.total() : DoubleDouble{};
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = minimal_right(i) + rate * remaining(i);
}

}  // namespace

void adjusted_proportional(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  award_under_ceilings(uncapped, problem, scratch, awards);
}

}  // namespace allot::allocation
