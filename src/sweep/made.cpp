#include "sweep/made.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "random/unit_points.hpp"
#include "sweep/asked_text.hpp"
#include "sweep/correlations.hpp"

namespace allot::sweep {
namespace {

constexpr std::size_t most_tried = 200;  // values of an axis

void refuse_too_many(double points, std::vector<Problem>& problems) {
  if (points <= static_cast<double>(most_sweep_points)) return;
  problems.push_back({{},
                      "",
                      "the design has " + trimmed_with_thousands(points, 0) + " points, and a sweep may have " +
                          with_thousands(most_sweep_points),
                      "fewer values an axis, or --sample N for N points over all of them",
                      false});
}

Trial trial_of(const SweepRequest& request, std::size_t point, std::size_t axis, std::string text) {
  const AskedAxis& asked = request.axes[axis];
  return {point, axis, asked.pointer, {std::move(text), asked.values ? asked.values->place : asked.pointer.place}};
}

Made grid(const SweepRequest& request, const std::vector<AxisValues>& axes, std::vector<Problem>& problems) {
  Made out;
  double size = 1;
  for (std::size_t d = 0; d < axes.size(); ++d) {
    size *= static_cast<double>(axes[d].listed.size());
    if (axes[d].between)
      problems.push_back(problem_at(request.axes[d].values ? *request.axes[d].values : request.axes[d].pointer,
                                    request.axes[d].pointer.text, "no steps are said", axes[d].without_steps));
  }
  refuse_too_many(size, problems);
  if (!problems.empty()) return out;
  out.points.resize(static_cast<std::size_t>(size), std::vector<std::string>(axes.size()));
  std::size_t apart = out.points.size();  // between points at which the next value of an axis begins
  for (std::size_t d = 0; d < axes.size(); ++d) {
    const auto& values = axes[d].listed;
    apart /= values.size();
    for (std::size_t i = 0; i < out.points.size(); ++i) out.points[i][d] = values[i / apart % values.size()].text;
    for (std::size_t k = 0; k < std::min(values.size(), most_tried); ++k)
      out.trials.push_back({k * apart, d, request.axes[d].pointer, values[k]});
  }
  return out;
}

Made in_pairs(const SweepRequest& request, const std::vector<AxisValues>& axes) {
  Made out;
  out.points.resize(axes.front().listed.size(), std::vector<std::string>(axes.size()));
  for (std::size_t d = 0; d < axes.size(); ++d) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < out.points.size(); ++i) {
      out.points[i][d] = axes[d].listed[i].text;
      if (first.size() < most_tried && first.emplace(out.points[i][d], i).second)
        out.trials.push_back({i, d, request.axes[d].pointer, axes[d].listed[i]});
    }
  }
  return out;
}

UnitPoints spread(SampleBy by, std::size_t points, std::size_t dimensions, std::uint64_t seed) {
  switch (by) {
    case SampleBy::lhs: return latin_hypercube(points, dimensions, seed);
    case SampleBy::sobol: return scrambled_sobol(points, dimensions, seed);
    case SampleBy::random: return random_points(points, dimensions, seed);
  }
  return {};
}

/// Different values of an axis, the first ones and the least and the largest, where they were asked for.
void try_sampled(const SweepRequest& request, const AxisValues& values, const UnitPoints& cube, std::size_t d,
                 Made& made) {
  const auto below = [&](std::size_t a, std::size_t b) { return cube.at(a, d) < cube.at(b, d); };
  std::vector<std::size_t> order(cube.points);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto [least, largest] = std::minmax_element(order.begin(), order.end(), below);
  std::vector<std::size_t> looked_at{*least, *largest};
  const std::size_t first = values.between ? 1 : std::min(cube.points, most_tried);
  for (std::size_t i = 0; i < first; ++i) looked_at.push_back(i);
  std::sort(looked_at.begin(), looked_at.end());
  std::map<std::string, std::size_t> seen;
  for (const std::size_t i : looked_at) {
    if (!seen.emplace(made.points[i][d], i).second) continue;
    Trial trial = trial_of(request, i, d, made.points[i][d]);
    for (const AskedText& it : values.listed)
      if (it.text == trial.value.text) trial.value.place = it.place;
    made.trials.push_back(std::move(trial));
  }
}

Made sample(const SweepRequest& request, const std::vector<AxisValues>& axes, std::vector<Problem>& problems) {
  Made out;
  refuse_too_many(static_cast<double>(*request.sample), problems);
  if (request.by == SampleBy::sobol && axes.size() > sobol_dimensions)
    problems.push_back({{},
                        "",
                        "there are Sobol points for " + with_thousands(sobol_dimensions) + " axes, and these are " +
                            with_thousands(static_cast<std::int64_t>(axes.size())),
                        "--by lhs",
                        false});
  const auto correlations = read_correlations(request, problems);
  if (!problems.empty()) return out;
  const auto cube =
      rank_correlated(spread(request.by, *request.sample, axes.size(), request.seed.value_or(1)), correlations);
  if (!cube) {
    problems.push_back(impossible_correlations(request, correlations));
    return out;
  }
  out.points.resize(cube->points, std::vector<std::string>(axes.size()));
  for (std::size_t d = 0; d < axes.size(); ++d) {
    for (std::size_t i = 0; i < cube->points; ++i) out.points[i][d] = axes[d].at(cube->at(i, d));
    try_sampled(request, axes[d], *cube, d, out);
  }
  return out;
}

}  // namespace

Made made_of(const SweepRequest& request, const std::vector<AxisValues>& axes, std::vector<Problem>& problems) {
  if (request.sample && !request.is_paired) return sample(request, axes, problems);
  for (const AskedCorrelation& it : request.correlations)
    problems.push_back(problem_at(it.a, it.a.text, "correlations are of samples", "add --sample 100"));
  return request.is_paired ? in_pairs(request, axes) : grid(request, axes, problems);
}

}  // namespace allot::sweep
