#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/view.hpp"

/// What every question ends in: sentences, and tidy tables that they rest on. A page, a spreadsheet, a database and
/// another program take it in this one form; how it is written knows nothing of the question.
///
/// A table is tidy where each row is one fact, each column one kind of value, and no fact stands in a heading.
///
///   const allot::Answer answer = allot::answer_of(results);
///   const allot::Answer::Table& metrics = *answer.table("metrics");
///   const std::size_t mean = metrics.place("mean");
///   for (std::size_t i = 0; i < metrics.size; ++i) use(std::get<double>(metrics.row(i)[mean]));
///
/// source: Wickham (2014), Tidy Data, Journal of Statistical Software 59(10)
namespace allot {

struct Answer {
  /// id: names a thing of the scenario; date: text as the scenario writes dates, "2024-01-31" or with a time.
  enum class Kind : std::uint8_t { id, text, number, date, boolean };

  /// One value; nothing stands for what is not known, or does not exist.
  using Cell = View::Value;
  using Row = std::vector<Cell>;

  struct Column {
    std::string name;  ///< stable
    Kind kind = Kind::number;
    std::string unit = {};  ///< of its numbers; empty where they have none, or the row says it in its column `unit`
    bool operator==(const Column&) const = default;
  };

  /// One kind of fact, a fact a row. Rows are made when they are asked for, so that a table of a million orders takes
  /// no memory; they refer to what the answer was made of, which has to outlive it.
  struct Table {
    std::string id, title;
    std::vector<Column> columns;
    std::size_t size = 0;
    std::function<Row(std::size_t)> row;

    /// The place of a column by name.
    std::size_t place(std::string_view column) const;
  };

  /// Where a number of a sentence stands, and how the sentence writes it.
  struct Rest {
    std::string table;
    std::size_t row = 0;
    std::string column, shown;
    bool operator==(const Rest&) const = default;
  };

  /// clear: told from chance at 5%; unclear: not so; unchanged: the same in every replication; stated: no matter of
  /// chance.
  enum class Certainty : std::uint8_t { clear, unclear, unchanged, stated };

  /// A whole sentence. Each of its numbers is in `rests_on`, in their order.
  struct Statement {
    std::string id, text;
    std::vector<Rest> rests_on;
    Certainty certainty = Certainty::stated;
    bool operator==(const Statement&) const = default;
  };

  /// Which question, of what, asked how: names and values, in the order in which they are told.
  std::vector<std::pair<std::string, Cell>> provenance;
  std::vector<Statement> statements;
  std::vector<Table> tables;
  View tree;                  ///< what `--format json` prints of the tables
  std::vector<Sheet> sheets;  ///< what `--format csv` does

  const Table* table(std::string_view id) const;
};

/// The words of a kind and of a certainty, as answers are written with them.
std::string_view word_of(Answer::Kind kind);
std::string_view word_of(Answer::Certainty certainty);

/// The whole as JSON: {"allot", "provenance", "statements", "tables": [{"id", "title", "columns", "rows"}]}, a row a line.
/// Equal answers give equal bytes.
std::string tidy_json(const Answer& answer);

/// What its `tree` shows of the tables, and what its `sheets` do.
std::string json_of(const Answer& answer);
std::string csv_of(const Answer& answer);

/// What `tidy_json` wrote, read back, with all its tables in memory; messages call the text by its name. Written again it
/// gives the same bytes.
///
/// errors: InputError where it is no JSON, no answer of ours, of a newer or an older format (`allot.format`), or its tables
///         or sentences are broken: where, what was found, what was wanted
/// cost:   40 bytes a cell
Answer answer_from_json(std::string_view text, std::string_view name = "answer.json");

/// Whether a text means to be an answer, and not a scenario: an object with "allot" and "tables".
bool is_answer(std::string_view text);

/// One table as CSV (RFC 4180), its columns named in the first line; an empty cell for nothing.
std::string csv(const Answer::Table& table);

}  // namespace allot
