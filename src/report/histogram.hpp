#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace allot::report {

/// A sample as bars of block characters, one a line, each with where it begins and the share of values in it,
/// below a head with the unit. Bars begin at round numbers, values that are few and far between have a bar
/// each, and a long tail shares the last.
///
/// shape:  ascending finite numbers; width is that of a line, at least 40
/// gives:  shares that add up to 1; nothing but the head from no values
/// source: width of the bars by Freedman and Diaconis (1981), Zeitschrift fuer Wahrscheinlichkeitstheorie 57, 453-476,
///         made round as in Heckbert (1990), Graphics Gems, 61-63
std::string histogram(std::span<const double> sorted_values, std::string_view unit, std::size_t width);

}  // namespace allot::report
