#include "python/errors.hpp"

#include <pybind11/stl.h>

#include <exception>
#include <optional>
#include <string>

#include "allot/experiment.hpp"

namespace allot::python {
namespace {

namespace py = pybind11;

py::object in_package(const char* name) { return py::module_::import("allot._errors").attr(name); }

py::object as_python(const Problem& problem) {
  const std::optional<Position> at = position_of(problem);
  const std::optional<std::string> file = at ? std::optional(problem.place.text->name) : std::nullopt;
  return in_package("Problem")(file, at ? std::optional(at->line) : std::nullopt,
                               at ? std::optional(at->column) : std::nullopt, problem.pointer, problem.message,
                               problem.hint);
}

void raise(const char* name, const py::object& exception) { PyErr_SetObject(in_package(name).ptr(), exception.ptr()); }

void raise(const char* name, const std::string& words) {
  raise(name, in_package(name)(in_package("in_words_of_python")(words)));
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const InputError& error) {
    raise("InputError", in_package("InputError")(describe(error), problems_as_python(error.problems())));
  } catch (const TooMuch& error) {
    raise("TooMuch", error.what());
  } catch (const RequestError& error) {
    raise("RequestError", error.what());
  } catch (const EnvironmentError& error) {
    raise("EnvironmentError", error.what());
  } catch (const Interrupted& error) {
    raise("Interrupted", error.what());
  }
}

}  // namespace

py::list problems_as_python(const std::vector<Problem>& problems) {
  py::list out;
  for (const Problem& it : in_order_of_text(problems)) out.append(as_python(it));
  return out;
}

void translate_errors() { py::register_local_exception_translator(&translate); }

}  // namespace allot::python
