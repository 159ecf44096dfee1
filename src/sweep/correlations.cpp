#include "sweep/correlations.hpp"

#include <algorithm>

#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "sweep/asked_text.hpp"

namespace allot::sweep {
namespace {

std::optional<std::size_t> place_of_axis(const SweepRequest& request, const AskedText& pointer,
                                         std::vector<Problem>& problems) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < request.axes.size(); ++i) {
    names.push_back(request.axes[i].pointer.text);
    if (names.back() != pointer.text) continue;
    if (pointer.text.starts_with('/')) return i;
    problems.push_back(problem_at(pointer, pointer.text,
                                  "a correlation is of numbers or dates, and '" + pointer.text + "' has no order"));
    return std::nullopt;
  }
  const std::string near = nearest(pointer.text, names);
  problems.push_back(problem_at(pointer, pointer.text, "no axis '" + pointer.text + "' varies",
                                near.empty() ? "" : "did you mean '" + near + "'?"));
  return std::nullopt;
}

bool is_same_pair(const RankCorrelation& one, const RankCorrelation& other) {
  return std::minmax(one.a, one.b) == std::minmax(other.a, other.b);
}

double correlation_of(std::span<const RankCorrelation> all, std::size_t a, std::size_t b) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& it) { return is_same_pair(it, {a, b}); });
  return found == all.end() ? 0 : found->rho;
}

}  // namespace

std::vector<RankCorrelation> read_correlations(const SweepRequest& request, std::vector<Problem>& problems) {
  std::vector<RankCorrelation> out;
  for (const auto& [first, second, text] : request.correlations) {
    const auto a = place_of_axis(request, first, problems), b = place_of_axis(request, second, problems);
    const auto rho = parse_number(text.text);
    if (!rho || !(*rho > -1 && *rho < 1))
      problems.push_back(
          problem_at(text, first.text, "expected a correlation between -1 and 1, found '" + text.text + "'"));
    if (!a || !b || !rho) continue;
    if (*a == *b) problems.push_back(problem_at(second, second.text, "a correlation is of two axes"));
    const RankCorrelation read{*a, *b, *rho};
    if (std::any_of(out.begin(), out.end(), [&](const auto& it) { return is_same_pair(it, read); }))
      problems.push_back(problem_at(first, first.text, "their correlation is said twice"));
    out.push_back(read);
  }
  return out;
}

Problem impossible_correlations(const SweepRequest& request, std::span<const RankCorrelation> correlations) {
  std::string hint;
  for (const RankCorrelation& one : correlations)
    for (const RankCorrelation& other : correlations)
      for (const auto& [a, shared] : {std::pair(one.a, one.b), std::pair(one.b, one.a)}) {
        if (other.a != shared && other.b != shared) continue;
        const std::size_t b = other.a == shared ? other.b : other.a;
        if (a == b || !hint.empty() || correlation_of(correlations, a, b) != 0) continue;
        hint = request.axes[a].pointer.text + " and " + request.axes[b].pointer.text + " both go with " +
               request.axes[shared].pointer.text + ": say a correlation of these two as well, about " +
               trimmed(one.rho * other.rho, 2);
      }
  const AskedCorrelation& first = request.correlations.front();
  return problem_at(first.a, first.a.text, "no inputs can have these correlations all at once", hint);
}

}  // namespace allot::sweep
