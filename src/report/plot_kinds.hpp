#pragma once

#include <string>
#include <vector>

#include "report/plot_canvas.hpp"

/// The pictures that there are, each below a heading of its own.
namespace allot::report {

/// How pictures call things, and whose they are.
struct PlotNames {
  std::string title;           ///< "Tesla: online units"
  std::string currency;        ///< of money
  bool is_difference = false;  ///< and not a value by itself
};

/// A level over time: eight in ten replications, the half in the middle, the median; 0 inked where there are both signs.
std::string band_plot(const PlotNames& names, const std::vector<Date>& grid, const Series& series, Measure measure,
                      const Style& style);

/// The same of many, a line each: the median over time in eight heights, from the least to the most of it.
struct Spark {
  std::string name;
  const Series* series;
};
std::string spark_lines(const std::string& title, const std::vector<Spark>& all, Measure measure,
                        const std::string& currency, const Style& style);

/// Dots at the quantiles of a grid, each as likely as the other.
///
/// shape: of a difference 0 is on the axis, whose side tells who gains
std::string dot_plot(const PlotNames& names, const QuantileGrid& quantiles, Measure measure, const Style& style);

/// From when to when something happens in eight in ten replications, and the median.
struct DateRange {
  std::string name;
  const DateEstimate* date;
};
std::string range_plot(const std::string& title, Date start, Date end, const std::vector<DateRange>& all,
                       const Style& style);

}  // namespace allot::report
