// Which pictures an answer has for what is asked, and in which order.

#include "allot/plot.hpp"

#include <algorithm>

#include "allot/error.hpp"
#include "base/nearest.hpp"
#include "report/decisions_words.hpp"
#include "report/kinds.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/plot_kinds.hpp"
#include "report/shown_metrics.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::PlotNames;

constexpr std::string_view of_milestones = "milestones";
constexpr std::size_t most_bands = 4;  // more levels over time stand in a line each
constexpr std::size_t most_dots = 6;   // more distributions are told to be left out

/// What of an entity is asked for; of all organisations where no entity is named.
struct Asked {
  std::string_view path;

  bool is_path() const { return path.find('.') != std::string_view::npos; }
  std::string_view metric() const { return is_path() ? path.substr(path.rfind('.') + 1) : path; }
  bool matches(EntityKind kind, const std::string& entity, const std::string& metric_name) const {
    if (is_path()) return path_of({kind, entity, metric_name}) == path;
    return kind == EntityKind::organisation && metric_name == path;
  }
};

[[noreturn]] void refuse(std::string_view asked, std::vector<std::string> known) {
  known.emplace_back(of_milestones);
  const std::string near = nearest(asked, known);
  throw RequestError("nothing to plot of '" + std::string(asked) + "'" +
                     (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

std::vector<std::string> known_paths(const std::vector<MetricColumn>& columns) {
  std::vector<std::string> out;
  for (const MetricColumn& it : columns) out.push_back(path_of(it));
  return out;
}

/// What an answer has to draw from: of a run its levels and values, of a comparison their differences.
struct PlotSource {
  const Labels& labels;
  const std::string& currency;
  const std::vector<Date>& grid;
  const std::vector<Series>& series;
  const std::vector<MetricColumn>& columns;
  const std::vector<QuantileGrid>& quantiles;
  std::size_t replications;
  bool is_difference;

  std::string name(EntityKind kind, const std::string& entity) const {
    return kind == EntityKind::system ? "Everyone" : report::shown_name(labels, kind, entity);
  }
  std::string what(std::string_view metric) const {
    return report::words_of_metric(std::string(metric)) + (is_difference ? ", difference" : "");
  }
  PlotNames names(const MetricColumn& it) const {
    return {name(it.kind, it.entity) + ": " + what(it.metric), currency, is_difference};
  }
};

std::string legend_of_bands(const PlotSource& source, const Style& style) {
  const report::Glyphs& glyphs = report::glyphs_of(style);
  if (source.replications < 2) return {};
  const auto shown = [](std::string_view glyph) { return std::string(glyph) + " "; };
  return report::wrapped(shown(glyphs.middle) + "median, " + shown(glyphs.inner) + "half and " + shown(glyphs.outer) +
                             "eight in ten of " + report::counted(source.replications, "replication") + ".",
                         style.width);
}

std::string lines_of_levels(const PlotSource& source, const std::vector<const Series*>& levels, const Style& style) {
  const std::string_view metric = levels.front()->metric;
  std::vector<report::Spark> sparks;
  for (const Series* it : levels) sparks.push_back({source.name(it->kind, it->entity), it});
  const auto day_of = [](Date date) { return format_date(date).substr(0, 10); };
  return report::spark_lines(source.what(metric), sparks, report::measure_of(metric), source.currency, style) +
         report::wrapped("Medians from " + day_of(source.grid.front()) + " to " + day_of(source.grid.back()) +
                             ", each line from its least to its most. For one alone, with its range, ask for its path.",
                         style.width);
}

std::string levels_text(const PlotSource& source, const std::vector<const Series*>& levels, const Style& style) {
  if (levels.size() > most_bands) return lines_of_levels(source, levels, style);
  std::string text;
  for (const Series* it : levels)
    text += report::band_plot(source.names({it->kind, it->entity, it->metric}), source.grid, *it,
                              report::measure_of(it->metric), style) +
            "\n";
  return text + legend_of_bands(source, style);
}

// The same in every replication has no quantiles.
std::string dots_text(const PlotSource& source, const std::vector<std::size_t>& places, const Style& style) {
  std::string text;
  std::vector<std::string> still, left_out;
  std::size_t drawn = 0;
  for (const std::size_t i : places) {
    const MetricColumn& it = source.columns[i];
    if (source.quantiles[i].empty())
      still.push_back(source.name(it.kind, it.entity));
    else if (++drawn > most_dots)
      left_out.push_back(source.name(it.kind, it.entity));
    else
      text += report::dot_plot(source.names(it), source.quantiles[i], report::measure_of(it.metric), style) + "\n";
  }
  if (drawn > 0)
    text +=
        report::wrapped("Each dot is one of 50 equally likely values, from the 5% to the 95% quantile.", style.width);
  const auto add = [&](const char* what, const std::vector<std::string>& names, const char* behind) {
    if (!names.empty()) text += report::wrapped(what + report::listed(names, report::most_names) + behind, style.width);
  };
  add("The same in every replication: ", still, ".");
  add("Not drawn: ", left_out, "; ask for one by its path.");
  return text;
}

std::string picture_of(const PlotSource& source, const Asked& asked, const Style& style) {
  std::vector<const Series*> levels;
  for (const Series& it : source.series)
    if (asked.matches(it.kind, it.entity, it.metric)) levels.push_back(&it);
  if (!levels.empty()) return levels_text(source, levels, style);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < source.quantiles.size(); ++i)
    if (asked.matches(source.columns[i].kind, source.columns[i].entity, source.columns[i].metric)) places.push_back(i);
  if (places.empty()) refuse(asked.path, known_paths(source.columns));
  return dots_text(source, places, style);
}

std::string milestones_text(const Results& results, const std::string& title, const Style& style) {
  std::vector<report::DateRange> all;
  for (const MilestoneEstimate& it : results.milestones)
    all.push_back({report::shown_milestone(results.labels, it.id), &it.date});
  if (all.empty()) return report::wrapped("The scenario has no milestones.", style.width);
  return report::range_plot(title, results.start, results.end, all, style);
}

// The two of a pair below each other.
std::string milestones_of_pair(const Comparison& comparison, std::size_t which, const Style& style) {
  const auto& [name, results] = comparison.variant_of(which);
  const auto& [baseline_name, baseline] = comparison.baseline_of(which);
  return milestones_text(baseline, "Milestones, " + report::variant_name(comparison.labels, baseline_name), style) +
         "\n" + milestones_text(results, "Milestones, " + report::variant_name(comparison.labels, name), style);
}

}  // namespace

void expect_plottable(std::string_view asked) {
  const std::string_view metric = Asked{asked}.metric();
  if (asked == of_milestones || metric_named(metric)) return;
  std::vector<std::string> known;
  for (const Metric& it : metric_catalogue()) known.emplace_back(it.name);
  refuse(metric, std::move(known));
}

std::string plot(const Results& it, std::string_view asked, const Style& wanted) {
  const Style style = report::wide_enough(wanted);
  if (asked == of_milestones) return milestones_text(it, "Milestones", style);
  return picture_of({it.labels, it.currency, it.grid, it.series, it.columns, it.quantiles, it.replications, false},
                    {asked}, style);
}

std::string plot(const Comparison& comparison, std::string_view asked, const Style& wanted) {
  const Style style = report::wide_enough(wanted);
  const Results& first = comparison.variants.front().results;
  std::string text;
  for (std::size_t i = 0; i < comparison.differences.size(); ++i) {
    const VariantDifferences& it = comparison.differences[i];
    text += (text.empty() ? "" : "\n") +
            report::bold_lines(report::one_line(report::name_of_difference(comparison, i)), style);
    text += asked == of_milestones ? milestones_of_pair(comparison, i, style)
                                   : picture_of({comparison.labels, first.currency, it.grid, it.series, it.columns,
                                                 it.quantiles, first.replications, true},
                                                {asked}, style);
  }
  return text;
}

}  // namespace allot
