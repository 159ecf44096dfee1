#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "allot/remarks.hpp"
#include "base/literals.hpp"
#include "json/write.hpp"
#include "python/bind.hpp"
#include "python/errors.hpp"
#include "python/held_file.hpp"

namespace allot::python {
namespace {

using without_lock = py::call_guard<py::gil_scoped_release>;

py::list checked(const HeldFile& held) {
  std::vector<Problem> remarks;
  {
    const py::gil_scoped_release unlocked;
    remarks = remarks_on_all(held.file, check(held.file));
  }
  return problems_as_python(remarks);
}

std::vector<std::pair<std::string, std::string>> variants_of(const HeldFile& held) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const Variant& it : check(held.file).variants) out.emplace_back(it.id, it.label);
  return out;
}

// Texts and edits, from which it is made again.
py::tuple state_of_file(const HeldFile& held) {
  py::list edits;
  for (const Edits& it : held.edits) edits.append(py::make_tuple(it.variant, it.settings));
  return py::make_tuple(held.name, held.text, files_of(held), edits);
}

HeldFile file_from_state(const py::tuple& state) {
  HeldFile out = file_of_text(state[0].cast<std::string>(), state[1].cast<std::string>(), state[2].cast<Files>());
  for (const py::handle it : state[3]) {
    const auto [variant, settings] = it.cast<std::pair<std::string, FieldSettings>>();
    out = edited_file(out, {variant, settings});
  }
  return out;
}

}  // namespace

void bind_files(py::module_& module) {
  py::class_<Edits>(module, "Edits").def(py::init([](std::string variant, FieldSettings settings) {
    return Edits{std::move(variant), std::move(settings)};
  }));
  py::class_<HeldFile>(module, "File")
      .def_readonly("name", &HeldFile::name)
      .def_property_readonly("is_edited", [](const HeldFile& held) { return !held.edits.empty(); })
      .def_property_readonly("text", &text_of)
      .def_property_readonly("files", &files_of)
      .def_property_readonly("hash", [](const HeldFile& held) { return hash(held.file); })
      .def_property_readonly("variants", &variants_of)
      .def("resolved", [](const HeldFile& held) { return json::write(resolved(held.file)) + "\n"; })
      .def("check", &checked)
      .def("edited", &edited_file)
      .def(py::pickle(&state_of_file, &file_from_state));
  module.def("read", &read_file);
  module.def("from_text", &file_of_text);
  module.def("is_date", [](const std::string& text) { return parse_date(text).has_value(); });
}

}  // namespace allot::python
