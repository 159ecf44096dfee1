#include <algorithm>

#include "base/utf8.hpp"
#include "report/plot_kinds.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t longest_range_name = 32, most_range_columns = 90;

// What is not reached lies beyond the right end.
void draw_range(Canvas& canvas, const DateEstimate& date, const PlotScale& scale, const Glyphs& glyphs) {
  const auto place = [&](const DateQuantile& it) {
    return it.value ? scale.place(static_cast<double>(*it.value)) : scale.size - 1;
  };
  for (std::size_t column = place(date.p10); column <= place(date.p90); ++column) canvas.put(column, 0, glyphs.axis);
  if (!date.p90.value) canvas.put(scale.size - 1, 0, glyphs.beyond);
  if (date.p50.value) canvas.put(place(date.p50), 0, glyphs.dot);
}

}  // namespace

std::string range_plot(const std::string& title, Date start, Date end, const std::vector<DateRange>& all,
                       const Style& style) {
  std::size_t names = 0;
  for (const DateRange& it : all) names = std::max(names, count_code_points(shortened(it.name, longest_range_name)));
  const std::size_t indent = names + 2;
  const std::size_t width = std::min(style.width > indent + 20 ? style.width - indent : 20, most_range_columns);
  const Glyphs& glyphs = glyphs_of(style);
  const PlotScale scale{0, static_cast<double>(end - start), width};
  std::string text = bold_lines(title, style);
  for (const DateRange& it : all) {
    Canvas canvas(width, 1);
    draw_range(canvas, *it.date, scale, glyphs);
    text += left_in(shortened(it.name, longest_range_name), indent) + canvas.line(0) + "\n";
  }
  return text + time_axis(start, end, width, indent, glyphs);
}

}  // namespace allot::report
