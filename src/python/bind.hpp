#pragma once

#include <pybind11/pybind11.h>

/// The module `allot._core`: what the package of Python sources is made on, and nobody else sees. It takes arguments that
/// the package has looked at, and gives values of the library.
namespace allot::python {

namespace py = pybind11;

void bind_files(py::module_& module);
void bind_answers(py::module_& module);
void bind_columns(py::module_& module);
void bind_questions(py::module_& module);

}  // namespace allot::python
