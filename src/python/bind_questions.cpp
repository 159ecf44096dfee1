#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <thread>

#include "python/bind.hpp"
#include "python/progress.hpp"
#include "python/questions.hpp"

namespace allot::python {
namespace {

Asked asked(const HeldFile& scenario, const Edits& edits, const std::string& command, const std::string& arguments) {
  return {scenario, edits, Sampling{}, command, arguments};
}

void set_sampling(Asked& asked, std::size_t replications, std::uint64_t seed, std::optional<std::size_t> threads,
                  std::optional<std::uint64_t> only, bool is_typical, std::optional<std::size_t> max_memory,
                  py::object progress) {
  Sampling& sampling = asked.sampling;
  sampling.replications = replications;
  sampling.seed = seed;
  sampling.threads = threads ? *threads : std::max(1u, std::thread::hardware_concurrency());
  sampling.only = only;
  sampling.is_typical = is_typical;
  if (max_memory) sampling.max_memory = *max_memory;
  sampling.progress = progress_of(std::move(progress));
}

}  // namespace

// While a question is asked, other threads of Python go on.
void bind_questions(py::module_& module) {
  using without_lock = py::call_guard<py::gil_scoped_release>;
  py::class_<Asked>(module, "Asked").def(py::init(&asked)).def("set_sampling", &set_sampling);
  module.def("run", &ask_run, without_lock());
  module.def("compare", &ask_compare, without_lock());
}

}  // namespace allot::python
