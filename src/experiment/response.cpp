#include "experiment/response.hpp"

#include <algorithm>
#include <tuple>

#include "base/contract.hpp"
#include "engine/simulate.hpp"
#include "experiment/columns.hpp"

namespace allot::experiment {
namespace {

constexpr std::string_view of_milestones = "milestone.";

using Of = AskedNumber::Of;

std::pair<Of, std::size_t> milestone_named(const model::Model& model, const std::string& path) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < model.milestones.size(); ++i) {
    const std::string name = std::string(of_milestones) + model.milestones[i].id;
    if (path == name + ".date") return {Of::date, i};
    if (path == name + ".reached") return {Of::reached, i};
    known.insert(known.end(), {name + ".date", name + ".reached"});
  }
  refuse_unknown("metric", path, known);
}

std::pair<Of, std::size_t> place_of(const model::Model& model, const std::string& path) {
  if (path.starts_with(of_milestones)) return milestone_named(model, path);
  return {Of::metric, column_named(metrics::columns(model), path)};
}

}  // namespace

AskedNumber number_named(const Design& design, const std::string& path, std::optional<std::size_t> less) {
  AskedNumber out;
  std::tie(out.of, out.place.column) = place_of(design[0].model, path);
  if (less) out.less = {*less, place_of(design[*less].model, path).second};
  return out;
}

/// A replication of each point of the design, whose memory is used again, and what it came to.
struct Response::Worker {
  std::vector<std::unique_ptr<engine::Replication>> replications;
  std::vector<std::vector<double>> rows, told;  ///< by point of the design
  std::vector<double> uniforms;
  metrics::Scratch scratch;
  bool has_course = false;

  double value(AskedNumber::Of of, AskedNumber::Place it) const {
    if (of == Of::metric) return rows[it.point][it.column];
    const Time when = replications[it.point]->seen.milestones[it.column];
    const Time end = replications[it.point]->model.end;
    if (of == Of::reached) return when < end ? 1 : 0;
    return static_cast<double>(std::min(when, end)) / static_cast<double>(day);
  }
};

Response::Response(const Design& design, const std::vector<std::uint64_t>& streams, const Executor& executor)
    : design_(design), executor_(executor), input_count_(streams.size()), workers_(executor.workers()) {
  for (std::size_t point = 0; point < design.size(); ++point) {
    std::vector<std::size_t>& own = inputs_.emplace_back();
    for (const model::Uncertain& it : design[point].model.uncertain)
      own.push_back(static_cast<std::size_t>(std::ranges::find(streams, it.stream) - streams.begin()));
    expects(std::ranges::count(own, streams.size()) == 0, "every uncertain value is an input");
  }
}

Response::Worker& Response::at_work(std::size_t worker) {
  auto& own = workers_[worker];
  if (own) return *own;
  own = std::make_shared<Worker>();
  for (std::size_t point = 0; point < design_.size(); ++point) {
    const model::Model& model = design_[point].model;
    own->replications.push_back(
        std::make_unique<engine::Replication>(model, design_.recording(), design_.sampling().seed, 0));
    own->rows.emplace_back(metrics::width(model));
    own->told.emplace_back(model.uncertain.size());
  }
  return *own;
}

void Response::simulate(Worker& worker, std::size_t point) const {
  engine::Replication& sim = *worker.replications[point];
  std::vector<double>& told = worker.told[point];
  for (std::size_t i = 0; i < told.size(); ++i) told[i] = worker.uniforms[inputs_[point][i]];
  sim.chance.told = told;
  engine::run(sim);
  worker.has_course = worker.has_course || sim.seen.is_random;
  metrics::measure(sim.model, sim.layout, sim.seen, worker.rows[point], worker.scratch);
}

Response::Values Response::operator()(const std::vector<AskedNumber>& numbers, const std::vector<Point>& points,
                                      std::size_t rows) {
  Values out(numbers.size(), std::vector<std::vector<double>>(points.size(), std::vector<double>(rows)));
  const Block block{0, 0, rows * points.size()};
  executor_.replicate(block, true, [&](std::size_t worker, std::size_t item) {
    Worker& own = at_work(worker);
    own.uniforms.resize(input_count_);
    const std::size_t row = item / points.size(), point = item % points.size();
    const std::uint64_t course = points[point](row, own.uniforms);
    for (std::size_t i = 0; i < design_.size(); ++i) {
      own.replications[i]->chance.number = course;
      simulate(own, i);
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const AskedNumber& it = numbers[i];
      const double less = it.less ? own.value(it.of, *it.less) : 0;
      out[i][point][row] = own.value(it.of, it.place) - less;
    }
    return true;
  });
  simulated_ += block.to * design_.size();
  return out;
}

bool Response::has_course() const {
  return std::ranges::any_of(workers_, [](const auto& it) { return it && it->has_course; });
}

}  // namespace allot::experiment
