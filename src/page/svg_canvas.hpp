#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/html.hpp"
#include "page/model.hpp"

/// Marks of a static picture in pixels, and the scales that bring data there.
namespace allot::page {

inline constexpr double picture_width = 720;

struct Point {
  double x = 0, y = 0;
};

class Canvas {
 public:
  enum class Align : std::uint8_t { start, middle, end };

  void line(Point from, Point to, const std::string& stroke, double width = 1, std::string_view more = {});
  /// Faint lines, all in one.
  void grid(const std::vector<std::pair<Point, Point>>& lines);
  void path(const std::vector<Point>& points, const std::string& stroke, double width, bool is_dashed = false);
  void area(const std::vector<Point>& points, const std::string& fill, double opacity);
  void rect(double x, double y, double width, double height, const std::string& fill, double opacity = 1,
            bool is_hatched = false);
  void circle(Point at, double radius, const std::string& fill, const std::string& stroke = "var(--bg)");
  void diamond(Point at, double radius);
  /// 12 pixels or more, cut where it would be wider than that.
  void words(Point at, std::string_view text, Align align = Align::start, double width = picture_width,
             const std::string& fill = "var(--ink)", bool is_bold = false);  // "var(--ink3)": of an axis

  Html done(double height) const;

 private:
  std::string marks_;
};

std::string colour_of(Tone tone);

/// Round values that span what is to be drawn.
struct Ticks {
  double low = 0, high = 1;
  std::vector<double> at;
};
Ticks ticks_of(double low, double high, int about = 5);
/// Days of the first of months, at most about eight, and their words.
std::vector<std::pair<double, std::string>> month_ticks(double start, double end);

struct Scale {
  double low = 0, high = 1, from = 0, to = 1;
  double operator()(double value) const {
    return high > low ? from + (value - low) / (high - low) * (to - from) : from;
  }
};

}  // namespace allot::page
