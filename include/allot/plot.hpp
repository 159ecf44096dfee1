#pragma once

#include <string>
#include <string_view>

#include "allot/comparison.hpp"
#include "allot/fit.hpp"
#include "allot/report.hpp"
#include "allot/sensitivity.hpp"

/// Pictures in characters, for a terminal.
namespace allot {

/// Draws what is asked of an answer: a metric ("online_units": of each organisation) or the path of one
/// ("site.texas.stranded_units"), or "milestones". A level over time is a band, eight in ten replications, half of them,
/// the median; more than four of them stand in a line each. Any other metric is fifty dots, each as likely as the other;
/// milestones are ranges of dates. Of a comparison: differences, and milestones of both sides.
///
/// shape:  of what was asked for with `with_series` and `with_answer`; of organisations that differ in nothing no picture
///         over time
/// gives:  text within the style's width that ends with a line end; ASCII where the style is plain, but for names
/// errors: RequestError where the answer has nothing of that name, with the nearest
std::string plot(const Results& results, std::string_view metric, const Style& style = {});
std::string plot(const Comparison& comparison, std::string_view metric, const Style& style = {});

/// Quantiles of the rows against those of what fits them best (a Q-Q plot): dots on the line where both agree.
///
/// shape: something fits
std::string plot(const Fits& fits, const Style& style = {});
/// Of each metric a bar for each input, the longest first: the mean with it at its p10 and at its p90, where a dot is; without
/// tornado its share of the spread. Nothing where nothing moves.
std::string plot(const Sensitivity& sensitivity, const Style& style = {});

/// Whether there can be a picture of it, whatever the scenario.
///
/// errors: RequestError for a metric that the catalogue does not have, with the nearest
void expect_plottable(std::string_view metric);

}  // namespace allot
