#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "allot/page.hpp"
#include "python/bind.hpp"
#include "python/errors.hpp"
#include "python/told.hpp"

namespace allot::python {
namespace {

py::list statements_of(const Told& told) {
  py::list out;
  for (const Answer::Statement& it : told.answer.statements) {
    py::list rests;
    for (const Answer::Rest& rest : it.rests_on)
      rests.append(py::make_tuple(rest.table, rest.row, rest.column, rest.shown));
    out.append(py::make_tuple(it.id, it.text, std::string(word_of(it.certainty)), rests));
  }
  return out;
}

// Each keeps alive what the answer is made of.
py::list tables_of(const py::object& self) {
  py::list out;
  for (const Answer::Table& it : self.cast<const Told&>().answer.tables)
    out.append(py::cast(&it, py::return_value_policy::reference_internal, self));
  return out;
}

py::list described(const Answer::Table& table) {
  py::list out;
  for (const Answer::Column& it : table.columns)
    out.append(py::make_tuple(it.name, std::string(word_of(it.kind)), it.unit));
  return out;
}

std::string text_for_people(const Told& told, std::size_t width, bool is_detailed) {
  Style style;
  style.width = std::max<std::size_t>(width, 40);
  style.is_detailed = is_detailed;
  return told.table(style);
}

}  // namespace

void bind_answers(py::module_& module) {
  py::class_<Answer::Table>(module, "Table")
      .def_readonly("id", &Answer::Table::id)
      .def_readonly("title", &Answer::Table::title)
      .def_readonly("size", &Answer::Table::size)
      .def_property_readonly("columns", &described)
      .def("csv", [](const Answer::Table& it) { return csv(it); });
  py::class_<Told>(module, "Told")
      .def_property_readonly("provenance", [](const Told& it) { return it.answer.provenance; })
      .def_property_readonly("statements", &statements_of)
      .def_property_readonly("tables", &tables_of)
      .def_property_readonly("notes", [](const Told& it) { return problems_as_python(it.notes); })
      .def("text", &text_for_people)
      .def("json", [](const Told& it) { return it.json(); })
      .def("csv", [](const Told& it) { return it.csv(); })
      .def("tidy", [](const Told& it) { return tidy_json(it.answer); })
      .def("page", [](const Told& it) { return html_page({it.answer}); });
  module.def("describe_remarks", [](const Told& it) { return describe_remarks(it.notes); });
}

}  // namespace allot::python
