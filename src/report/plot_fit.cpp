#include <algorithm>

#include "allot/plot.hpp"
#include "report/plot_canvas.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

constexpr std::size_t most_qq_columns = 60, qq_rows = 15, room_of_numbers = 8;

report::PlotScale scale_of_pairs(const Fit& fit, std::size_t size) {
  double low = fit.quantiles.front().observed, high = low;
  for (const QuantilePair& it : fit.quantiles) {
    low = std::min({low, it.observed, it.fitted});
    high = std::max({high, it.observed, it.fitted});
  }
  return {low, high, size};
}

// The line on which the rows would lie if they were as the fit has them, and what they are.
report::Canvas picture_of(const Fit& fit, const report::PlotScale& across, const report::PlotScale& upwards,
                          const report::Glyphs& glyphs) {
  report::Canvas canvas(across.size, upwards.size);
  const auto row_of = [&](double value) { return upwards.size - 1 - upwards.place(value); };
  for (std::size_t column = 0; column < across.size; ++column) {
    const double share = (static_cast<double>(column) + 0.5) / static_cast<double>(across.size);
    canvas.put(column, row_of(across.low + share * (across.high - across.low)), glyphs.outer);
  }
  for (const QuantilePair& it : fit.quantiles) canvas.put(across.place(it.fitted), row_of(it.observed), glyphs.dot);
  return canvas;
}

}  // namespace

std::string plot(const Fits& fits, const Style& wanted) {
  const Style style = report::wide_enough(wanted);
  const Fit& fit = fits.all;
  if (fit.quantiles.empty()) return "No picture: no quantile of the rows is known.\n";
  const report::Glyphs& glyphs = report::glyphs_of(style);
  const std::size_t width = std::min(style.width - room_of_numbers - 2, most_qq_columns);
  const report::PlotScale across = scale_of_pairs(fit, width), upwards = scale_of_pairs(fit, qq_rows);
  const report::Canvas canvas = picture_of(fit, across, upwards, glyphs);
  const double ends[] = {across.low, across.high};
  const report::Figures figures =
      report::figures_for(ends, report::Measure::days, report::Precision::exact, std::string_view());
  std::string text = report::bold_lines(
      "Quantiles: rows (upwards) against " + name_of(fit.families.front().distribution.family) +
          (fits.unit.empty() ? "" : " (" + fits.unit + ")"),
      style);
  for (std::size_t row = 0; row < qq_rows; ++row) {
    const bool is_end = row == 0 || row + 1 == qq_rows;
    const std::string number = is_end ? report::figure(row == 0 ? across.high : across.low, figures) : "";
    text += report::right_in(number, room_of_numbers) + " " + canvas.line(row) + "\n";
  }
  return text + report::number_axis(across, figures, room_of_numbers + 1, glyphs);
}

}  // namespace allot
