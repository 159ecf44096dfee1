#include "allot/version.hpp"
#include "base/contract.hpp"
#include "python/bind.hpp"
#include "python/errors.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace allot::python;
  module.attr("version") = py::str(allot::version.data(), allot::version.size());
  allot::let_broken_promises_throw();
  translate_errors();
  bind_files(module);
  bind_columns(module);
  bind_answers(module);
  bind_questions(module);
}
