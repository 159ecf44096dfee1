#include "page/svg.hpp"

#include <algorithm>

#include "page/numbers.hpp"
#include "page/svg_canvas.hpp"
#include "page/svg_time.hpp"

namespace allot::page {
namespace {

constexpr double label_width = 210, value_width = 120, row_height = 30;

// A frame of rows: labels to the left, values to the right, between them the scale.
struct RowFrame {
  Ticks ticks;
  Scale x;
  double height = 0;

  RowFrame(double low, double high, std::size_t rows)
      : ticks(ticks_of(std::min(0.0, low), std::max(0.0, high))),
        x{ticks.low, ticks.high, label_width, picture_width - value_width},
        height(static_cast<double>(rows) * row_height) {}

  void draw(Canvas& canvas) const {
    std::vector<std::pair<Point, Point>> lines;
    for (const double at : ticks.at) lines.push_back({{x(at), 0}, {x(at), height}});
    canvas.grid(lines);
    for (const double at : ticks.at)
      canvas.words({x(at), height + 18}, level_text(at), Canvas::Align::middle, 80, "var(--ink3)");
    canvas.line({x(0), 0}, {x(0), height}, "var(--ink)", 1.25);
  }
};

void widen(double& low, double& high, const std::optional<double>& number) {
  if (!number) return;
  low = std::min(low, *number);
  high = std::max(high, *number);
}

Html rows_picture(const RowsModel& model) {
  double low = 0, high = 0;
  for (const RowsModel::Row& it : model.rows)
    for (const std::optional<double>& number : {std::optional(it.mean), it.ci_low, it.ci_high, it.p10, it.p90})
      widen(low, high, number);
  const RowFrame frame(low, high, model.rows.size());
  Canvas canvas;
  frame.draw(canvas);
  double y = row_height / 2;
  for (const RowsModel::Row& it : model.rows) {
    if (!it.head.empty()) {
      canvas.words({0, y + 6}, it.head, Canvas::Align::start, picture_width, "var(--ink)", true);
    } else {
      const std::string colour = colour_of(it.tone);
      canvas.words({0, y + 4}, it.label, Canvas::Align::start, label_width - 8);
      if (it.p10 && it.p90) canvas.line({frame.x(*it.p10), y}, {frame.x(*it.p90), y}, colour, 2, "opacity=\".55\"");
      if (it.ci_low && it.ci_high) canvas.line({frame.x(*it.ci_low), y}, {frame.x(*it.ci_high), y}, colour, 8);
      canvas.circle({frame.x(it.mean), y}, 5, colour);
      canvas.words({picture_width, y + 4}, it.text, Canvas::Align::end, value_width, colour, true);
    }
    y += row_height;
  }
  return canvas.done(frame.height + 26);
}

Html tornado_picture(const TornadoModel& model) {
  double low = 0, high = 0;
  for (const TornadoModel::Row& it : model.rows) widen(low, high, it.least), widen(low, high, it.most);
  const RowFrame frame(low, high, model.rows.size());
  Canvas canvas;
  frame.draw(canvas);
  double y = row_height / 2;
  for (const TornadoModel::Row& it : model.rows) {
    canvas.words({0, y + 4}, it.label, Canvas::Align::start, label_width - 8, "var(--ink)", it.turns);
    for (const auto& [from, to, tone] : {std::tuple(std::min(it.least, 0.0), std::min(it.most, 0.0), Tone::loss),
                                         std::tuple(std::max(it.least, 0.0), std::max(it.most, 0.0), Tone::gain)})
      if (to > from) canvas.rect(frame.x(from), y - 7, frame.x(to) - frame.x(from), 14, colour_of(tone), 0.55);
    canvas.circle({frame.x(it.low.mean), y}, 4.5, "var(--bg)", "var(--ink)");
    canvas.circle({frame.x(it.high.mean), y}, 4.5, "var(--ink)");
    canvas.words({picture_width, y + 4}, it.text, Canvas::Align::end, value_width,
                 it.turns ? "var(--ink)" : "var(--ink2)", it.turns);
    y += row_height;
  }
  canvas.line({frame.x(model.now), 0}, {frame.x(model.now), frame.height}, "var(--ink2)", 1.5,
              "stroke-dasharray=\"4 3\"");
  return canvas.done(frame.height + 26);
}

}  // namespace

Html svg_of(const Model& model, const Story& story) {
  if (const auto* it = std::get_if<RowsModel>(&model)) return rows_picture(*it);
  if (const auto* it = std::get_if<TimeModel>(&model)) return time_picture(*it, story);
  if (const auto* it = std::get_if<PlanModel>(&model)) return plan_picture(*it, story);
  if (const auto* it = std::get_if<TornadoModel>(&model)) return tornado_picture(*it);
  return {};
}

}  // namespace allot::page
