#include "store/tables.hpp"

#include <algorithm>
#include <set>

#include "allot/time.hpp"
#include "base/literals.hpp"
#include "base/real_text.hpp"

// A table of an answer becomes a table of the same name and columns, with the point and the row in front. Its rows lie in
// their order by point, without a number of SQLite's own, so that the file does not tell in which order they came.

namespace allot::store {
namespace {

std::string_view type_of(Answer::Kind kind) {
  switch (kind) {
    case Answer::Kind::number: return "REAL";
    case Answer::Kind::boolean: return "INTEGER";
    case Answer::Kind::id:
    case Answer::Kind::text:
    case Answer::Kind::date: break;
  }
  return "TEXT";
}

std::string columns_of(const Answer::Table& table) {
  std::string out;
  for (const Answer::Column& it : table.columns)
    out += ", " + quoted_name(it.name) + " " + std::string(type_of(it.kind));
  return out;
}

bool is_of_no_point(const Answer::Table& table) { return table.id == "entities"; }

std::string insertion_into(const Answer::Table& table) {
  std::string marks;
  for (std::size_t i = 0; i < table.columns.size() + (is_of_no_point(table) ? 0 : 2); ++i)
    marks += i == 0 ? "?" : ", ?";
  return "INSERT OR IGNORE INTO " + quoted_name(table.id) + " VALUES (" + marks + ")";
}

}  // namespace

void make_tables(Database& database, const SweepDesign& design) {
  database.run(
      "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE axes (axis INTEGER PRIMARY KEY, pointer TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL)"
      " STRICT, WITHOUT ROWID;"
      "CREATE TABLE design (point INTEGER, axis INTEGER, value TEXT NOT NULL, number REAL,"
      " PRIMARY KEY (point, axis)) STRICT, WITHOUT ROWID;"
      "CREATE TABLE points (point INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE failures (point INTEGER PRIMARY KEY, message TEXT NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE columns (\"table\" TEXT, place INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL, unit TEXT NOT NULL,"
      " PRIMARY KEY (\"table\", place)) STRICT, WITHOUT ROWID;");
  std::vector<AxisKind> kinds;
  for (std::size_t axis = 0; axis < design.axes.size(); ++axis) kinds.push_back(kind_of(design, axis));
  Statement axes = database.prepare("INSERT INTO axes VALUES (?, ?, ?, ?)");
  for (std::size_t axis = 0; axis < design.axes.size(); ++axis) {
    axes.bind(1, static_cast<std::int64_t>(axis));
    axes.bind(2, design.axes[axis].pointer);
    axes.bind(3, design.axes[axis].label);
    axes.bind(4, std::string(word_of(kinds[axis])));
    axes.run();
  }
  Statement values = database.prepare("INSERT INTO design VALUES (?, ?, ?, ?)");
  for (std::size_t point = 0; point < design.points.size(); ++point)
    for (std::size_t axis = 0; axis < design.axes.size(); ++axis) {
      values.bind(1, static_cast<std::int64_t>(point));
      values.bind(2, static_cast<std::int64_t>(axis));
      values.bind(3, design.points[point][axis]);
      values.bind(4, number_in(kinds[axis], design.points[point][axis]));
      values.run();
    }
}

void make_table(Database& database, const Answer::Table& table) {
  const std::string name = quoted_name(table.id);
  if (is_of_no_point(table))
    database.run("CREATE TABLE " + name + " (" + columns_of(table).substr(2) +
                 ", PRIMARY KEY (kind, id, label)) STRICT, WITHOUT ROWID");
  else
    database.run("CREATE TABLE " + name + " (point INTEGER, row INTEGER" + columns_of(table) +
                 ", PRIMARY KEY (point, row)) STRICT, WITHOUT ROWID");
  Statement columns = database.prepare("INSERT INTO columns VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    columns.bind(1, table.id);
    columns.bind(2, static_cast<std::int64_t>(i));
    columns.bind(3, table.columns[i].name);
    columns.bind(4, std::string(word_of(table.columns[i].kind)));
    columns.bind(5, table.columns[i].unit);
    columns.run();
  }
}

void RowWriter::write(std::size_t point, const Answer::Table& table) {
  auto found = statements_.find(table.id);
  if (found == statements_.end())
    found = statements_.emplace(table.id, database_->prepare(insertion_into(table))).first;
  Statement& insertion = found->second;
  for (std::size_t i = 0; i < table.size; ++i) {
    int place = 1;
    if (!is_of_no_point(table)) {
      insertion.bind(place++, static_cast<std::int64_t>(point));
      insertion.bind(place++, static_cast<std::int64_t>(i));
    }
    for (const Answer::Cell& cell : table.row(i)) insertion.bind(place++, cell);
    insertion.run();
  }
}

AxisKind kind_of(const SweepDesign& design, std::size_t axis) {
  for (const AxisKind kind : {AxisKind::number, AxisKind::date, AxisKind::duration})
    if (std::all_of(design.points.begin(), design.points.end(),
                    [&](const auto& point) { return number_in(kind, point[axis]) != Answer::Cell(); }))
      return kind;
  return AxisKind::text;
}

std::string_view word_of(AxisKind kind) {
  switch (kind) {
    case AxisKind::number: return "number";
    case AxisKind::date: return "date";
    case AxisKind::duration: return "duration";
    case AxisKind::text: break;
  }
  return "text";
}

Answer::Cell number_in(AxisKind kind, const std::string& value) {
  constexpr double seconds_of_a_day = 86400;
  switch (kind) {
    case AxisKind::number:
      if (const auto number = real_of_text(value)) return *number;
      break;
    case AxisKind::date:
      if (const auto date = parse_date(value)) return static_cast<double>(*date);
      break;
    case AxisKind::duration:
      if (const auto duration = parse_duration(value)) return duration->real() / seconds_of_a_day;
      break;
    case AxisKind::text: break;
  }
  return {};
}

}  // namespace allot::store
