#include "report/distribution.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/histogram.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

constexpr double shares[] = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

// Durations are shown in days, dates as dates, the rest as it is.
double shown(const DistributionAnswer& answer, double value) {
  return answer.kind == Kind::duration ? value / static_cast<double>(day) : value;
}

std::string text_of(const DistributionAnswer& answer, double value) {
  if (answer.kind == Kind::date) return format_date(static_cast<Date>(std::floor(value / day + 0.5)) * day);
  return trimmed_with_thousands(shown(answer, value), 4);
}

std::string_view unit(Kind kind) {
  constexpr std::string_view units[] = {"", "", "days", "units", "per duration", "W", "FLOP/s", "money"};
  return units[static_cast<std::size_t>(kind)];
}

std::string as_table(const DistributionAnswer& answer, const Style& style) {
  const double sd = standard_deviation(answer.distribution);
  const bool in_days = answer.kind == Kind::duration || answer.kind == Kind::date;
  std::string text =
      report::wrapped(report::one_line(answer.text), style.width) +
      fmt::format("\nmean {} {}   sd {} {}\n\n", text_of(answer, mean(answer.distribution)), unit(answer.kind),
                  trimmed_with_thousands(in_days ? sd / day : sd, 4), in_days ? "days" : unit(answer.kind));
  for (const double share : shares)
    text += fmt::format("{:>6.0f}%  {:>16}\n", 100 * share, text_of(answer, quantile(answer.distribution, share)));
  if (answer.draws.empty()) return text;
  std::vector<double> sorted = answer.draws;
  std::sort(sorted.begin(), sorted.end());
  const double origin = answer.kind == Kind::date ? sorted.front() : 0;
  for (double& value : sorted) value = in_days ? (value - origin) / day : value;
  const std::string axis = answer.kind == Kind::date
                               ? "days after " + format_date(static_cast<Date>(origin) / day * day)
                               : std::string(unit(answer.kind));
  return text + "\n" + report::counted(sorted.size(), "draw") + "\n" + report::histogram(sorted, axis, style.width);
}

}  // namespace

std::string render(const DistributionAnswer& answer, Format format, const Style& style) {
  return report::rendered(answer, format,
                          [&](const DistributionAnswer& it) { return as_table(it, report::wide_enough(style)); });
}

}  // namespace allot
