#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <thread>

#include "base/literals.hpp"
#include "python/bind.hpp"
#include "python/progress.hpp"
#include "python/questions.hpp"

namespace allot::python {
namespace {

using std::optional, std::string;

// Those of the package's `_asked`, in their order.
void set_sampling(Asked& asked, std::size_t replications, std::uint64_t seed, optional<std::size_t> threads,
                  optional<std::uint64_t> only, bool is_typical, optional<std::size_t> max_memory,
                  const std::shared_ptr<Listener>& listener) {
  Sampling& sampling = asked.sampling;
  sampling.replications = replications;
  sampling.seed = seed;
  sampling.threads = threads ? *threads : std::max(1u, std::thread::hardware_concurrency());
  sampling.only = only;
  sampling.is_typical = is_typical;
  if (max_memory) sampling.max_memory = *max_memory;
  sampling.progress = heard_by(listener);
}

// Of a study: pairs and triples stand for its small structs.
void bind_studies(py::module_& module) {
  py::class_<RankWords>(module, "RankWords")
      .def(py::init<>())
      .def_readwrite("metrics", &RankWords::metrics)
      .def_readwrite("variants", &RankWords::variants)
      .def_readwrite("probability", &RankWords::probability)
      .def_readwrite("indifference", &RankWords::indifference)
      .def_readwrite("most", &RankWords::most);
  py::class_<SensitivityQuestion>(module, "SensitivityQuestion")
      .def(py::init<>())
      .def_readwrite("metrics", &SensitivityQuestion::metrics)
      .def_readwrite("only", &SensitivityQuestion::only)
      .def("add_method",
           [](SensitivityQuestion& it, const string& word) {
             for (const SensitivityMethod method : sensitivity_methods())
               if (word_of(method) == word) it.methods.push_back(method);
           })
      .def("add_varied",
           [](SensitivityQuestion& it, string pointer, string values) {
             it.varied.push_back({std::move(pointer), std::move(values)});
           })
      .def("add_group",
           [](SensitivityQuestion& it, string name, Names pointers) {
             it.groups.push_back({std::move(name), std::move(pointers)});
           })
      .def("add_correlation", [](SensitivityQuestion& it, string one, string other, double rho) {
        it.correlations.push_back({std::move(one), std::move(other), rho});
      });
  py::class_<SweepWords>(module, "SweepWords")
      .def(py::init<>())
      .def_readwrite("database", &SweepWords::database)
      .def_readwrite("design", &SweepWords::design)
      .def_readwrite("design_file", &SweepWords::design_file)
      .def_readwrite("compared", &SweepWords::compared)
      .def_readwrite("metrics", &SweepWords::metrics)
      .def_readwrite("with_series", &SweepWords::with_series)
      .def_readwrite("is_resumed", &SweepWords::is_resumed)
      .def("set_shard", [](SweepWords& it, std::size_t part, std::size_t of) {
        it.shard = {part, of};
      });
  py::class_<FitWords>(module, "FitWords")
      .def(py::init<>())
      .def_readwrite("low", &FitWords::low)
      .def_readwrite("high", &FitWords::high)
      .def_readwrite("groups", &FitWords::groups)
      .def_readwrite("families", &FitWords::families)
      .def_readwrite("samples", &FitWords::samples)
      .def_readwrite("seed", &FitWords::seed)
      .def_readwrite("column", &FitWords::column)
      .def_readwrite("by", &FitWords::by);
}

// A request of several values: in Python one is made with those that are not as usual set.
void bind_requests(py::module_& module) {
  py::class_<Asked>(module, "Asked")
      .def(py::init([](const HeldFile& scenario, const Edits& edits, string command, string arguments) {
        return Asked{scenario, edits, {}, std::move(command), std::move(arguments)};
      }))
      .def("set_sampling", &set_sampling);
  py::class_<Listener, std::shared_ptr<Listener>>(module, "Listener")
      .def(py::init<py::object>())
      .def("end", &Listener::end);
  py::class_<RunWords>(module, "RunWords")
      .def(py::init<>())
      .def_readwrite("chances", &RunWords::chances)
      .def_readwrite("precisions", &RunWords::precisions)
      .def_readwrite("most_seconds", &RunWords::most_seconds)
      .def_readwrite("metrics", &RunWords::metrics)
      .def_readwrite("with_series", &RunWords::with_series);
  py::class_<GameRequest>(module, "GameRequest")
      .def(py::init<>())
      .def_readwrite("supplier", &GameRequest::supplier)
      .def_readwrite("product", &GameRequest::product)
      .def_readwrite("cap", &GameRequest::cap)
      .def_readwrite("step", &GameRequest::step)
      .def_readwrite("rounds", &GameRequest::rounds);
  py::class_<TradeRequest>(module, "TradeRequest")
      .def(py::init<>())
      .def_readwrite("between", &TradeRequest::between)
      .def_readwrite("product", &TradeRequest::product)
      .def_readwrite("metric", &TradeRequest::metric)
      .def_readwrite("sure", &TradeRequest::sure)
      .def_readwrite("overlook", &TradeRequest::overlook)
      .def_readwrite("most_parties", &TradeRequest::most_parties)
      .def_readwrite("most_simulations", &TradeRequest::most_simulations)
      .def_readwrite("most_trades", &TradeRequest::most_trades);
  py::class_<PromiseWords>(module, "PromiseWords")
      .def(py::init<>())
      .def_readwrite("orders", &PromiseWords::orders)
      .def_readwrite("book", &PromiseWords::book)
      .def_readwrite("by", &PromiseWords::by)
      .def_readwrite("units", &PromiseWords::units)
      .def_readwrite("probability", &PromiseWords::probability)
      .def_readwrite("calibrates", &PromiseWords::calibrates)
      .def_readwrite("is_each_alone", &PromiseWords::is_each_alone)
      .def_readwrite("is_list", &PromiseWords::is_list);
  bind_studies(module);
  py::class_<LockChanges>(module, "LockChanges")
      .def(py::init([](const std::vector<std::array<string, 3>>& added, Names removed) {
        LockChanges out{{}, std::move(removed)};
        for (const auto& [order, units, at] : added) out.added.push_back({order, units, at});
        return out;
      }));
  py::class_<RationRequest>(module, "RationRequest")
      .def(py::init([](const string& rule, double estate, std::vector<double> claims) {
        RationRequest out;
        out.rule = allocation::rule_named(rule).value();
        out.estate = estate;
        out.claims = std::move(claims);
        return out;
      }))
      .def_readonly("claims", &RationRequest::claims)
      .def_readwrite("weights", &RationRequest::weights)
      .def_readwrite("caps", &RationRequest::caps)
      .def_readwrite("lots", &RationRequest::lots)
      .def_readwrite("minimums", &RationRequest::minimums)
      .def_readwrite("received", &RationRequest::received)
      .def_readwrite("receipts", &RationRequest::receipts)
      .def_readwrite("share", &RationRequest::share)
      .def_readwrite("quotas", &RationRequest::quotas)
      .def_readwrite("bids", &RationRequest::bids);
  py::class_<AskedChance>(module, "AskedChance").def(py::init([](const string& id, Units units, const string& by) {
    return chance_by(id, units, by);
  }));
}

std::vector<string> rule_names() {
  std::vector<string> out;
  for (const auto& it : allocation::rules()) out.emplace_back(it.name);
  return out;
}

std::vector<string> bounded_metric_names() {
  std::vector<string> out;
  for (const BoundedMetric& it : bounded_metrics()) out.emplace_back(it.name);
  return out;
}

}  // namespace

// While a question is asked, other threads of Python go on.
void bind_questions(py::module_& module) {
  bind_requests(module);
  const auto question = [&](const char* name, auto ask) {
    module.def(name, ask, py::call_guard<py::gil_scoped_release>());
  };
  question("run", &ask_run);
  question("compare", &ask_compare);
  question("divergence", &ask_divergence);
  question("bound", &ask_bound);
  question("attribute", &ask_attribute);
  question("explain", &ask_explain);
  question("solve", &ask_solve);
  question("compensation", &ask_compensation);
  question("game", &ask_game);
  question("trade", &ask_trade);
  question("cash", &ask_cash);
  question("plan", &ask_plan);
  question("roll", &ask_roll);
  question("promise", &ask_promise);
  question("locks", &ask_locks);
  question("rank", &ask_rank);
  question("sensitivity", &ask_sensitivity);
  question("sweep", &ask_sweep);
  question("merge", &ask_merge);
  question("fit", &ask_fit);
  question("ration", &ask_ration);
  module.def("rules", &rule_names);
  module.def("fit_families", &families_of_fits);
  module.def("bounded_metrics", &bounded_metric_names);
}

}  // namespace allot::python
