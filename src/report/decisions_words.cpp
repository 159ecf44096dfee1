#include "report/decisions_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/decisions_formats.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr double level = 0.05;


std::string plain_days(double days) {
  const std::string text = trimmed_with_thousands(std::abs(days), 1);
  return text == "1" ? counted_text(std::int64_t{1}, "day") : text + " days";
}

}  // namespace

std::string sign_of(Relation relation) {
  return relation == Relation::at_least ? ">=" : relation == Relation::at_most ? "<=" : "=";
}

std::string target_text(const Search& search, double value) {
  if (!is_date(search.metric)) return shortest(value);
  return std::isfinite(value) ? format_date(static_cast<Date>(std::floor(value + 0.5))) : "-";
}

Sureness sureness_of(const Difference& difference) {
  const Estimate& estimate = difference.estimate;
  if (estimate.count == 0 || (estimate.min == 0 && estimate.max == 0)) return Sureness::unchanged;
  return difference.p_value.value_or(0) > level ? Sureness::unclear : Sureness::clear;
}

std::string name_of_difference(const Comparison& comparison, std::size_t difference) {
  const std::string& label = comparison.differences[difference].label;
  if (!label.empty()) return one_line(label);
  return variant_name(comparison.labels, comparison.variant_of(difference).name) + " against " +
         variant_name(comparison.labels, comparison.baseline_of(difference).name);
}

namespace {

// "no-swap" of "texas-only+no-swap" beyond "texas-only"; empty where it does not begin with that, or is no more.
std::string beyond(const std::string& whole, const std::string& part) {
  if (part == "base") return whole == "base" ? "" : whole;
  return whole.starts_with(part + "+") ? whole.substr(part.size() + 1) : "";
}

}  // namespace

std::string against_words(const Comparison& comparison, std::size_t difference) {
  const std::string &variant = comparison.variant_of(difference).name,
                    &baseline = comparison.baseline_of(difference).name;
  const auto name = [&](const std::string& joined) { return variant_name(comparison.labels, joined); };
  if (const std::string more = beyond(baseline, variant); !more.empty()) return " than with " + name(more);
  if (const std::string more = beyond(variant, baseline); !more.empty()) return " with " + name(more) + " than without";
  return " in " + name(variant) + " than in " + name(baseline);
}

std::string signed_figure(double number, const Figures& figures) {
  const std::string text = figure(number, figures);
  if (!std::isfinite(number)) return text;
  if (number == 0) return "0";
  if (reads_as_zero(text)) return "about 0";
  return number > 0 ? "+" + text : text;
}

std::string signed_amount(double number, Measure measure, Precision precision, std::string_view currency) {
  const Figures figures = figures_for({&number, 1}, measure, precision, currency);
  return signed_figure(number, figures) + (figures.unit.empty() ? "" : " " + figures.unit);
}

std::string signed_range(const Interval& interval, const Figures& figures) {
  return signed_figure(interval.low, figures) + " to " + signed_figure(interval.high, figures);
}

std::string days_later(double days) {
  if (!std::isfinite(days)) return "-";
  const std::string text = plain_days(days);
  if (days == 0) return text;
  if (text == "0 days") return "about 0 days";
  return text + (days > 0 ? " later" : " earlier");
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  const std::size_t shown = names.size() > most ? most : names.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == names.size();
    text += i == 0 ? "" : is_last ? " and " : ", ";
    text += names[i];
  }
  if (shown < names.size()) text += " and " + with_thousands(static_cast<std::int64_t>(names.size() - shown)) + " more";
  return text;
}

std::string hits(double share, std::size_t count) {
  return with_thousands(static_cast<std::int64_t>(std::llround(share * static_cast<double>(count))));
}

std::string in_how_many(double share, std::size_t count) {
  return "in " + hits(share, count) + " of " + counted(count, "replication");
}

std::string pairing_gain(const Difference& difference) {
  if (!difference.variance_ratio || !(*difference.variance_ratio > 0)) return {};
  const double times = std::sqrt(*difference.variance_ratio);
  constexpr double beyond_doubt = 100;  // more only says that almost nothing is left of the interval
  if (times > beyond_doubt) return "pairing made this interval more than 100 times narrower";
  if (times > 1.05)
    return "pairing made this interval " + trimmed_with_thousands(times, times < 10 ? 1 : 0) + " times narrower";
  if (times < 0.95) return "pairing made this interval " + trimmed(1 / times, 1) + " times wider";
  return "pairing made this interval neither narrower nor wider";
}

}  // namespace allot::report
