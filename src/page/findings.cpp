#include <algorithm>

#include "allot/answers.hpp"
#include "allot/page.hpp"
#include "page/html_page.hpp"
#include "page/sweep.hpp"
#include "page/story.hpp"

namespace allot {
namespace {

constexpr std::size_t most_replications_of_parts = 300;
constexpr std::size_t most_explained = 12;
constexpr std::size_t most_attributed = 4;  // interventions; what it costs doubles with each

Sampling for_answer(Sampling sampling) {
  sampling.with_series = sampling.with_answer = true;
  return sampling;
}

/// An organisation, and how much of it there is to explain.
using Sized = std::pair<double, std::string>;

// The largest first, as many as are explained.
std::vector<std::string> largest(std::vector<Sized> all) {
  std::stable_sort(all.begin(), all.end(), [](const Sized& a, const Sized& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (auto& [size, id] : all)
    if (out.size() < most_explained) out.push_back(std::move(id));
  return out;
}

bool is_judged(const MetricColumn& it) { return it.kind == EntityKind::organisation && it.metric == "online_gpu_days"; }

// Of whom anything differs in the first pair, those with the largest differences.
std::vector<std::string> who_differs(const VariantDifferences& pair) {
  std::vector<Sized> all;
  for (std::size_t i = 0; i < pair.columns.size(); ++i)
    if (is_judged(pair.columns[i]) && pair.differences[i].p_equal != 1)
      all.emplace_back(std::abs(pair.differences[i].estimate.mean), pair.columns[i].entity);
  return largest(std::move(all));
}

// Of one run, those that the page draws.
std::vector<std::string> who_has_most(const Results& results) {
  std::vector<Sized> all;
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    if (is_judged(results.columns[i])) all.emplace_back(results.estimates[i].mean, results.columns[i].entity);
  return largest(std::move(all));
}

void find_parts(PageFindings& out, const Scenario& scenario, const Sampling& sampling) {
  const Sampling few = sampling_of_parts(sampling);
  if (!out.explained.empty()) out.explanations = explain(scenario, out.explained, few);
  if (scenario.interventions.size() <= most_attributed && can_attribute(scenario, few))
    out.attributions = attribute(scenario, few);
}

}  // namespace

Sampling sampling_of_parts(Sampling sampling) {
  sampling.replications = std::min(sampling.replications, most_replications_of_parts);
  sampling.precisions.clear();
  sampling.is_enough = nullptr;
  return sampling;
}

PageFindings page_findings(const ComparedFiles& compared, const Sampling& sampling,
                           std::size_t replications_of_thresholds) {
  PageFindings out;
  Comparison comparison = compare(compared, for_answer(sampling), replications_of_thresholds);
  const VariantDifferences& first = comparison.differences.front();
  out.explained = who_differs(first);
  const std::size_t place = first.variant;
  out.main = std::move(comparison);
  find_parts(out, compared.scenarios()[place].second, sampling);
  return out;
}

PageFindings page_findings(const ScenarioFile& file, const Sampling& sampling) {
  Sampling asked = for_answer(sampling);
  asked.with_fairness = true;
  PageFindings out;
  const Scenario scenario = check(file);
  Results results = run(scenario, asked);
  results.hash = hash(file);
  out.explained = who_has_most(results);
  out.main = std::move(results);
  find_parts(out, scenario, sampling);
  return out;
}

std::vector<Answer> answers_of(const PageFindings& findings) {
  std::vector<Answer> out = {std::visit([](const auto& it) { return answer_of(it); }, findings.main)};
  if (findings.explanations) out.push_back(answer_of(*findings.explanations));
  if (findings.attributions) out.push_back(answer_of(*findings.attributions));
  return out;
}

std::string html_page(const std::vector<Answer>& answers) {
  if (answers.size() == 1 && page::is_of_sweep(answers.front())) return page::page_of_sweep(answers.front());
  const page::Story story = page::story_of(answers);
  return page::html_of(page::page_of(story), story);
}

}  // namespace allot
