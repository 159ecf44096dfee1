#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "allot/answer.hpp"

/// Which rows a view is of: what the writers of JSON and of CSV have in common.
namespace allot::report {

/// Rows of a table: all of it, some of it by their numbers, or some that have been made already.
class Hand {
 public:
  explicit Hand(const Answer::Table& table) : table_(&table), size_(table.size) {}
  Hand(const Answer::Table& table, std::span<const std::size_t> rows)
      : table_(&table), numbers_(rows), size_(rows.size()) {}
  Hand(const Answer::Table& table, std::span<const Answer::Row> made)
      : table_(&table), made_(made), size_(made.size()) {}

  const Answer::Table& table() const { return *table_; }
  std::size_t size() const { return size_; }
  /// A row; `space` keeps it where it has to be made.
  const Answer::Row& row(std::size_t i, Answer::Row& space) const;
  /// The first row; nothing where there is none.
  const Answer::Row* first() const;

 private:
  const Answer::Table* table_;
  std::span<const std::size_t> numbers_ = {};
  std::span<const Answer::Row> made_ = {};
  std::size_t size_;
  mutable std::optional<Answer::Row> first_ = {};
};

/// The tables of an answer, and its provenance as one row of a table.
class ViewedTables {
 public:
  explicit ViewedTables(const Answer& answer);

  Hand provenance() const { return Hand(provenance_); }
  /// Of `of`: the rows that it is of, seen from those in hand. They are found by an index, made once for each view.
  Hand rows_of(const View& view, const Hand& hand);
  /// Of a cell, of groups, of a condition: the place of that column. Looked up once for each view.
  std::size_t place(const void* of, const Answer::Table& table, const std::string& column);
  /// Nothing where there is no row.
  const Answer::Cell& cell(const void* of, const Hand& hand, const std::string& column);

  bool is_left_out(const Part& part, const Hand& hand);
  bool is_null(const View& view, const Hand& hand);

 private:
  using Index = std::unordered_map<std::string, std::vector<std::size_t>>;

  const Answer::Table& table(const std::string& id) const;
  const Index& index(const View& view, const Answer::Table& table);

  const Answer& answer_;
  Answer::Table provenance_;
  std::unordered_map<const View*, Index> indices_;
  std::unordered_map<const void*, std::size_t> places_;
};

/// The key that a cell is among groups: its text, empty for nothing.
std::string key_of(const Answer::Cell& cell);

/// Goes through runs of rows behind one another whose cells in these columns are equal.
template <class Visit>
void for_each_run(const Hand& hand, std::span<const std::size_t> columns, const Visit& visit) {
  std::vector<Answer::Row> run;
  Answer::Row space;
  const auto belongs = [&](const Answer::Row& row) {
    for (const std::size_t column : columns)
      if (row[column] != run.front()[column]) return false;
    return true;
  };
  for (std::size_t i = 0; i < hand.size(); ++i) {
    const Answer::Row& row = hand.row(i, space);
    if (!run.empty() && !belongs(row)) {
      visit(std::span<const Answer::Row>(run));
      run.clear();
    }
    if (&row == &space)
      run.push_back(std::move(space));
    else
      run.push_back(row);
  }
  if (!run.empty()) visit(std::span<const Answer::Row>(run));
}

}  // namespace allot::report
