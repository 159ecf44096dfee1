#pragma once

#include <pybind11/pybind11.h>

#include <vector>

#include "allot/error.hpp"

namespace allot::python {

/// Problems as allot.Problem.
pybind11::list problems_as_python(const std::vector<Problem>& problems);

/// From now on what the library throws is raised as the exception of the same name in the package's `_errors`.
void translate_errors();

}  // namespace allot::python
