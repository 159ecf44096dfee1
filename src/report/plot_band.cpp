#include <algorithm>
#include <array>
#include <cmath>

#include "report/plot_kinds.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t band_height = 11;  // odd: the middle has a row of its own
constexpr std::size_t most_columns = 100;

std::vector<double> finite_values(const Series& series) {
  std::vector<double> all;
  for (const auto* part : {&series.p10, &series.p50, &series.p90})
    for (const double value : *part)
      if (std::isfinite(value)) all.push_back(value);
  return all;
}

// 0 belongs to every scale: the length of a bar would lie without it.
PlotScale scale_of(const std::vector<double>& values) {
  PlotScale scale{0, 0, band_height};
  for (const double value : values) {
    scale.low = std::min(scale.low, value);
    scale.high = std::max(scale.high, value);
  }
  if (scale.low == scale.high) scale.high = scale.low + 1;
  return scale;
}

/// What a column of the picture shows of one moment.
struct Moment {
  double p10, p25, p50, p75, p90;
};

// Without quartiles there is no inner band.
Moment moment_of(const Series& series, std::size_t k) {
  const bool has_half = !series.p25.empty();
  return {series.p10[k], has_half ? series.p25[k] : series.p50[k], series.p50[k],
          has_half ? series.p75[k] : series.p50[k], series.p90[k]};
}

void draw_moment(Canvas& canvas, std::size_t column, const Moment& it, const PlotScale& scale, const Glyphs& glyphs) {
  const auto fill = [&](double low, double high, std::string_view glyph) {
    for (std::size_t row = scale.place(low); row <= scale.place(high); ++row)
      canvas.put(column, canvas.height() - 1 - row, glyph);
  };
  if (!std::isfinite(it.p10) || !std::isfinite(it.p90)) return;
  fill(it.p10, it.p90, glyphs.outer);
  fill(it.p25, it.p75, glyphs.inner);
  fill(it.p50, it.p50, glyphs.middle);
}

// The grid's moment that a column of the picture is nearest to.
std::size_t moment_at(std::size_t column, std::size_t width, std::size_t moments) {
  return width < 2 ? 0 : (column * (moments - 1) + (width - 1) / 2) / (width - 1);
}

constexpr std::array<std::string_view, 8> heights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> plain_heights = {"_", ".", "-", "~", "=", "+", "*", "#"};

std::string spark_line(const Series& series, const PlotScale& scale, std::size_t width, const Style& style) {
  std::string line;
  for (std::size_t column = 0; column < width; ++column) {
    const double value = series.p50[moment_at(column, width, series.p50.size())];
    line += std::isfinite(value) ? (style.is_plain ? plain_heights : heights)[scale.place(value)] : " ";
  }
  return line;
}

}  // namespace

std::string band_plot(const PlotNames& names, const std::vector<Date>& grid, const Series& series, Measure measure,
                      const Style& style) {
  const std::vector<double> values = finite_values(series);
  if (grid.empty() || values.empty()) return wrapped(names.title + ": nothing to draw.", style.width);
  if (std::all_of(values.begin(), values.end(), [](double value) { return value == 0; }))
    return wrapped(names.title + ": 0 throughout.", style.width);
  const PlotScale scale = scale_of(values);
  const Figures figures = figures_for(std::array{scale.low, scale.high}, measure, Precision::rounded, names.currency);
  const std::string top = figure(scale.high, figures), bottom = figure(scale.low, figures);
  const std::size_t indent = std::max(top.size(), bottom.size()) + 2;
  const std::size_t width = std::min(style.width > indent + 10 ? style.width - indent : 10, most_columns);
  const Glyphs& glyphs = glyphs_of(style);
  Canvas canvas(width, band_height);
  if (scale.low < 0 && scale.high > 0)
    for (std::size_t column = 0; column < width; ++column)
      canvas.put(column, band_height - 1 - scale.place(0), glyphs.zero);
  for (std::size_t column = 0; column < width; ++column)
    draw_moment(canvas, column, moment_of(series, moment_at(column, width, grid.size())), scale, glyphs);
  std::string text = bold_lines(names.title + (figures.unit.empty() ? "" : " (" + figures.unit + ")"), style);
  for (std::size_t row = 0; row < band_height; ++row) {
    const bool is_zero = scale.low < 0 && scale.high > 0 && row == band_height - 1 - scale.place(0);
    const std::string label = row == 0 ? top : row == band_height - 1 ? bottom : is_zero ? "0" : "";
    text += right_in(label, indent - 1) + " " + canvas.line(row) + "\n";
  }
  return text + time_axis(grid.front(), grid.back(), width, indent, glyphs);
}

std::string spark_lines(const std::string& title, const std::vector<Spark>& all, Measure measure,
                        const std::string& currency, const Style& style) {
  std::size_t names = 0;
  std::vector<double> ends;
  std::vector<PlotScale> scales;
  for (const Spark& it : all) {
    names = std::max(names, shortened(it.name, 24).size());
    PlotScale scale =
        scale_of(finite_values({EntityKind::system, "", "", it.series->p50, it.series->p50, it.series->p50, {}}));
    scale.size = heights.size();
    scales.push_back(scale);
    ends.insert(ends.end(), {scale.low, scale.high});
  }
  const Figures figures = figures_for(ends, measure, Precision::rounded, currency);
  std::size_t numbers = 0;
  std::vector<std::string> ranges;
  for (const PlotScale& it : scales) {
    ranges.push_back(figure(it.low, figures) + " to " + figure(it.high, figures));
    numbers = std::max(numbers, ranges.back().size());
  }
  const std::size_t taken = names + numbers + 4;
  const std::size_t width = std::min(style.width > taken + 10 ? style.width - taken : 10, most_columns);
  std::string text = bold_lines(title + (figures.unit.empty() ? "" : " (" + figures.unit + ")"), style);
  for (std::size_t i = 0; i < all.size(); ++i)
    text += left_in(shortened(all[i].name, 24), names) + "  " + spark_line(*all[i].series, scales[i], width, style) +
            "  " + right_in(ranges[i], numbers) + "\n";
  return text;
}

}  // namespace allot::report
