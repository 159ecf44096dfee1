#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What `--format json` and `--format csv` print of an answer's tables, as a value: which columns of which rows stand
/// where. One writer of each format follows it, and knows no question.
///
///   groups("kind", groups("entity", groups("metric", object({field("mean"), field("sd")}))))
///
/// of the table `metrics` is {KIND: {ENTITY: {METRIC: {"mean": 1, "sd": 0}}}}.
namespace allot {

struct Part;

/// What is made of rows in hand: at the start of the provenance, as one row of a table of that name.
struct View {
  enum class Form : std::uint8_t {
    cell,      ///< the cell of the first row in the column `name`
    constant,  ///< `value`
    list,      ///< a list of its parts; in CSV a line of cells, and within a line one cell of parts behind one another
    object,    ///< an object of its parts, by their keys
    groups,  ///< an object with a key for each value of the column `name`: what its part makes of the rows that have it
    each,    ///< a list: what its parts make of each row
    of       ///< what its part makes of the rows of the table `name` that match
  };
  using Value = std::variant<std::monostate, bool, double, std::string>;

  /// Rows whose `column` is that value; without one, the same as in the first row in hand.
  struct Match {
    std::string column;
    Value value = {};
  };

  Form form = Form::object;
  std::string name = {};
  Value value = {};
  std::vector<Part> parts = {};
  std::vector<Match> matches = {};
  std::size_t from = 0;                ///< of `of` without matches: the first row that counts
  std::vector<std::string> keys = {};  ///< of groups: these alone, in this order, also without rows; none: as rows come
  std::string null_without = {};       ///< it is null where this column is nothing
  bool has_lines = false;              ///< of an object and of groups: an entry a line
  bool is_digits = false;              ///< of a cell: its text is a number with more digits than a double has
};

/// What stands in a view under a key. Without a key it has no braces of its own: its entries stand in the object around
/// it. So do those of a group of groups that has no name: the system is no level of its metrics.
struct Part {
  enum class When : std::uint8_t { always, known, counted };

  std::string key;
  View view;
  When when = When::always;  ///< known: left out where `column` is nothing or false; counted: also where it is 0
  std::string column = {};
};

/// A part of the CSV with a head of its own. An empty line stands between two.
struct Sheet {
  std::vector<std::string> head;
  std::vector<View> lines;
};

}  // namespace allot
