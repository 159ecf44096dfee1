#include "intake/formats.hpp"

#include <algorithm>

#include "base/date_format.hpp"
#include "base/plain_number.hpp"

namespace allot::intake {
namespace {

// The likelier first.
constexpr std::string_view known_ways[] = {
    "YYYY-MM-DD", "DD.MM.YYYY", "MM/DD/YYYY", "DD/MM/YYYY", "YYYY/MM/DD", "DD-MM-YYYY",  "MM-DD-YYYY",  "DD.MM.YY",
    "MM/DD/YY",   "DD/MM/YY",   "D-MMM-YYYY", "D-MMM-YY",   "D MMM YYYY", "D. MMM YYYY", "MMM D, YYYY", "YYYYMMDD"};

// What a file of most lines has to have in common: totals and remarks at its end are not what its rows are like.
bool are_most(std::size_t some, std::size_t all) { return all > 0 && 10 * some >= 8 * all; }

std::string_view without_unit(std::string_view text) { return text.substr(0, text.find_last_of("0123456789%-") + 1); }

bool is_number(std::string_view text) {
  return plain_number(text, '.') || plain_number(text, ',') || plain_number(without_unit(text), '.') ||
         plain_number(without_unit(text), ',');
}

std::size_t count_dates(const DateFormat& way, const std::vector<const SeenColumn*>& columns) {
  std::size_t read = 0;
  for (const SeenColumn* column : columns)
    for (const SeenValue& value : column->values) read += way.read(value.text) ? 1 : 0;
  return read;
}

std::size_t count_values(const std::vector<const SeenColumn*>& columns) {
  std::size_t all = 0;
  for (const SeenColumn* column : columns) all += column->values.size();
  return all;
}

// A value that the first two ways read as different dates.
std::string told_apart(const std::vector<std::string>& ways, const std::vector<const SeenColumn*>& columns) {
  const auto one = *DateFormat::parse(ways[0]), other = *DateFormat::parse(ways[1]);
  for (const SeenColumn* column : columns)
    for (const SeenValue& value : column->values)
      if (one.read(value.text) != other.read(value.text)) return value.text;
  return {};
}

}  // namespace

bool looks_like(const SeenColumn& column, Look look) {
  if (look == Look::any || column.values.empty()) return true;
  if (look == Look::date)
    return std::any_of(std::begin(known_ways), std::end(known_ways), [&](std::string_view way) {
      return are_most(count_dates(*DateFormat::parse(way), {&column}), column.values.size());
    });
  const auto numbers = std::count_if(column.values.begin(), column.values.end(),
                                     [](const SeenValue& value) { return is_number(value.text); });
  return are_most(static_cast<std::size_t>(numbers), column.values.size());
}

std::string no_date(const std::string& way, const std::vector<const SeenColumn*>& columns) {
  const auto format = *DateFormat::parse(way);
  for (const SeenColumn* column : columns)
    for (const SeenValue& value : column->values)
      if (!format.read(value.text)) return value.text;
  return {};
}

Ways date_ways(const std::vector<const SeenColumn*>& columns) {
  Ways out;
  std::size_t most = 0;
  for (const std::string_view way : known_ways) {
    const std::size_t read = count_dates(*DateFormat::parse(way), columns);
    if (read > most) out.ways.clear(), most = read;
    if (read > 0 && read == most) out.ways.emplace_back(way);
  }
  if (out.ways.empty() || !are_most(most, count_values(columns))) return {};
  // Ways that never differ are one: 2026 of four digits, or months that are always names.
  while (out.ways.size() > 1 && told_apart(out.ways, columns).empty()) out.ways.erase(out.ways.begin() + 1);
  out.telling = out.ways.size() > 1 ? told_apart(out.ways, columns) : no_date(out.ways[0], columns);
  return out;
}

namespace {

/// Which decimal marks fit all values so far.
struct DecimalMarks {
  bool point = true, comma = true;
  std::string telling;  ///< the last value that they read otherwise

  void look_at(const SeenColumn& column, bool is_of_units) {
    for (const SeenValue& value : column.values) {
      const std::string_view number = without_unit(value.text);
      const auto with_point = plain_number(number, '.'), with_comma = plain_number(number, ',');
      if (with_point == with_comma) continue;
      const auto is_whole = [](const auto& read) { return read->find('.') == std::string::npos; };
      const bool one_is_whole = is_of_units && with_point && with_comma && is_whole(with_point) != is_whole(with_comma);
      point = point && with_point && (!one_is_whole || is_whole(with_point));
      comma = comma && with_comma && (!one_is_whole || is_whole(with_comma));
      telling = value.text;
    }
  }
};

}  // namespace

Ways decimal_ways(const std::vector<const SeenColumn*>& units, const std::vector<const SeenColumn*>& others) {
  DecimalMarks marks;
  for (const SeenColumn* column : units) marks.look_at(*column, true);
  for (const SeenColumn* column : others) marks.look_at(*column, false);
  Ways out;
  out.telling = marks.telling;
  if (marks.point) out.ways.emplace_back(".");
  if (marks.comma && !marks.telling.empty()) out.ways.emplace_back(",");
  return out;
}

}  // namespace allot::intake
