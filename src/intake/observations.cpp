#include "intake/observations.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "base/literals.hpp"
#include "base/text.hpp"
#include "base/text_fault.hpp"
#include "intake/seen_file.hpp"
#include "scenario/csv_table.hpp"

namespace allot::intake {
namespace {

using Cells = std::vector<CsvCell>;

constexpr double open_end = std::numeric_limits<double>::infinity();

/// The columns that are asked for, by their places in a row.
struct ColumnPlaces {
  std::optional<std::size_t> value, censored, upper, from, until, by;
};

/// Reads rows of one file; what is wrong is gathered.
class ObservationReader {
 public:
  ObservationReader(const TextPointer& text, const ObservationColumns& columns)
      : columns_(columns), reader_(Loader()), table_(reader_, text, delimiter_of(text->content)) {}

  ObservedRows read() {
    ObservedRows out;
    std::map<std::string, std::vector<Observation>> groups;
    Cells cells;
    if (table_.read_names(cells)) {
      find_columns(cells);
      while (has_all_columns_ && table_.next(cells)) add_row(cells, out, groups);
    }
    if (!reader_.problems().empty()) throw InputError(std::move(reader_.problems()));
    for (auto& [name, rows] : groups) out.groups.push_back({name, std::move(rows)});
    return out;
  }

 private:
  void find_columns(const Cells& header) {
    places_ = {place_of(header, columns_.value), place_of(header, columns_.censored), place_of(header, columns_.upper),
               place_of(header, columns_.from),  place_of(header, columns_.until),    place_of(header, columns_.by)};
    has_all_columns_ = reader_.problems().empty();
  }

  std::optional<std::size_t> place_of(const Cells& header, const std::string& name) {
    if (name.empty()) return std::nullopt;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < header.size(); ++i) {
      names.emplace_back(without_blanks(header[i].text));
      if (names.back() == name) return i;
    }
    std::string hint = scenario::did_you_mean(name, names);
    if (hint.empty()) hint = "there is " + joined(names);
    table_.problem(header.front(), "there is no column '" + name + "'", std::move(hint));
    return std::nullopt;
  }

  static std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& it : names) text += (text.empty() ? "'" : ", '") + it + "'";
    return text;
  }

  void add_row(const Cells& cells, ObservedRows& out, std::map<std::string, std::vector<Observation>>& groups) {
    const auto row = places_.from ? between_dates(cells) : lengths(cells);
    const std::string group = places_.by ? std::string(without_blanks(cells[*places_.by].text)) : std::string();
    if (places_.by && group.empty()) table_.problem(cells[*places_.by], "the cell is empty", "which group is it of?");
    if (!row) return;
    out.rows.push_back(*row);
    if (!group.empty()) groups[group].push_back(*row);
  }

  std::optional<Observation> lengths(const Cells& cells) {
    const auto low = length(cells[*places_.value]);
    if (places_.upper) return up_to(cells[*places_.upper], low);
    if (!places_.censored) return low ? std::optional(Observation{*low, *low}) : std::nullopt;
    const auto is_open = open_word(cells[*places_.censored]);
    if (!low || !is_open) return std::nullopt;
    return Observation{*low, *is_open ? open_end : *low};
  }

  std::optional<Observation> up_to(const CsvCell& cell, std::optional<double> low) {
    const bool is_open = without_blanks(cell.text).empty();
    const auto high = is_open ? std::optional(open_end) : length(cell);
    if (!low || !high) return std::nullopt;
    if (*high >= *low) return Observation{*low, *high};
    table_.problem(cell, "'" + cell.text + "' is below the row's '" + columns_.value + "'");
    return std::nullopt;
  }

  std::optional<double> length(const CsvCell& cell) {
    const std::string_view text = without_blanks(cell.text);
    std::optional<double> out;
    if (const auto number = parse_number(text))
      out = *number * columns_.unit;
    else if (const auto seconds = columns_.takes_durations ? parse_duration(text) : std::nullopt)
      out = seconds->real() / static_cast<double>(day);
    if (out && *out >= 0) return *out;
    const std::string wanted = columns_.takes_durations ? "a number or a duration such as 12d" : "a number";
    const bool has_comma = !out && parse_number(with_point(text)).has_value();
    table_.problem(cell,
                   out            ? "'" + cell.text + "' is below 0"
                   : text.empty() ? "the cell is empty: expected " + wanted
                                  : "expected " + wanted + ", found '" + cell.text + "'",
                   has_comma ? "a number has a decimal point, and no comma" : "");
    return std::nullopt;
  }

  static std::string with_point(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), ',', '.');
    return out;
  }

  std::optional<bool> open_word(const CsvCell& cell) {
    const std::string word = in_small_letters(without_blanks(cell.text));
    if (word == "1" || word == "true" || word == "yes" || word == "open") return true;
    if (word.empty() || word == "0" || word == "false" || word == "no") return false;
    table_.problem(
        cell, "expected true, yes, open or 1 of an open row, else false, no, 0 or nothing, found '" + cell.text + "'");
    return std::nullopt;
  }

  std::optional<Date> date(const CsvCell& cell) {
    const auto out = parse_date(without_blanks(cell.text));
    if (!out)
      table_.problem(cell, without_blanks(cell.text).empty()
                               ? "the cell is empty: expected a date such as 2024-06-15"
                               : "expected a date such as 2024-06-15, found '" + cell.text + "'");
    return out;
  }

  std::optional<Observation> between_dates(const Cells& cells) {
    const CsvCell& until = cells[*places_.until];
    const bool is_open = without_blanks(until.text).empty();
    const auto begin = date(cells[*places_.from]);
    const auto end = is_open ? columns_.as_of : date(until);
    if (is_open && !end)
      table_.problem(until, "the cell is empty", "say with --as-of until when open rows have waited");
    if (!begin || !end) return std::nullopt;
    if (*end < *begin) {
      table_.problem(is_open ? cells[*places_.from] : until,
                     is_open ? "it begins after --as-of, " + format_date(*end) : "it ends before it begins");
      return std::nullopt;
    }
    if (columns_.as_of && *end > *columns_.as_of) {
      table_.problem(until, "it ends after --as-of, " + format_date(*columns_.as_of),
                     "what had not come by then was open");
      return std::nullopt;
    }
    const double days = static_cast<double>(*end - *begin) / static_cast<double>(day);
    return Observation{days, is_open ? open_end : days};
  }

  const ObservationColumns& columns_;
  scenario::Reader reader_;
  scenario::CsvTable table_;
  ColumnPlaces places_;
  bool has_all_columns_ = false;
};

}  // namespace

ObservedRows observed_rows(const TextPointer& text, const ObservationColumns& columns) {
  if (auto fault = fault_in_text(text)) throw InputError({std::move(*fault)});
  return ObservationReader(text, columns).read();
}

}  // namespace allot::intake
