#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "allot/answer.hpp"
#include "allot/compared_files.hpp"
#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"
#include "allot/sweep_design.hpp"

/// The same question at many points: what a scenario comes to where some of its fields have other values. Points are
/// independent of each other, so that anyone may compute any of them, in any order, on any machine, and the whole is the
/// same; each ends in an answer (allot/answer.hpp) as text, which is all that has to travel.
///
///   const allot::Sweep sweep{allot::read("my.json"), design, sampling};
///   allot::sweep_points(sweep, all_points(sweep), [&](std::size_t point, const allot::PointAnswer& it) { keep(point, it); });
namespace allot {

/// What is asked at every point, and of it what is kept.
struct Sweep {
  ScenarioFile file;  ///< with the edits that hold at all points
  SweepDesign design;
  Sampling sampling;  ///< of each point
  /// Compared at each point, the first with the others: names as `edited` takes them. Empty: the scenario alone is run.
  std::vector<std::string> compared = {};
  /// Paths of metrics that are kept, "organisation.*.online_gpu_days", where * stands for anything; empty: all but those of
  /// single orders.
  std::vector<std::string> metrics = {};
  bool with_series = false;  ///< levels over time as well
};

/// One seed for the points and for what is simulated at them: the one that a design file says, else the sampling's.
///
/// errors: RequestError where both say one and they differ; 1, the default, counts as none
void agree_on_seed(SweepRequest& request, Sampling& sampling);

/// One point as the program would be asked for it.
struct SweepPoint {
  std::string variant;     ///< names as `edited` takes them; empty: as written
  FieldSettings settings;  ///< made after the variant
  std::uint64_t seed = 1;
};

/// shape: `point` is below the number of points
SweepPoint point_of(const Sweep& sweep, std::size_t point);

/// Looks whether each pattern of metrics fits some metric of the scenario, and whether there is what is compared.
/// errors: RequestError with the nearest right path; InputError
void expect_askable(const Sweep& sweep);

/// The answer of one point, as `tidy_json` writes it: the tables `metrics` and `milestones`, `differences` and
/// `milestone_differences` where variants are compared, `series` where wanted, `entities`; its provenance holds the hash of
/// the point's scenario.
///
/// errors: InputError where its values make no scenario; as `run` and `compare`
std::string sweep_point(const Sweep& sweep, std::size_t point);

/// What came of a point: its answer, or why its values make no scenario that can be simulated.
struct PointAnswer {
  std::string answer, failure;
};

/// The same, where an InputError or a RequestError of the point is its failure.
PointAnswer answer_or_failure(const Sweep& sweep, std::size_t point);

/// Told of each point once it is done, one at a time, from any thread.
using PointDone = std::function<void(std::size_t point, const PointAnswer& answer)>;

/// Answers those points on as many threads as the sampling has. Its `progress` is told of points.
///
/// gives:  to `done` what `answer_or_failure` gives
/// errors: Interrupted, what is done being told before; what `done` throws
void sweep_points(const Sweep& sweep, std::span<const std::size_t> points, const PointDone& done);

}  // namespace allot
