#include <algorithm>
#include <map>

#include "allot/remarks.hpp"
#include "allot/sweep_summary.hpp"
#include "python/checked.hpp"
#include "python/questions.hpp"

namespace allot::python {
namespace {

Sweep sweep_of(const Asked& asked, const SweepWords& words) {
  Sweep out;
  out.file = asked.file();
  out.sampling = asked.sampling;
  SweepRequest request = words.design_file.empty()
                             ? read_design_text(std::make_shared<Text>(Text{"design", words.design}))
                             : read_design(words.design_file);
  agree_on_seed(request, out.sampling);
  out.design = design_of(out.file, request);
  out.compared = words.compared;
  out.metrics = words.metrics;
  out.with_series = words.with_series;
  expect_askable(out);
  return out;
}

std::vector<Problem> failed_points(const SweepSummary& summary) {
  std::vector<Problem> out;
  for (const SweepSummary::Failure& it : summary.failures)
    out.push_back({{}, "", "point " + std::to_string(it.point) + " makes no scenario: " + it.message, "", false});
  return out;
}

Told told_of_database(const Asked& asked, const std::string& path, std::vector<Problem> notes) {
  SweepSummary summary = summary_of(path);
  for (Problem& it : failed_points(summary)) notes.push_back(std::move(it));
  return told(asked, std::move(summary), std::move(notes));
}

}  // namespace

Told ask_rank(const Asked& asked, const RankWords& words) {
  const auto [file, settings] = before_variants(asked.scenario.file, asked.edits);
  const ComparedFiles files = variants_to_rank(file, words.variants, settings);
  RankRequest request;
  for (const std::string& it : words.metrics) request.metrics.push_back(ranked_metric(it));
  request.probability = words.probability;
  if (!words.indifference.empty())
    request.indifference = indifference_of(words.indifference, request.metrics.front().path);
  request.most = words.most;
  Ranking found = rank(files.scenarios(), request, asked.sampling);
  found.basis.hash = hash(files.files().front());
  return told(asked, std::move(found), remarks_on(files, true));
}

Told ask_sensitivity(const Asked& asked, const SensitivityQuestion& question) {
  const Checked from = checked(asked.file());
  const auto made = [&](const FieldSettings& settings, const std::string& variant) {
    return with_edits(asked.scenario.file, asked.edits, settings, variant);
  };
  Sensitivity found = sensitivity(made, question, asked.sampling);
  found.basis.hash = hash(from.file);
  return told(asked, std::move(found), from.notes);
}

// What is finished when it is stopped stays, and can be gone on with.
Told ask_sweep(const Asked& asked, const SweepWords& words) {
  const Checked from = checked(asked.file());
  const Sweep sweep = sweep_of(asked, words);
  SweepDatabase database = words.is_resumed ? SweepDatabase::resume(words.database, sweep, words.shard)
                                            : SweepDatabase::create(words.database, sweep, words.shard);
  sweep_points(sweep, database.missing(),
               [&](std::size_t point, const PointAnswer& answer) { database.add(point, answer); });
  database.finish();
  return told_of_database(asked, words.database, from.notes);
}

Told ask_merge(const std::string& into, const Names& shards, const std::string& arguments) {
  merge_shards(into, {shards.begin(), shards.end()});
  return told_of_database({{}, {}, {}, "merge", arguments}, into, {});
}

Told ask_fit(const FitWords& words, const std::string& arguments) {
  std::vector<Observation> rows;
  std::map<std::string, std::vector<Observation>> by_group;
  for (std::size_t i = 0; i < words.low.size(); ++i) {
    rows.push_back({words.low[i], words.high[i]});
    if (!words.groups.empty()) by_group[words.groups[i]].push_back(rows.back());
  }
  std::vector<ObservedGroup> groups;
  for (auto& [name, its_rows] : by_group) groups.push_back({name, std::move(its_rows)});
  FitRequest request;
  request.samples = words.samples;
  request.seed = words.seed;
  if (!words.families.empty())
    std::erase_if(request.families, [&](Distribution::Family it) {
      return std::find(words.families.begin(), words.families.end(), name_of(it)) == words.families.end();
    });
  Fits found = fit(rows, groups, request);
  found.column = words.column;
  found.by = words.by;
  found.unit = "days";
  return told({{}, {}, {}, "fit", arguments}, std::move(found), {});
}

Names families_of_fits() {
  Names out;
  for (const Distribution::Family it : FitRequest::fit_families()) out.push_back(name_of(it));
  return out;
}

}  // namespace allot::python
