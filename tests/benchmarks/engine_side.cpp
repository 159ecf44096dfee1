#include "engine_side.hpp"

#include <algorithm>
#include <memory>

#include "allot/scenario_io.hpp"
#include "base/contract.hpp"
#include "engine/replication.hpp"
#include "engine/simulate.hpp"
#include "metrics/metrics.hpp"
#include "model/compile.hpp"

namespace allot::bench {
namespace {

struct Worker {
  model::Model model;
  engine::Layout layout;
  engine::Replication sim;
  metrics::Scratch scratch;
  std::vector<double> row;

  explicit Worker(const Scenario& scenario)
      : model(model::compile(scenario)), layout(model), sim(model, {}, 1, 0), row(metrics::columns(model).size()) {}
};

std::string short_path(const MetricColumn& column) {
  if (column.kind == EntityKind::system) return "system." + column.metric;
  return column.entity + "." + column.metric;
}

std::vector<std::size_t> columns_named(const model::Model& model, const std::vector<std::string>& paths) {
  std::vector<std::string> all;
  for (const MetricColumn& column : metrics::columns(model)) all.push_back(short_path(column));
  std::vector<std::size_t> out;
  for (const std::string& path : paths) {
    const auto found = std::find(all.begin(), all.end(), path);
    expects(found != all.end(), "a benchmark compares metrics that there are");
    out.push_back(static_cast<std::size_t>(found - all.begin()));
  }
  return out;
}

Replicate replications_of(const Scenario& scenario, const std::vector<std::string>& paths) {
  const auto worker = std::make_shared<Worker>(scenario);
  const std::vector<std::size_t> columns = columns_named(worker->model, paths);
  return [worker, columns](std::uint64_t number) {
    worker->sim.chance.number = number;
    engine::run(worker->sim);
    metrics::measure(worker->model, worker->layout, worker->sim.seen, worker->row, worker->scratch);
    std::vector<double> out;
    for (const std::size_t column : columns) out.push_back(worker->row[column]);
    return out;
  };
}

}  // namespace

Replicate engine_side(const std::string& scenario, const std::vector<std::string>& paths) {
  return replications_of(check(read_text(std::make_shared<const Text>(Text{"scenario", scenario}), ".")), paths);
}

Replicate engine_side_of_file(const std::string& file, const std::string& variant,
                              const std::vector<std::string>& paths) {
  return replications_of(check(edited(read(file), variant, {})), paths);
}

}  // namespace allot::bench
