#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "python/arrow.hpp"
#include "python/bind.hpp"
#include "python/columns.hpp"

namespace allot::python {
namespace {

/// A column of numbers, which lends its memory, and one of anything else.
struct Numbers {
  ColumnPointer column;
};
struct Values {
  ColumnPointer column;
};

// Whoever takes the struct out of the capsule marks it as released.
template <class Struct>
py::capsule capsule(Struct made, const char* name) {
  auto held = std::make_unique<Struct>(made);
  PyObject* capsule = PyCapsule_New(held.get(), name, [](PyObject* self) {
    auto* it = static_cast<Struct*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
    if (it->release) it->release(it);
    delete it;
  });
  if (!capsule) throw py::error_already_set();
  held.release();
  return py::reinterpret_steal<py::capsule>(capsule);
}

py::object value_at(const Column& column, std::size_t row) {
  if (!column.has(row)) return py::none();
  if (column.kind == Answer::Kind::number) return py::float_(column.numbers[row]);
  if (column.kind == Answer::Kind::boolean) return py::bool_(column.boolean(row));
  const std::string_view text = column.text(row);
  return py::str(text.data(), text.size());
}

py::object item(const Column& column, py::ssize_t place) {
  const auto size = static_cast<py::ssize_t>(column.size);
  if (place < -size || place >= size) throw py::index_error("no row " + std::to_string(place));
  return value_at(column, static_cast<std::size_t>(place < 0 ? place + size : place));
}

py::list as_list(const Column& column) {
  py::list out(column.size);
  for (std::size_t i = 0; i < column.size; ++i) out[i] = value_at(column, i);
  return out;
}

template <class Held>
void bind_column(py::class_<Held>& type) {
  type.def("__len__", [](const Held& it) { return it.column->size; })
      .def("__getitem__", [](const Held& it, py::ssize_t place) { return item(*it.column, place); })
      .def("to_list", [](const Held& it) { return as_list(*it.column); })
      .def_property_readonly("name", [](const Held& it) { return it.column->name; })
      .def_property_readonly("unit", [](const Held& it) { return it.column->unit; })
      .def_property_readonly("kind", [](const Held& it) { return std::string(word_of(it.column->kind)); })
      .def_property_readonly("nulls", [](const Held& it) { return it.column->nulls; })
      .def("__arrow_c_schema__", [](const Held& it) { return capsule(schema_of(*it.column), "arrow_schema"); })
      .def(
          "__arrow_c_array__",
          [](const Held& it, const py::object&) {
            return py::make_tuple(capsule(schema_of(*it.column), "arrow_schema"),
                                  capsule(array_of(it.column), "arrow_array"));
          },
          py::arg("requested_schema") = py::none());
}

py::buffer_info lent(const std::vector<double>& numbers) {
  return py::buffer_info(numbers.data(), static_cast<py::ssize_t>(numbers.size()), true);
}

// Seconds since 1970 of a column of dates, whose memory is lent likewise.
struct Seconds {
  ColumnPointer column;
};

/// A table, column by column.
struct Columns {
  std::vector<ColumnPointer> columns;
  std::size_t rows = 0;
};

py::object column_at(const Columns& it, std::size_t place) {
  const ColumnPointer& column = it.columns.at(place);
  if (column->kind == Answer::Kind::number) return py::cast(Numbers{column});
  return py::cast(Values{column});
}

py::tuple struct_of(const Columns& it) {
  return py::make_tuple(capsule(schema_of(it.columns), "arrow_schema"),
                        capsule(array_of(it.columns, it.rows), "arrow_array"));
}

}  // namespace

void bind_columns(py::module_& module) {
  py::class_<Numbers> numbers(module, "Numbers", py::buffer_protocol());
  numbers.def_buffer([](const Numbers& it) { return lent(it.column->numbers); });
  bind_column(numbers);
  py::class_<Values> values(module, "Values");
  bind_column(values);
  values.def_property_readonly("seconds", [](const Values& it) { return Seconds{it.column}; });
  py::class_<Seconds>(module, "Seconds", py::buffer_protocol()).def_buffer([](const Seconds& it) {
    const std::vector<std::int64_t>& seconds = it.column->seconds;
    return py::buffer_info(seconds.data(), static_cast<py::ssize_t>(seconds.size()), true);
  });
  py::class_<Columns>(module, "Columns")
      .def("column", &column_at)
      .def("arrow_schema", [](const Columns& it) { return capsule(schema_of(it.columns), "arrow_schema"); })
      .def("arrow_array", &struct_of)
      .def("arrow_stream",
           [](const Columns& it) { return capsule(stream_of(it.columns, it.rows), "arrow_array_stream"); });
  module.def("columns_of", [](const Answer::Table& table) { return Columns{columns_of(table), table.size}; });
}

}  // namespace allot::python
