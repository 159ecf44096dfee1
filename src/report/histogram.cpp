#include "report/histogram.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/contract.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_bars = 20;

struct Bar {
  std::string label;
  std::size_t count = 0;
};

double quantile(std::span<const double> sorted, double share) {
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(rank, sorted.size() - 1)];
}

bool is_whole(double value) { return value == std::floor(value); }

// Are the values few, and is that not for want of a larger sample?
bool has_bar_per_value(std::span<const double> sorted) {
  std::size_t distinct = 1;
  for (std::size_t i = 1; i < sorted.size(); ++i) distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
  if (distinct > most_bars) return false;
  return distinct == 1 || sorted.size() >= 2 * distinct || std::all_of(sorted.begin(), sorted.end(), is_whole);
}

std::vector<Bar> bar_per_value(std::span<const double> sorted) {
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i == 0 || sorted[i] != sorted[i - 1]) bars.push_back({trimmed_with_thousands(sorted[i]), 0});
    ++bars.back().count;
  }
  return bars;
}

double round_up(double step) {
  const double power = std::pow(10, std::floor(std::log10(step)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (step <= factor * power * (1 + 1e-9)) return factor * power;
  return 10 * power;
}

double bar_width(std::span<const double> sorted, double low, double high) {
  const double spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const double free = 2 * spread / std::cbrt(static_cast<double>(sorted.size()));
  return round_up(std::max({free, (high - low) / (most_bars - 1)}));
}

struct Bars {
  double first, width;  ///< bars begin at (first + i) * width
  std::size_t count;
  bool has_head, has_tail;  ///< the outer bars hold all that is below, or above
};

Bars bars_for(std::span<const double> sorted) {
  double low = quantile(sorted, 0.005), high = quantile(sorted, 0.995);
  if (low == high) low = sorted.front(), high = sorted.back();
  const double width = bar_width(sorted, low, high);
  const double first = std::floor(low / width);
  const double last = std::floor(high / width);
  return {first, width, static_cast<std::size_t>(last - first) + 1, sorted.front() < first * width,
          sorted.back() >= (last + 1) * width};
}

std::string label_of(const std::string& from, const std::string& to) {
  return from + (from.starts_with('-') || to.starts_with('-') ? " to " : "–") + to;
}

std::vector<Bar> bar_per_range(std::span<const double> sorted) {
  const Bars bars = bars_for(sorted);
  const int decimals = static_cast<int>(std::clamp(-std::floor(std::log10(bars.width)), 0.0, 15.0));
  const auto edge = [&](std::size_t i) { return (bars.first + static_cast<double>(i)) * bars.width; };
  const auto shown = [&](std::size_t i) { return trimmed_with_thousands(edge(i), decimals); };
  std::vector<Bar> found;
  auto begin = sorted.begin();
  const auto add = [&](std::string label, auto end) {
    found.push_back({std::move(label), static_cast<std::size_t>(end - begin)});
    begin = end;
  };
  const auto below = [&](std::size_t i) { return std::lower_bound(begin, sorted.end(), edge(i)); };
  if (bars.has_head) add("below " + shown(0), below(0));
  for (std::size_t i = 0; i < bars.count; ++i) add(label_of(shown(i), shown(i + 1)), below(i + 1));
  if (bars.has_tail) add(shown(bars.count) + " and up", sorted.end());
  return found;
}

// Whole blocks, and for the rest one of eight thin ones; what is not nothing is at least the thinnest.
std::string blocks(double length) {
  constexpr std::array<std::string_view, 8> thin = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(length > 0 ? std::max(1.0, std::floor(8 * length + 0.5)) : 0.0);
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
  return bar.append(thin[eighths % 8]);
}

std::string of_hundred(double share) {
  const std::string text = trimmed(100 * share, 1);
  return text == "0" && share > 0 ? "<0.1" : text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t length = count_code_points(text);
  return std::string(width > length ? width - length : 0, ' ').append(text);
}

std::string drawn(const std::vector<Bar>& bars, const std::string& head, std::size_t width) {
  constexpr std::size_t percent_width = 8, least_room = 10;
  std::size_t label_width = count_code_points(head), most = 1, all = 0;
  for (const Bar& bar : bars) {
    label_width = std::max(label_width, count_code_points(bar.label));
    most = std::max(most, bar.count);
    all += bar.count;
  }
  const std::size_t taken = label_width + percent_width + 2;
  const std::size_t room = width > taken + least_room ? width - taken : least_room;
  std::string text = padded(head, label_width) + padded("%", percent_width) + "\n";
  for (const Bar& bar : bars) {
    const auto count = static_cast<double>(bar.count);
    text += padded(bar.label, label_width);
    text += padded(of_hundred(count / static_cast<double>(all)), percent_width);
    if (bar.count > 0) text += "  " + blocks(static_cast<double>(room) * count / static_cast<double>(most));
    text += "\n";
  }
  return text;
}

}  // namespace

std::string histogram(std::span<const double> sorted_values, std::string_view unit, std::size_t width) {
  const std::string head = one_line(unit);
  if (sorted_values.empty()) return head + "\n";
  expects(std::isfinite(sorted_values.front()) && std::isfinite(sorted_values.back()), "finite values");
  return drawn(has_bar_per_value(sorted_values) ? bar_per_value(sorted_values) : bar_per_range(sorted_values), head,
               width);
}

}  // namespace allot::report
