#include <algorithm>

#include "allot/answers.hpp"
#include "allot/sweep.hpp"
#include "base/pattern.hpp"
#include "experiment/columns.hpp"
#include "experiment/design.hpp"
#include "sweep/kept.hpp"

// A point is a file with some edits more, asked what `run` or `compare` asks. Nothing of it depends on other points.

namespace allot {
namespace {

bool is_of_orders(const std::string& pattern) { return pattern.starts_with("order.") || pattern.starts_with("*"); }

Sampling sampling_of(const Sweep& sweep, const SweepPoint& at) {
  Sampling out = sweep.sampling;
  out.seed = at.seed;
  out.with_series = sweep.with_series;
  out.with_orders = std::any_of(sweep.metrics.begin(), sweep.metrics.end(), is_of_orders);
  return out;
}

std::string compared_at(const Sweep& sweep, const SweepPoint& at, const Sampling& sampling) {
  ComparedFiles all;
  for (const std::string& name : sweep.compared)
    all.add(name, edited(sweep.file, name == "base" ? "" : name, at.settings));
  const Comparison comparison = compare(all, sampling);
  return tidy_json(sweep_kept::of_point(answer_of(comparison), sweep));
}

}  // namespace

void agree_on_seed(SweepRequest& request, Sampling& sampling) {
  if (request.seed && sampling.seed != 1 && *request.seed != sampling.seed)
    throw RequestError("the design says seed " + std::to_string(*request.seed) + " and --seed " +
                       std::to_string(sampling.seed) + "; one seed is for the points and their simulation");
  if (request.seed) sampling.seed = *request.seed;
  request.seed = sampling.seed;
}

SweepPoint point_of(const Sweep& sweep, std::size_t point) {
  SweepPoint out{"", {}, sweep.sampling.seed};
  for (std::size_t axis = 0; axis < sweep.design.axes.size(); ++axis) {
    const std::string& pointer = sweep.design.axes[axis].pointer;
    const std::string& value = sweep.design.points[point][axis];
    if (pointer == "variant")
      out.variant = value == "base" ? "" : value;
    else if (pointer == "seed")
      out.seed = std::stoull(value);
    else
      out.settings.emplace_back(pointer, value);
  }
  return out;
}

std::string sweep_point(const Sweep& sweep, std::size_t point) {
  const SweepPoint at = point_of(sweep, point);
  const Sampling sampling = sampling_of(sweep, at);
  if (!sweep.compared.empty()) return compared_at(sweep, at, sampling);
  const Results results = run(edited(sweep.file, at.variant, at.settings), sampling);
  return tidy_json(sweep_kept::of_point(answer_of(results), sweep));
}

PointAnswer answer_or_failure(const Sweep& sweep, std::size_t point) {
  try {
    return {sweep_point(sweep, point), ""};
  } catch (const InputError& error) {
    return {"", describe(error)};
  } catch (const RequestError& error) {
    return {"", error.what()};
  }
}

void expect_askable(const Sweep& sweep) {
  if (sweep.sampling.is_enough)
    throw RequestError("--max-time is for run: a point takes the same replications whoever computes it");
  if (!sweep.compared.empty())
    experiment::expect_fixed_count(sweep.sampling, "a comparison takes the same replications of every variant");
  Sampling one = sweep.sampling;
  one.replications = 1;
  one.is_typical = !one.only;  // a look at names, also at those of --precision
  one.progress = nullptr;
  one.with_orders = true;
  std::vector<std::string> known;
  for (const MetricColumn& it : run(sweep.file, one).columns) known.push_back(path_of(it));
  for (const std::string& pattern : sweep.metrics)
    if (std::none_of(known.begin(), known.end(), [&](const auto& it) { return fits(pattern, it); }))
      experiment::refuse_unknown("metric", pattern, known);
  for (const std::string& name : sweep.compared) edited(sweep.file, name == "base" ? "" : name, {});
}

}  // namespace allot
