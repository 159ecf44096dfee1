#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "allot/results.hpp"
#include "report/figures.hpp"
#include "report/table.hpp"

/// Pictures in characters: what all of them are drawn with.
namespace allot::report {

/// The characters of a picture, from the faintest to the strongest.
struct Glyphs {
  std::string_view outer, inner, middle;  ///< of a band: eight in ten, half, the median
  std::string_view zero, axis, tick, corner, dot, beyond;
};

/// Block elements and lines, or ASCII where the style is plain.
const Glyphs& glyphs_of(const Style& style);

/// A field of characters. Rows count from the top.
class Canvas {
 public:
  Canvas(std::size_t width, std::size_t height) : rows_(height, std::vector<std::string>(width, " ")) {}

  void put(std::size_t column, std::size_t row, std::string_view glyph) { rows_[row][column] = glyph; }
  /// From a column on, one character each; what does not fit is left out.
  void write(std::size_t column, std::size_t row, std::string_view ascii);

  std::size_t width() const { return rows_.empty() ? 0 : rows_.front().size(); }
  std::size_t height() const { return rows_.size(); }
  /// A row without the blanks at its end.
  std::string line(std::size_t row) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// Values along a line of characters.
struct PlotScale {
  double low = 0, high = 1;
  std::size_t size = 1;  ///< characters

  /// The character that a value falls on; the nearest end where it lies outside.
  std::size_t place(double value) const;
};

/// Two lines below a picture: an axis with ticks, and what stands at them, "Jan 2024" or numbers. `indent` blanks before
/// each.
std::string time_axis(Date start, Date end, std::size_t width, std::size_t indent, const Glyphs& glyphs);
std::string number_axis(const PlotScale& scale, const Figures& figures, std::size_t indent, const Glyphs& glyphs);

/// A text with blanks before it, or behind it, up to so many characters.
std::string right_in(std::string_view text, std::size_t width);
std::string left_in(std::string_view text, std::size_t width);

}  // namespace allot::report
