#pragma once

#include <map>
#include <string>

#include "allot/sweep_design.hpp"
#include "store/database.hpp"

namespace allot::store {

/// The tables of a study that hold no answers: facts, axes, design, points, failures.
void make_tables(Database& database, const SweepDesign& design);

/// The table of that id for the rows of points, and what its columns are; of `entities` each row once, without its point.
void make_table(Database& database, const Answer::Table& table);

/// Views in the words of people: `results`, `dates`, `changes`. Each has a column for each axis, called by the last word of
/// its pointer, or by all of it where that word stands for something else already; SQL knows no upper and lower case.
void make_views(Database& database, const SweepDesign& design);

/// Writes rows of answers; statements are prepared once for each table.
class RowWriter {
 public:
  explicit RowWriter(Database& database) : database_(&database) {}
  void write(std::size_t point, const Answer::Table& table);

 private:
  Database* database_;
  std::map<std::string, Statement> statements_;
};

/// What all values of an axis are, as a scenario writes them.
enum class AxisKind : std::uint8_t { number, date, duration, text };
AxisKind kind_of(const SweepDesign& design, std::size_t axis);
std::string_view word_of(AxisKind kind);

/// A value as a number: of a date seconds since 1970, of a duration days; nothing where it is text.
Answer::Cell number_in(AxisKind kind, const std::string& value);

}  // namespace allot::store
