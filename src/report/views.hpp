#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "allot/view.hpp"

/// The words in which views are written.
namespace allot::views {

inline View cell(std::string column) { return {.form = View::Form::cell, .name = std::move(column)}; }
inline View constant(View::Value value) { return {.form = View::Form::constant, .value = std::move(value)}; }
inline View text(std::string value) { return constant(std::move(value)); }

/// A number whose cell is text, since it may have more digits than a double.
inline View digits(std::string column) {
  return {.form = View::Form::cell, .name = std::move(column), .is_digits = true};
}

inline Part field(std::string column) { return {column, cell(column)}; }
inline Part field(std::string key, std::string column) { return {std::move(key), cell(std::move(column))}; }
/// Without a key: its entries stand in the object around it.
inline Part entries(View view) { return {"", std::move(view)}; }

inline Part if_counted(std::string column, Part part) {
  part.when = Part::When::counted;
  part.column = std::move(column);
  return part;
}
inline Part if_known(std::string column, Part part) {
  part.when = Part::When::known;
  part.column = std::move(column);
  return part;
}

inline View object(std::vector<Part> parts) { return {.form = View::Form::object, .parts = std::move(parts)}; }
/// An object with an entry a line.
inline View lines(std::vector<Part> parts) {
  return {.form = View::Form::object, .parts = std::move(parts), .has_lines = true};
}

inline View list(std::vector<View> views) {
  View out{.form = View::Form::list};
  for (View& it : views) out.parts.push_back(entries(std::move(it)));
  return out;
}
inline View cells(std::initializer_list<const char*> columns) {
  std::vector<View> out;
  for (const char* column : columns) out.push_back(cell(column));
  return list(std::move(out));
}

inline View unless_unknown(std::string column, View view) {
  view.null_without = std::move(column);
  return view;
}
/// [low, high], or null where there is no lower bound.
inline View interval(const std::string& low, const std::string& high) {
  return unless_unknown(low, list({cell(low), cell(high)}));
}

inline View groups(std::string column, View of_one) {
  return {.form = View::Form::groups, .name = std::move(column), .parts = {entries(std::move(of_one))}};
}
/// Groups with an entry a line.
inline View grouped_lines(std::string column, View of_one, std::vector<std::string> keys = {}) {
  View out = groups(std::move(column), std::move(of_one));
  out.keys = std::move(keys);
  out.has_lines = true;
  return out;
}

inline View each(std::vector<Part> parts) { return {.form = View::Form::each, .parts = std::move(parts)}; }
inline View each(View of_one) { return each(std::vector<Part>{entries(std::move(of_one))}); }

inline View of(std::string table, View view, std::vector<View::Match> matches = {}) {
  return {.form = View::Form::of,
          .name = std::move(table),
          .parts = {entries(std::move(view))},
          .matches = std::move(matches)};
}

}  // namespace allot::views
