#include <algorithm>

#include "allot/answers.hpp"
#include "allot/page.hpp"
#include "page/html_page.hpp"
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

// Those of whom anything differs in the first pair; of many those with the largest differences.
std::vector<std::string> who_differs(const VariantDifferences& pair) {
  std::vector<std::pair<double, std::string>> sizes;
  for (std::size_t i = 0; i < pair.columns.size(); ++i) {
    const MetricColumn& column = pair.columns[i];
    if (column.kind == EntityKind::organisation && column.metric == "online_gpu_days" &&
        pair.differences[i].p_equal != 1)
      sizes.emplace_back(-std::abs(pair.differences[i].estimate.mean), column.entity);
  }
  std::stable_sort(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> out;
  for (const auto& [size, id] : sizes)
    if (out.size() < most_explained) out.push_back(id);
  return out;
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
  sampling.precision_metric.clear();
  sampling.precision = 0;
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
  Results results = run(file, asked);
  out.explained = who_has_most(results);
  out.main = std::move(results);
  find_parts(out, check(file), sampling);
  return out;
}

std::vector<Answer> answers_of(const PageFindings& findings) {
  std::vector<Answer> out = {std::visit([](const auto& it) { return answer_of(it); }, findings.main)};
  if (findings.explanations) out.push_back(answer_of(*findings.explanations));
  if (findings.attributions) out.push_back(answer_of(*findings.attributions));
  return out;
}

std::string html_page(const std::vector<Answer>& answers) {
  const page::Story story = page::story_of(answers);
  return page::html_of(page::page_of(story), story);
}

}  // namespace allot
