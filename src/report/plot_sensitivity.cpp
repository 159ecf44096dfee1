#include <algorithm>

#include "allot/plot.hpp"
#include "base/utf8.hpp"
#include "report/plot_canvas.hpp"
#include "report/sensitivity_words.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Canvas;
using report::Glyphs;
using report::PlotScale;

constexpr std::size_t longest_bar_name = 32, most_bar_columns = 90, most_bars = 12;

/// What a bar reaches from and to.
struct Bar {
  std::string name;
  double from = 0, to = 0;
};

/// Bars of one metric: of swings from the mean at p10 to that at p90, else of shares from 0.
struct Bars {
  std::string title;
  std::vector<Bar> all;
  report::Figures figures;
  double middle = 0;
};

Bars swings_of(const Sensitivity& all, const MetricSensitivity& one) {
  Bars out{
      report::words_of_number(one.metric, all.labels) + ": the mean, each input from p10 to p90", {}, {}, one.mean};
  std::vector<double> ends;
  for (const Swing& it : one.swings) {
    if (it.swing.value == 0) continue;
    out.all.push_back({report::words_of_factor(all.factors[it.factor]), it.low, it.high});
    ends.insert(ends.end(), {it.low, it.high});
  }
  out.figures =
      report::figures_for(ends, report::measure_of_number(one.metric), report::Precision::rounded, all.currency);
  return out;
}

Bars shares_of(const Sensitivity& all, const MetricSensitivity& one) {
  Bars out{report::words_of_number(one.metric, all.labels) + ": shares of the spread", {}, {0.01, 0, "%"}, 0};
  for (const std::size_t factor : report::factors_by_weight(all, one))
    for (const char* name : {"total", "shapley"})
      if (const SensitivityMeasure* it = report::measure_named(one, factor, name); it && it->estimate.value > 0)
        out.all.push_back({report::words_of_factor(all.factors[factor]), 0, it->estimate.value});
  return out;
}

PlotScale scale_of_bars(const Bars& bars, std::size_t size) {
  PlotScale scale{bars.middle, bars.middle, size};
  for (const Bar& it : bars.all) {
    scale.low = std::min({scale.low, it.from, it.to});
    scale.high = std::max({scale.high, it.from, it.to});
  }
  return scale;
}

// A dot stands where the input is at its p90: it shows which way it moves the mean.
std::string line_of(const Bar& bar, const PlotScale& scale, const Glyphs& glyphs) {
  Canvas canvas(scale.size, 1);
  const auto [first, last] = std::minmax(scale.place(bar.from), scale.place(bar.to));
  for (std::size_t column = first; column <= last; ++column) canvas.put(column, 0, glyphs.inner);
  canvas.put(scale.place(bar.to), 0, glyphs.dot);
  return canvas.line(0);
}

std::string text_of(const Bars& bars, const Style& style) {
  std::size_t names = 0;
  for (const Bar& it : bars.all)
    names = std::max(names, count_code_points(report::shortened(it.name, longest_bar_name)));
  const std::size_t indent = names + 2;
  const std::size_t width = std::min(style.width > indent + 20 ? style.width - indent : 20, most_bar_columns);
  const Glyphs& glyphs = report::glyphs_of(style);
  const PlotScale scale = scale_of_bars(bars, width);
  std::string text = report::bold_lines(
      bars.title + (bars.figures.unit.empty() || bars.figures.unit == "%" ? "" : " (" + bars.figures.unit + ")"),
      style);
  for (std::size_t i = 0; i < std::min(bars.all.size(), most_bars); ++i)
    text += report::left_in(report::shortened(bars.all[i].name, longest_bar_name), indent) +
            line_of(bars.all[i], scale, glyphs) + "\n";
  return text + report::number_axis(scale, bars.figures, indent, glyphs);
}

}  // namespace

std::string plot(const Sensitivity& all, const Style& style) {
  std::string text;
  for (const MetricSensitivity& one : all.metrics) {
    Bars bars = swings_of(all, one);
    if (bars.all.empty()) bars = shares_of(all, one);
    if (!bars.all.empty()) text += (text.empty() ? "" : "\n") + text_of(bars, style);
  }
  return text;
}

}  // namespace allot
