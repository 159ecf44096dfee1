#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <functional>

namespace allot::python {

/// What `Sampling::progress` is to be while Python waits: looks for Ctrl-C and tells `callback`, if there is one, twenty
/// times a second at most and once at the end. It takes the interpreter's lock for that long only; called without it.
///
/// errors: KeyboardInterrupt, and whatever the callback raises, as pybind11::error_already_set
std::function<bool(std::size_t, std::size_t)> progress_of(pybind11::object callback);

}  // namespace allot::python
