#include <algorithm>
#include <array>

#include "allot/answer.hpp"
#include "allot/version.hpp"
#include "base/contract.hpp"
#include "report/json.hpp"

namespace allot {
namespace {

using report::json_array;
using report::json_number;
using report::json_object;
using report::json_string;

/// What a cell is in JSON.
struct InJson {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool it) const { return it ? "true" : "false"; }
  std::string operator()(double it) const { return json_number(it); }
  std::string operator()(const std::string& it) const { return json_string(it); }
};

template <class Items, class Text>
std::string array_of(const Items& items, const Text& text) {
  std::vector<std::string> texts;
  for (const auto& item : items) texts.push_back(text(item));
  return json_array(texts);
}

std::string column_json(const Answer::Column& column) {
  return json_object({{"name", json_string(column.name)},
                      {"kind", json_string(word_of(column.kind))},
                      {"unit", column.unit.empty() ? "null" : json_string(column.unit)}});
}

std::string rest_json(const Answer::Rest& rest) {
  return json_object({{"table", json_string(rest.table)},
                      {"row", std::to_string(rest.row)},
                      {"column", json_string(rest.column)},
                      {"shown", json_string(rest.shown)}});
}

std::string statement_json(const Answer::Statement& statement) {
  return json_object({{"id", json_string(statement.id)},
                      {"text", json_string(statement.text)},
                      {"certainty", json_string(word_of(statement.certainty))},
                      {"rests_on", array_of(statement.rests_on, rest_json)}});
}

// A line for each, after what stands before them.
template <class Text>
void append_lines(std::string& text, std::size_t count, const std::string& indent, const Text& line) {
  text += "[";
  for (std::size_t i = 0; i < count; ++i) text.append(i > 0 ? "," : "").append("\n" + indent).append(line(i));
  text += "]";
}

void append_table(std::string& text, const Answer::Table& table) {
  text += "{\"id\": " + json_string(table.id) + ", \"title\": " + json_string(table.title) +
          ",\n     \"columns\": " + array_of(table.columns, column_json) + ",\n     \"rows\": ";
  append_lines(text, table.size, "      ", [&](std::size_t i) {
    return array_of(table.row(i), [](const Answer::Cell& cell) { return std::visit(InJson{}, cell); });
  });
  text += "}";
}

}  // namespace

std::size_t Answer::Table::place(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& it) { return it.name == column; });
  expects(found != columns.end(), "a table has the column that is asked for");
  return static_cast<std::size_t>(found - columns.begin());
}

const Answer::Table* Answer::table(std::string_view id) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const auto& it) { return it.id == id; });
  return found == tables.end() ? nullptr : &*found;
}

std::string_view word_of(Answer::Kind kind) {
  constexpr std::array<std::string_view, 5> words = {"id", "text", "number", "date", "boolean"};
  return words[static_cast<std::size_t>(kind)];
}

std::string_view word_of(Answer::Certainty certainty) {
  constexpr std::array<std::string_view, 4> words = {"clear", "unclear", "unchanged", "stated"};
  return words[static_cast<std::size_t>(certainty)];
}

std::string tidy_json(const Answer& answer) {
  std::string text =
      "{\"allot\": " + json_object({{"version", json_string(version)}, {"format", std::to_string(format_version)}});
  text += ",\n \"provenance\": {";
  for (std::size_t i = 0; i < answer.provenance.size(); ++i) {
    const auto& [name, cell] = answer.provenance[i];
    text += (i > 0 ? ", " : "") + json_string(name) + ": " + std::visit(InJson{}, cell);
  }
  text += "},\n \"statements\": ";
  append_lines(text, answer.statements.size(), "  ",
               [&](std::size_t i) { return statement_json(answer.statements[i]); });
  text += ",\n \"tables\": [";
  for (std::size_t i = 0; i < answer.tables.size(); ++i) {
    text += i > 0 ? ",\n    " : "\n    ";
    append_table(text, answer.tables[i]);
  }
  return text + "]}\n";
}

}  // namespace allot
