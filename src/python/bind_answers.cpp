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
  style.says_next = false;
  return told.table(style);
}

std::string printed(const std::function<std::string()>& text) {
  if (!text)
    throw RequestError("an answer that was read has its sentences and tables, and not what the program prints");
  return text();
}

// Of an answer that was read only its sentences are there to be shown, of one that was sent the texts as well.
Told read_back(const std::string& whole, const std::string& name) {
  const auto answer = std::make_shared<const Answer>(answer_from_json(whole, name));
  std::string sentences;
  for (const Answer::Statement& it : answer->statements) sentences += it.text + "\n";
  return {*answer, [sentences](const Style&) { return sentences; }, {}, {}, {}, {}};
}

py::tuple state_of_told(const Told& told) {
  py::list printed;
  if (told.json) printed = py::make_tuple(told.json(), told.csv());
  return py::make_tuple(tidy_json(told.answer), text_for_people(told, Style{}.width, false), told.patch, printed);
}

Told told_from_state(const py::tuple& state) {
  Told out = read_back(state[0].cast<std::string>(), "answer.json");
  out.table = [text = state[1].cast<std::string>()](const Style&) { return text; };
  out.patch = state[2].cast<std::string>();
  const auto printed = state[3].cast<std::vector<std::string>>();
  if (printed.empty()) return out;
  out.json = [text = printed[0]] { return text; };
  out.csv = [text = printed[1]] { return text; };
  return out;
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
      .def_readonly("patch", &Told::patch)
      .def("text", &text_for_people)
      .def("json", [](const Told& it) { return printed(it.json); })
      .def("csv", [](const Told& it) { return printed(it.csv); })
      .def("whole", [](const Told& it) { return tidy_json(it.answer); })
      .def("page", [](const Told& it) { return html_page({it.answer}); })
      .def(py::pickle(&state_of_told, &told_from_state));
  module.def("answer_from_json", &read_back);
}

}  // namespace allot::python
