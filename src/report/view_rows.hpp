#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "allot/answer.hpp"

/// Which rows a view is of: what the writers of JSON and of CSV have in common.
namespace allot::report {

/// Rows of a table: all of it, some of it by their numbers, or some that have been made already.
class Hand {
 public:
  /// From a row on.
  explicit Hand(const Answer::Table& table, std::size_t from = 0)
      : table_(&table), from_(from), size_(table.size - from) {}
  Hand(const Answer::Table& table, std::span<const std::size_t> rows)
      : table_(&table), numbers_(rows), size_(rows.size()) {}
  Hand(const Answer::Table& table, std::span<const Answer::Row> made)
      : table_(&table), made_(made), size_(made.size()) {}

  const Answer::Table& table() const { return *table_; }
  std::size_t size() const { return size_; }
  /// A row; `space` keeps it where it has to be made.
  const Answer::Row& row(std::size_t i, Answer::Row& space) const;
  /// The cell of the first row; nothing where there is none.
  const Answer::Cell& cell(std::size_t column) const;

 private:
  std::size_t number(std::size_t i) const { return numbers_.empty() ? from_ + i : numbers_[i]; }

  const Answer::Table* table_;
  std::size_t from_ = 0;
  std::span<const std::size_t> numbers_ = {};
  std::span<const Answer::Row> made_ = {};
  std::size_t size_;
  mutable std::optional<Answer::Row> first_ = {};
};

/// The numbers of a table's rows, by what stands in some columns.
using RowIndex = std::unordered_map<std::string, std::vector<std::size_t>>;

struct BoundPart;

/// A view with the places of the columns that it names.
struct BoundView {
  const View* view = nullptr;
  std::size_t place = 0;       ///< of a cell and of groups
  std::size_t null_place = 0;  ///< of `null_without`
  std::vector<BoundPart> parts = {};
  const Answer::Table* table = nullptr;  ///< of `of`
  const RowIndex* rows = nullptr;        ///< of `of` with matches
  std::vector<std::size_t> here = {};    ///< of matches, by place, where they have no value
};

struct BoundPart {
  const Part* part = nullptr;
  std::size_t place = 0;  ///< of its condition
  BoundView view = {};

  bool is_left_out(const Hand& hand) const;
};

bool is_null(const BoundView& view, const Hand& hand);
/// Of `of`: the rows that it is of, seen from those in hand.
Hand rows_of(const BoundView& view, const Hand& hand);

/// The tables of an answer, and its provenance as one row of a table.
class ViewedTables {
 public:
  explicit ViewedTables(const Answer& answer);

  Hand provenance() const { return Hand(provenance_); }
  /// A view of the provenance.
  BoundView bound(const View& view) { return bound(view, provenance_); }

 private:
  BoundView bound(const View& view, const Answer::Table& table);
  const Answer::Table& table(const std::string& id) const;
  const RowIndex& index(const Answer::Table& table, std::vector<std::size_t> columns);

  const Answer& answer_;
  Answer::Table provenance_;
  std::map<std::pair<const Answer::Table*, std::vector<std::size_t>>, RowIndex> indices_;
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
