#include "page/svg_time.hpp"

#include <algorithm>
#include <tuple>

#include "page/numbers.hpp"
#include "page/svg_canvas.hpp"

namespace allot::page {
namespace {

constexpr double axis_width = 60, right_margin = 70, top = 8;

void widen_by(double& low, double& high, const Series& all) {
  for (const double it : all) {
    low = std::min(low, it);
    high = std::max(high, it);
  }
}

// The sum of the parts up to one of them, at each moment.
Series piled(const std::vector<TimeModel::StackPart>& parts, std::size_t count) {
  Series out(parts.empty() ? 0 : parts[0].y.size());
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += parts[k].y[i];
  return out;
}

class TimePicture {
 public:
  TimePicture(const TimeModel& model, const Story& story) : model_(&model) {
    for (const std::string& it : story.grid) days_.push_back(days_of(it));
    double low = 0, high = 0;
    for (const TimeModel::Layer& it : model.layers) {
      for (const Series* all : {&it.y, &it.low, &it.high}) widen_by(low, high, *all);
      widen_by(low, high, piled(it.parts, it.parts.size()));
    }
    if (model.limits) std::tie(low, high) = *model.limits;
    ticks_ = ticks_of(low, high, 4);
    bottom_ = top + model.height;
    x_ = {days_.front(), std::max(days_.back(), days_.front() + 1), axis_width, picture_width - right_margin};
    y_ = {ticks_.low, ticks_.high, bottom_, top};
  }

  Html draw() {
    std::vector<std::pair<Point, Point>> lines;
    for (const double at : ticks_.at) lines.push_back({{axis_width, y_(at)}, {picture_width - right_margin, y_(at)}});
    canvas_.grid(lines);
    for (const double at : ticks_.at)
      canvas_.words({axis_width - 8, y_(at) + 4}, level_text(at), Canvas::Align::end, axis_width, "var(--ink3)");
    for (const TimeModel::Layer& it : model_->layers) draw(it);
    if (ticks_.low < 0) canvas_.line({axis_width, y_(0)}, {picture_width - right_margin, y_(0)}, "var(--ink)", 1.25);
    for (const auto& [day, words] : month_ticks(x_.low, x_.high))
      canvas_.words({x_(day), bottom_ + 18}, words, Canvas::Align::middle, 90, "var(--ink3)");
    return canvas_.done(bottom_ + 26);
  }

 private:
  Point at(std::size_t i, double value) const { return {x_(days_[i]), y_(value)}; }

  std::vector<Point> points(const Series& y) const {
    std::vector<Point> out;
    for (std::size_t i = 0; i < std::min(y.size(), days_.size()); ++i) out.push_back(at(i, y[i]));
    return out;
  }

  void between(const Series& low, const Series& high, const std::string& fill, double opacity) {
    std::vector<Point> all = points(high), back = points(low);
    all.insert(all.end(), back.rbegin(), back.rend());
    if (!all.empty()) canvas_.area(all, fill, opacity);
  }

  void part_of_area(const Series& y, bool is_above, Tone tone) {
    Series cut;
    for (const double it : y) cut.push_back(is_above ? std::max(0.0, it) : std::min(0.0, it));
    if (std::ranges::any_of(cut, [](double it) { return it != 0; }))
      between(Series(cut.size(), 0.0), cut, colour_of(tone), 0.45);
  }

  void draw(const TimeModel::Layer& it) {
    using enum TimeModel::Kind;
    switch (it.kind) {
      case band: between(it.low, it.high, colour_of(it.tone), 0.2); return;
      case line:
        canvas_.path(points(it.y), colour_of(it.tone), 2, it.is_dashed);
        if (!it.label.empty() && !it.y.empty())
          canvas_.words({picture_width - right_margin + 6, y_(it.y.back()) + (it.is_dashed ? 14 : 2)}, it.label,
                        Canvas::Align::start, right_margin, colour_of(it.tone), true);
        return;
      case area:
        part_of_area(it.y, true, Tone::gain);
        part_of_area(it.y, false, Tone::loss);
        return;
      case stack:
        for (std::size_t k = 0; k < it.parts.size(); ++k)
          between(piled(it.parts, k), piled(it.parts, k + 1), colour_of(it.parts[k].tone), 0.4);
        return;
    }
  }

  const TimeModel* model_;
  std::vector<double> days_;
  Ticks ticks_;
  double bottom_ = 0;
  Scale x_, y_;
  Canvas canvas_;
};

}  // namespace

Html time_picture(const TimeModel& model, const Story& story) {
  return story.grid.empty() ? Html{} : TimePicture(model, story).draw();
}

Html plan_picture(const PlanModel& model, const Story& story) {
  constexpr double label_width = 270, row_height = 28;
  const Scale x{days_of(story.start), days_of(story.end), label_width, picture_width - 10};
  const double height = row_height * static_cast<double>(model.rows.size());
  const auto place = [&](const std::string& day) { return x(std::clamp(days_of(day), x.low, x.high)); };
  Canvas canvas;
  std::vector<std::pair<Point, Point>> lines;
  for (const auto& [day, words] : month_ticks(x.low, x.high)) lines.push_back({{x(day), 0}, {x(day), height}});
  canvas.grid(lines);
  for (const auto& [day, words] : month_ticks(x.low, x.high))
    canvas.words({x(day), height + 18}, words, Canvas::Align::middle, 90, "var(--ink3)");
  double y = row_height / 2;
  for (const PlanModel::Row& it : model.rows) {
    canvas.words({0, y + 4}, it.label, Canvas::Align::start, label_width - 8);
    const double from = it.p10.empty() ? x.to : place(it.p10), until = it.p90.empty() ? x.to : place(it.p90);
    if (it.what == "decision") {
      const std::string& day = it.p50.empty() ? it.planned : it.p50;
      if (!day.empty()) canvas.diamond({place(day), y}, 7);
    } else if (it.what == "room") {
      if (until > from) canvas.rect(from, y - 5, until - from, 10, "var(--busy)", 0.3, true);
      if (!it.p90.empty()) canvas.rect(until, y - 5, x.to - until, 10, "var(--busy)", 0.6);
    } else {
      if (!it.p10.empty()) canvas.rect(from, y - 5, until - from, 10, "var(--with)", 0.5);
      if (!it.p50.empty()) canvas.circle({place(it.p50), y}, 4, "var(--with)");
      if (!it.planned.empty()) canvas.line({place(it.planned), y - 8}, {place(it.planned), y + 8}, "var(--ink)", 2);
    }
    y += row_height;
  }
  return canvas.done(height + 26);
}

}  // namespace allot::page
