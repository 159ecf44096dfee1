#include "page/svg_canvas.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "page/escape.hpp"

namespace allot::page {
namespace {

std::string pixels(double number) { return trimmed(number, 1); }

// Whole pixels, each step from the last: a quarter of the bytes, and nobody sees half a pixel.
std::string way(const std::vector<Point>& points) {
  std::string out;
  long x = 0, y = 0;
  for (const Point& it : points) {
    const long to_x = std::lround(it.x), to_y = std::lround(it.y);
    out += out.empty() ? fmt::format("M{} {}l", to_x, to_y) : fmt::format("{} {} ", to_x - x, to_y - y);
    x = to_x;
    y = to_y;
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// So many characters as fit, at seven pixels each.
std::string cut_to(std::string_view text, double width) {
  const auto most = static_cast<std::size_t>(std::max(4.0, width / 7));
  const std::string whole = harmless(text);
  if (count_code_points(whole) <= most) return whole;
  std::string out;
  for (std::size_t at = 0, count = 0; at < whole.size() && count + 1 < most; ++count) {
    const std::size_t length = std::max<std::size_t>(1, code_point_length(whole, at));
    out += whole.substr(at, length);
    at += length;
  }
  return out + "\xE2\x80\xA6";
}

std::pair<int, int> month_of(double day) {
  int year = 1970 + static_cast<int>(day / 365.2425), month = 1;
  const auto first = [](int y, int m) {
    const int shifted = m <= 2 ? y - 1 : y, of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5;
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + of_year - 719468;
  };
  while (first(year, 1) > day) --year;
  while (month < 12 && first(year, month + 1) <= day) ++month;
  return {year, month};
}

double first_of(int year, int month) {
  const int shifted = month <= 2 ? year - 1 : year, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
  return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + of_year - 719468;
}

}  // namespace

std::string colour_of(Tone tone) { return "var(--" + std::string(word_of(tone)) + ")"; }

void Canvas::line(Point from, Point to, const std::string& stroke, double width, std::string_view more) {
  marks_ +=
      fmt::format("<path d=\"M{} {}L{} {}\" stroke=\"{}\" stroke-width=\"{}\"{}{}/>", pixels(from.x), pixels(from.y),
                  pixels(to.x), pixels(to.y), stroke, pixels(width), more.empty() ? "" : " ", more);
}

void Canvas::path(const std::vector<Point>& points, const std::string& stroke, double width, bool is_dashed) {
  marks_ += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{}/>", way(points), stroke,
                        pixels(width), is_dashed ? " stroke-dasharray=\"6 4\"" : "");
}

void Canvas::area(const std::vector<Point>& points, const std::string& fill, double opacity) {
  marks_ += fmt::format("<path d=\"{}Z\" fill=\"{}\" opacity=\"{}\"/>", way(points), fill, trimmed(opacity, 2));
}

void Canvas::rect(double x, double y, double width, double height, const std::string& fill, double opacity,
                  bool is_hatched) {
  marks_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" opacity=\"{}\"/>", pixels(x),
                        pixels(y), pixels(std::max(1.0, width)), pixels(height), fill, trimmed(opacity, 2));
  for (double at = x + 3; is_hatched && at < x + width; at += 6) line({at, y}, {at, y + height}, fill);
}

void Canvas::circle(Point at, double radius, const std::string& fill, const std::string& stroke) {
  marks_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"/>",
                        pixels(at.x), pixels(at.y), pixels(radius), fill, stroke);
}

void Canvas::diamond(Point at, double radius) {
  area({{at.x, at.y - radius}, {at.x + radius, at.y}, {at.x, at.y + radius}, {at.x - radius, at.y}}, "var(--ink)", 1);
}

void Canvas::words(Point at, std::string_view text, Align align, double width, const std::string& fill, bool is_bold) {
  constexpr std::array<std::string_view, 3> anchors = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  const std::string colour = fill == "var(--ink)"    ? ""
                             : fill == "var(--ink3)" ? " class=\"ax\""
                                                     : " fill=\"" + fill + "\"";
  marks_ += fmt::format("<text x=\"{}\" y=\"{}\"{}{}{}>{}</text>", std::lround(at.x), std::lround(at.y),
                        anchors[static_cast<std::size_t>(align)], colour, is_bold ? " font-weight=\"650\"" : "",
                        in_html(cut_to(text, width)));
}

void Canvas::grid(const std::vector<std::pair<Point, Point>>& lines) {
  std::string all;
  for (const auto& [from, to] : lines) all += way({from, to});
  if (!all.empty()) marks_ += "<path d=\"" + all + "\" stroke=\"var(--grid)\"/>";
}

Html Canvas::done(double height) const {
  return {fmt::format("<svg viewBox=\"0 0 {} {}\" class=\"picture\" aria-hidden=\"true\">{}</svg>", picture_width,
                      std::lround(height), marks_)};
}

Ticks ticks_of(double low, double high, int about) {
  if (!(high > low)) high = low + 1;
  const double raw = (high - low) / about, power = std::pow(10, std::floor(std::log10(raw)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.5, 2.0, 1.0})
    if (factor * power >= raw) step = factor * power;
  Ticks out{std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, {}};
  for (int i = 0; out.low + i * step <= out.high + step / 2; ++i) out.at.push_back(out.low + i * step);
  return out;
}

std::vector<std::pair<double, std::string>> month_ticks(double start, double end) {
  constexpr std::array<std::string_view, 12> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto every = static_cast<int>(std::max(1.0, std::ceil((end - start) / 30 / 8)));
  auto [year, month] = month_of(start);
  std::vector<std::pair<double, std::string>> out;
  for (int i = 0;; ++i) {
    const double at = first_of(year, month);
    if (at > end) return out;
    if (at >= start && (month - 1) % every == 0)
      out.emplace_back(at, fmt::format("{} {}", names[static_cast<std::size_t>(month - 1)], year));
    if (++month > 12) month = 1, ++year;
  }
}

}  // namespace allot::page
