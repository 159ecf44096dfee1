#include <algorithm>
#include <chrono>
#include <functional>

#include "allot/explanation.hpp"
#include "allot/file_questions.hpp"
#include "allot/remarks.hpp"
#include "python/checked.hpp"
#include "python/questions.hpp"
#include "python/rules.hpp"

namespace allot::python {
namespace {

constexpr std::size_t replications_of_remedies = 100;

std::function<bool()> passed(double seconds) {
  using Clock = std::chrono::steady_clock;
  return [begin = Clock::now(), seconds] {
    return std::chrono::duration<double>(Clock::now() - begin).count() >= seconds;
  };
}

}  // namespace

Told ask_run(const Asked& asked, const RunWords& words) {
  Sampling sampling = asked.sampling;
  sampling.with_series = sampling.with_fairness = sampling.with_answer = words.with_series;
  for (const auto& [metric, relative] : words.precisions) sampling.precisions.push_back({metric, relative});
  sampling.metrics = words.metrics;
  if (words.most_seconds) sampling.is_enough = passed(*words.most_seconds);
  const Checked from = checked(with_chances(asked.file(), words.chances, sampling));
  Results results = run(from.scenario, sampling);
  results.hash = hash(from.file);
  std::vector<Problem> notes = notes_with_lacks(from, sampling);
  for (std::string& it : said_of_stopping(results)) notes.push_back({{}, "", std::move(it), "", false});
  return told(asked, std::move(results), std::move(notes));
}

Told ask_compare(const Asked& asked, const Names& variants, const std::string& baseline,
                 std::size_t replications_of_thresholds, const Names& metrics, bool with_series) {
  const ComparedFiles files = compared(asked, variants, baseline);
  if (files.files().size() < 2)
    throw RequestError("there is nothing to compare: the scenario has no variants; name some with --variants");
  Sampling sampling = asked.sampling;
  sampling.with_series = sampling.with_answer = with_series;
  sampling.metrics = metrics;
  Comparison comparison = compare(files, sampling, replications_of_thresholds);
  return told(asked, std::move(comparison), notes_with_lacks(files, sampling));
}

Told ask_divergence(const Asked& asked, const Names& variants, const std::string& baseline) {
  const ComparedFiles files = compared(asked, variants, baseline);
  return told(asked, diverge(files, asked.sampling), remarks_on(files, true));
}

Told ask_bound(const Asked& asked, const Names& variants, const std::string& baseline, const std::string& metric,
               const Names& rules) {
  const ComparedFiles files = compared(asked, variants, baseline);
  Sampling sampling = asked.sampling;
  sampling.with_orders = false;
  return told(asked, bound(files, metric, rules_named(rules), sampling), remarks_on(files, true));
}

Told ask_attribute(const Asked& asked, const Names& edits) {
  const Checked from = checked(asked.file());
  if (!edits.empty())
    return told(asked, attribute(asked.scenario.file, asked.edits, edits, asked.sampling), from.notes);
  Attributions found = attribute(from.scenario, asked.sampling);
  found.basis.hash = hash(from.file);
  return told(asked, std::move(found), from.notes);
}

Told ask_explain(const Asked& asked, const Names& ids, bool with_remedies) {
  const Checked from = checked(asked.file());
  Explanations found = explain(from.scenario, ids, asked.sampling);
  Sampling few = asked.sampling;
  few.replications = std::min(few.replications, replications_of_remedies);
  if (with_remedies) find_remedies(found, from.scenario, ids, few);
  found.basis.hash = hash(from.file);
  return told(asked, std::move(found), notes_with_lacks(from, asked.sampling));
}

}  // namespace allot::python
