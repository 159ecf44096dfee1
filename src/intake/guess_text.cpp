#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "intake/guess.hpp"

namespace allot::intake {
namespace {

std::string number_of(std::size_t count, std::string_view noun) {
  return counted_text(static_cast<std::int64_t>(count), noun);
}

std::string in_marks(std::string_view text) { return "'" + excerpt(text, 60) + "'"; }

std::string name_of_mark(char delimiter) {
  switch (delimiter) {
    case ';': return "semicolons";
    case '\t': return "tabs";
    case '|': return "bars";
    default: return "commas";
  }
}

std::string head(const Guess& guess, const Asked& asked) {
  std::string text = number_of(guess.file.rows, "row") + " of " + number_of(guess.file.columns.size(), "column") +
                     ", separated by " + name_of_mark(guess.file.delimiter);
  if (guess.has_numbers && guess.decimal.ways.size() == 1 && !guess.decimal.telling.empty())
    text += std::string("; numbers with a decimal ") + (guess.decimal.ways[0] == "," ? "comma" : "point");
  if (guess.has_dates && guess.dates.ways.size() == 1) text += "; dates as " + guess.dates.ways[0];
  text += ".\n";
  if (asked.encoding == "windows-1252")
    text += "It is not UTF-8, and is read as Windows-1252: look whether its letters are right.\n";
  return text;
}

// "  key   meaning", the meanings below each other.
std::string rows(const std::vector<std::pair<std::string, std::string>>& all) {
  std::size_t widest = 0;
  for (const auto& [key, meaning] : all) widest = std::max(widest, count_code_points(key));
  std::string text;
  for (const auto& [key, meaning] : all)
    text += "  " + key + std::string(widest - count_code_points(key) + 3, ' ') + meaning + "\n";
  return text;
}

std::string read_fields(const Guess& guess) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const ReadField& it : guess.read) {
    std::string headers;
    for (const std::string& header : it.headers) headers += (headers.empty() ? "" : ", ") + in_marks(header);
    all.emplace_back(it.field, "from " + headers + (it.example.empty() ? "" : ", as " + excerpt(it.example, 40)));
  }
  if (const Draft* fill = guess.map.find("fill"))
    for (std::size_t i = 0; i < fill->keys.size(); ++i)
      all.emplace_back(fill->keys[i],
                       fill->items[i].text + (fill->keys[i] == "gate" ? " in every row, by the name of its column"
                                                                      : " in every row: the scenario has no other"));
  return (guess.read.empty() ? "\nNo column is known by its name.\n" : "\nRead:\n") + rows(all);
}

std::string examples_of(const SeenColumn& column) {
  if (column.values.empty()) return "empty";
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, column.values.size()); ++i)
    text += (text.empty() ? "" : ", ") + excerpt(column.values[i].text, 30);
  return "such as " + text;
}

std::string unread_columns(const Guess& guess) {
  if (guess.unread.empty()) return {};
  std::vector<std::pair<std::string, std::string>> all;
  for (const SeenColumn* column : guess.unread) all.emplace_back(in_marks(column->header), examples_of(*column));
  return "\nNot read, as no field is known by that name:\n" + rows(all);
}

std::string missing_fields(const Guess& guess, const Asked& asked) {
  if (guess.missing.empty()) return {};
  std::string names;
  for (const std::string& field : guess.missing) names += (names.empty() ? "" : ", ") + field;
  return "\nMissing: " + names + ". Name a column in 'columns', or say in 'fill' what every row has" +
         (asked.kind == scenario::Books::orders ? "; `defaults` of orders will do as well" : "") + ".\n";
}

std::string unknown_values(const Guess& guess) {
  if (guess.unknown.empty()) return {};
  std::vector<std::pair<std::string, std::string>> all;
  for (std::size_t i = 0; i < std::min(most_unknown_shown, guess.unknown.size()); ++i) {
    const UnknownValue& it = guess.unknown[i];
    all.emplace_back(in_marks(it.value), it.field + " in " + number_of(it.rows, "row") +
                                             (it.nearest.empty() ? "" : "; did you mean '" + it.nearest + "'?"));
  }
  if (guess.unknown.size() > most_unknown_shown)
    all.emplace_back("and " + std::to_string(guess.unknown.size() - most_unknown_shown) + " more", "");
  return "\nNot known; say in 'values' (of a confidence, in 'confidence') what they stand for:\n" + rows(all);
}

std::string taken_values(const Guess& guess) {
  if (guess.taken.empty()) return {};
  std::vector<std::pair<std::string, std::string>> all;
  for (std::size_t i = 0; i < std::min(most_unknown_shown, guess.taken.size()); ++i)
    all.emplace_back(in_marks(guess.taken[i].first), "as " + guess.taken[i].second);
  if (guess.taken.size() > most_unknown_shown)
    all.emplace_back("and " + std::to_string(guess.taken.size() - most_unknown_shown) + " more", "");
  return "\nTaken by some of their words; look whether that is right:\n" + rows(all);
}

// What only the person who asked can know.
std::string open_ways(const char* what, const char* option, const Ways& ways, const char* wanted) {
  if (ways.ways.size() == 1) return {};
  if (ways.ways.empty())
    return std::string("\nNo way of writing ") + what + " reads most of them" +
           (ways.telling.empty() ? "" : ", such as " + in_marks(ways.telling)) + ". Say it with " + option + " " +
           wanted + ".\n";
  std::string choices;
  for (const std::string& way : ways.ways)
    choices += (choices.empty() ? "" : ", or ") + std::string(option) + " " + way;
  return std::string("\nAll ") + what + " read in more than one way, such as " + in_marks(ways.telling) +
         ". The map cannot be used until one is chosen: " + choices + ".\n";
}

std::string remarks(const Guess& guess) {
  std::string text;
  if (guess.has_dates && guess.dates.ways.size() == 1 && !guess.dates.telling.empty())
    text += "\n" + in_marks(guess.dates.telling) + " is no date as " + guess.dates.ways[0] +
            ": such rows will be errors.\n";
  if (guess.file.uneven_rows > 0)
    text += "\n" + number_of(guess.file.uneven_rows, "row") +
            " with more or fewer cells than the first line: " + (guess.file.uneven_rows == 1 ? "it" : "they") +
            " will be errors.\n";
  if (guess.assumes_confidence)
    text +=
        "\nThe slips and scales in 'confidence' are assumptions to start from: put in what this supplier's record "
        "says.\n";
  return text;
}

}  // namespace

std::string told(const Guess& guess, const Asked& asked) {
  std::string text = head(guess, asked) + read_fields(guess) + unread_columns(guess) + missing_fields(guess, asked) +
                     taken_values(guess) + unknown_values(guess);
  if (guess.has_dates) text += open_ways("dates", "--dates", guess.dates, "FORMAT, such as DD.MM.YYYY");
  if (guess.has_numbers) text += open_ways("numbers", "--decimal", guess.decimal, ". or ,");
  return text + remarks(guess);
}

}  // namespace allot::intake
