#include "report/plot_canvas.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "base/utf8.hpp"

namespace allot::report {
namespace {

constexpr Glyphs of_blocks = {"░", "▒", "█", "─", "─", "┬", "└", "●", "▸"};
constexpr Glyphs of_ascii = {".", ":", "#", "-", "-", "+", "+", "o", ">"};

constexpr std::size_t room_of_tick = 11;  // "Jan 2024" and some air

/// Where a text stands below an axis.
struct Tick {
  std::size_t at = 0;
  std::string text;
};

// The first days of months between two dates, every so many months, counted from January.
std::vector<Date> month_starts(Date start, Date end, unsigned every) {
  using namespace std::chrono;
  std::vector<Date> out;
  year_month_day at{floor<days>(sys_seconds(seconds(start)))};
  for (year_month month{at.year(), at.month()};; month += months(1)) {
    const Date first = sys_seconds(sys_days(month / 1)).time_since_epoch().count();
    if (first > end) return out;
    if (first >= start && (static_cast<unsigned>(month.month()) - 1) % every == 0) out.push_back(first);
  }
}

std::string month_and_year(Date date) {
  using namespace std::chrono;
  constexpr std::array<const char*, 12> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const year_month_day day{floor<days>(sys_seconds(seconds(date)))};
  return std::string(names[static_cast<unsigned>(day.month()) - 1]) + " " +
         std::to_string(static_cast<int>(day.year()));
}

std::string axis_with(const std::vector<Tick>& ticks, std::size_t width, std::size_t indent, const Glyphs& glyphs) {
  Canvas canvas(width, 2);
  for (std::size_t i = 0; i < width; ++i) canvas.put(i, 0, glyphs.axis);
  for (const Tick& tick : ticks) {
    canvas.put(tick.at, 0, glyphs.tick);
    const std::size_t half = tick.text.size() / 2;
    const std::size_t last = width > tick.text.size() ? width - tick.text.size() : 0;
    canvas.write(std::min(tick.at > half ? tick.at - half : 0, last), 1, tick.text);
  }
  const std::string before(indent > 0 ? indent - 1 : 0, ' ');
  return before + std::string(glyphs.corner) + canvas.line(0) + "\n" + std::string(indent, ' ') + canvas.line(1) + "\n";
}

}  // namespace

const Glyphs& glyphs_of(const Style& style) { return style.is_plain ? of_ascii : of_blocks; }

void Canvas::write(std::size_t column, std::size_t row, std::string_view ascii) {
  for (std::size_t i = 0; i < ascii.size() && column + i < width(); ++i) put(column + i, row, ascii.substr(i, 1));
}

std::string Canvas::line(std::size_t row) const {
  std::string text;
  for (const std::string& glyph : rows_[row]) text += glyph;
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::size_t PlotScale::place(double value) const {
  const double share = high > low ? (value - low) / (high - low) : 0.5;
  const double at = std::floor(std::clamp(share, 0.0, 1.0) * static_cast<double>(size));
  return std::min(static_cast<std::size_t>(at), size - 1);
}

std::string time_axis(Date start, Date end, std::size_t width, std::size_t indent, const Glyphs& glyphs) {
  const PlotScale scale{static_cast<double>(start), static_cast<double>(end), width};
  constexpr std::array<unsigned, 5> steps = {1, 2, 3, 6, 12};
  std::vector<Date> months;
  for (const unsigned every : steps)
    if (months = month_starts(start, end, every); months.size() * room_of_tick <= width) break;
  const std::size_t thinned = months.empty() ? 1 : (months.size() * room_of_tick + width - 1) / width;
  std::vector<Tick> ticks;
  for (std::size_t i = 0; i < months.size(); i += std::max<std::size_t>(thinned, 1))
    ticks.push_back({scale.place(static_cast<double>(months[i])), month_and_year(months[i])});
  if (ticks.empty()) ticks.push_back({0, format_date(start).substr(0, 10)});
  return axis_with(ticks, width, indent, glyphs);
}

std::string number_axis(const PlotScale& scale, const Figures& figures, std::size_t indent, const Glyphs& glyphs) {
  std::vector<Tick> ticks;
  for (const double value : {scale.low, 0.0, scale.high}) {
    const bool is_end = value != 0.0 || scale.low == 0 || scale.high == 0;
    const std::size_t at = scale.place(value);
    const bool is_clear = at > room_of_tick && at + room_of_tick < scale.size;
    if (is_end || (scale.low < 0 && scale.high > 0 && is_clear)) ticks.push_back({at, figure(value, figures)});
  }
  return axis_with(ticks, scale.size, indent, glyphs);
}

std::string right_in(std::string_view text, std::size_t width) {
  const std::size_t length = count_code_points(text);
  return std::string(width > length ? width - length : 0, ' ').append(text);
}

std::string left_in(std::string_view text, std::size_t width) {
  const std::size_t length = count_code_points(text);
  return std::string(text).append(width > length ? width - length : 0, ' ');
}

}  // namespace allot::report
