#include <algorithm>
#include <array>
#include <cmath>

#include "report/plot_kinds.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_dot_columns = 72;

PlotScale scale_of_dots(const QuantileGrid& sorted, bool has_zero, std::size_t size) {
  const double low = sorted.front(), high = sorted.back();
  return {has_zero ? std::min(0.0, low) : low, has_zero ? std::max(0.0, high) : high, size};
}

}  // namespace

std::string dot_plot(const PlotNames& names, const QuantileGrid& quantiles, Measure measure, const Style& style) {
  const Figures figures = figures_for(quantiles, measure, Precision::rounded, names.currency);
  const Glyphs& glyphs = glyphs_of(style);
  const PlotScale scale = scale_of_dots(quantiles, names.is_difference, std::min(style.width - 2, most_dot_columns));
  std::vector<std::size_t> heights(scale.size);
  for (const double value : quantiles) ++heights[scale.place(value)];
  const std::size_t height = *std::max_element(heights.begin(), heights.end());
  Canvas canvas(scale.size, height);
  for (std::size_t column = 0; column < scale.size; ++column)
    for (std::size_t k = 0; k < heights[column]; ++k) canvas.put(column, height - 1 - k, glyphs.dot);
  std::string text = bold_lines(names.title + (figures.unit.empty() ? "" : " (" + figures.unit + ")"), style);
  for (std::size_t row = 0; row < height; ++row) text += "  " + canvas.line(row) + "\n";
  return text + number_axis(scale, figures, 2, glyphs);
}

}  // namespace allot::report
