#include <algorithm>
#include <cmath>
#include <map>

#include "allot/metric.hpp"
#include "page/html_page.hpp"
#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"
#include "page/sheet.hpp"
#include "page/sweep.hpp"

// A sweep is drawn over one of its axes, that of the most values that are days or numbers: a curve for each metric. What the
// other axes are is a choice of the reader, a reading of its own; where there are too many of these, as in a sample, points
// are rows, the least and the largest of them.

namespace allot::page {
namespace {

constexpr std::size_t most_readings = 24, most_rows = 20, most_figures = 24, fewest_of_a_curve = 3;

struct SweptAxis {
  std::string pointer, label, kind;
  std::size_t values = 0;
};

struct SweptRange {
  std::string kind, entity, metric, unit, label, variant, baseline;
  double low = 0, high = 0;
  std::vector<CurveModel::Point> points;  ///< their x not yet known
  std::vector<std::size_t> numbers;       ///< of the points
  std::size_t row = 0;
};

struct Swept {
  std::vector<SweptAxis> axes;
  std::vector<std::vector<std::string>> design;
  std::vector<SweptRange> ranges;
};

Swept swept_in(const Answer& answer) {
  Swept out;
  each_line(answer.table("axes"), [&](const Line& it) {
    out.axes.push_back(
        {it.text("pointer"), it.text("label"), it.text("kind"), static_cast<std::size_t>(it.number("values"))});
  });
  each_line(answer.table("points"), [&](const Line& it) {
    const auto point = static_cast<std::size_t>(it.number("point"));
    if (out.design.size() <= point) out.design.resize(point + 1);
    out.design[point].push_back(it.text("value"));
  });
  each_line(answer.table("ranges"), [&](const Line& it) {
    SweptRange range{it.text("kind"),
                     it.text("entity"),
                     it.text("metric"),
                     it.text("unit"),
                     it.text("label"),
                     it.text("variant"),
                     it.text("baseline"),
                     it.number("low"),
                     it.number("high"),
                     {},
                     {},
                     it.number()};
    out.ranges.push_back(std::move(range));
  });
  each_line(answer.table("values"), [&](const Line& it) {
    SweptRange& range = out.ranges[static_cast<std::size_t>(it.number("range"))];
    range.points.push_back({"", it.number("mean"), it.value("ci95_low"), it.value("ci95_high")});
    range.numbers.push_back(static_cast<std::size_t>(it.number("point")));
  });
  return out;
}

std::optional<std::size_t> axis_of_curves(const Swept& swept) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < swept.axes.size(); ++i) {
    const SweptAxis& it = swept.axes[i];
    if ((it.kind != "date" && it.kind != "number") || it.pointer == "seed" || it.values < fewest_of_a_curve) continue;
    if (!best || it.values > swept.axes[*best].values) best = i;
  }
  return best;
}

// "variant no-swap, share 0.3": what a point is, but for one axis.
std::string words_of_point(const Swept& swept, std::size_t point, std::optional<std::size_t> but_for) {
  std::string out;
  for (std::size_t axis = 0; axis < swept.axes.size(); ++axis)
    if (axis != but_for) out += (out.empty() ? "" : ", ") + swept.axes[axis].label + " " + swept.design[point][axis];
  return out;
}

std::vector<std::string> readings_of(const Swept& swept, std::optional<std::size_t> axis) {
  std::vector<std::string> out;
  for (std::size_t point = 0; point < swept.design.size() && out.size() <= most_readings; ++point) {
    std::string words = words_of_point(swept, point, axis);
    if (std::ranges::find(out, words) == out.end()) out.push_back(std::move(words));
  }
  return out;
}

std::string metric_words(const SweptRange& range) {
  const Metric* const known = metric_named(range.metric);
  const std::string words = range.metric == judged ? words_of_metric(range.metric)
                            : known                ? first_capital(std::string(known->head))
                                                   : range.metric;
  return range.variant.empty() ? words : words + ", " + range.variant + " less " + range.baseline;
}

std::string whose(const SweptRange& range) { return range.label.empty() ? range.entity : range.label; }

Answer::Statement title_of_range(const SweptRange& range) {
  Sentence sentence;
  sentence.say(whose(range) + ": ");
  const auto show = [&](double number, const char* column) {
    sentence.show(range.variant.empty() ? level_text(number) : beside_mark(number), "ranges", range.row, column);
  };
  show(range.low, "low");
  if (range.low != range.high) {
    sentence.say(" to ");
    show(range.high, "high");
  }
  return sentence.say(" " + (range.unit.empty() ? range.metric : range.unit) + ".").done("", Answer::Certainty::stated);
}

std::vector<CurveModel::Point> curve_of(const Swept& swept, const SweptRange& range, std::size_t axis,
                                        const std::string& reading) {
  std::vector<std::pair<double, CurveModel::Point>> found;
  const bool is_date = swept.axes[axis].kind == "date";
  for (std::size_t i = 0; i < range.points.size(); ++i) {
    const std::size_t point = range.numbers[i];
    if (words_of_point(swept, point, axis) != reading) continue;
    CurveModel::Point it = range.points[i];
    it.x = swept.design[point][axis];
    found.emplace_back(is_date ? days_of(it.x) : std::stod(it.x), std::move(it));
  }
  std::ranges::stable_sort(found, {}, [](const auto& it) { return it.first; });
  std::vector<CurveModel::Point> out;
  for (auto& [place, it] : found) out.push_back(std::move(it));
  return out;
}

NumberTable numbers_of_curve(const SweptAxis& axis, const SweptRange& range,
                             const std::vector<CurveModel::Point>& points) {
  NumberTable table{whose(range) + ", " + metric_words(range), {axis.label, "Mean", "95% of the mean"}, {}};
  for (const CurveModel::Point& it : points)
    table.rows.push_back(
        {it.x, in_table(it.mean), it.low && it.high ? in_table(it.low) + " to " + in_table(it.high) : "\xE2\x80\x93"});
  return table;
}

std::vector<Group> curves(const Swept& swept, const std::vector<std::string>& readings, std::size_t axis) {
  std::vector<Group> out;
  for (std::size_t reading = 0; reading < readings.size(); ++reading) {
    Group group{{}, true};
    for (std::size_t i = 0; i < std::min(most_figures, swept.ranges.size()); ++i) {
      const SweptRange& range = swept.ranges[i];
      CurveModel model{range.unit,
                       swept.axes[axis].kind == "date",
                       curve_of(swept, range, axis, readings[reading]),
                       "",
                       {},
                       range.variant.empty()};
      if (model.points.size() < 2) continue;
      for (const std::string& other : readings)
        if (other != readings[reading]) model.others.push_back(curve_of(swept, range, axis, other));
      Figure figure;
      if (readings.size() > 1) figure.choice.reading = reading;
      figure.title = title_of_range(range);
      figure.note = metric_words(range) + " over " + swept.axes[axis].label + ": mean and its 95% interval" +
                    (readings.size() > 1 ? "; the other readings in grey." : ".");
      figure.tables = {numbers_of_curve(swept.axes[axis], range, model.points)};
      figure.model = std::move(model);
      group.figures.push_back(std::move(figure));
    }
    if (!group.figures.empty()) out.push_back(std::move(group));
  }
  return out;
}

// The points with the least and the largest means, in the order of these.
std::vector<Group> rows_of_points(const Swept& swept) {
  std::vector<Group> out;
  for (std::size_t i = 0; i < std::min(most_figures, swept.ranges.size()); ++i) {
    const SweptRange& range = swept.ranges[i];
    std::vector<std::size_t> order(range.points.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return range.points[k].mean; });
    const std::size_t half = most_rows / 2;
    const bool is_cut = order.size() > most_rows;
    if (is_cut) order.erase(order.begin() + half, order.end() - static_cast<std::ptrdiff_t>(half));
    RowsModel model;
    model.unit = range.unit;
    for (const std::size_t k : order) {
      RowsModel::Row row;
      row.label = words_of_point(swept, range.numbers[k], std::nullopt);
      row.tone = Tone::ink;
      row.mean = range.points[k].mean;
      row.ci_low = range.points[k].low;
      row.ci_high = range.points[k].high;
      row.text = range.variant.empty() ? level_text(row.mean) : beside_mark(row.mean);
      model.rows.push_back(std::move(row));
    }
    Figure figure;
    figure.title = title_of_range(range);
    figure.note =
        metric_words(range) + ": mean and its 95% interval" +
        (is_cut ? ", the ten least and the ten largest points of " + count_words(range.points.size()) + "." : ".");
    figure.model = std::move(model);
    out.push_back({{std::move(figure)}});
  }
  return out;
}

// Whom the points move most, for its size.
Answer::Statement headline_of_sweep(const Swept& swept, const Story& story) {
  const SweptRange* widest = nullptr;
  const auto width = [](const SweptRange& it) {
    return (it.high - it.low) / std::max({std::abs(it.low), std::abs(it.high), 1e-300});
  };
  for (const SweptRange& it : swept.ranges)
    if (it.high > it.low && (!widest || width(it) > width(*widest))) widest = &it;
  if (!widest) return plain_statement("Nothing that varied moves anything that is shown of " + story.scenario + ".");
  Answer::Statement out = title_of_range(*widest);
  out.text.pop_back();
  out.text += ", by what varied.";
  return out;
}

// Those that the points move are drawn; the others are named.
std::vector<SweptRange> moved_in(const std::vector<SweptRange>& ranges) {
  std::vector<SweptRange> out;
  for (const SweptRange& it : ranges)
    if (it.high > it.low) out.push_back(it);
  return out;
}

std::vector<Paragraph> unmoved_in(const std::vector<SweptRange>& ranges) {
  std::map<std::string, std::string> names;
  for (const SweptRange& it : ranges)
    if (it.high <= it.low) names[metric_words(it)] += (names[metric_words(it)].empty() ? "" : ", ") + whose(it);
  std::vector<Paragraph> out;
  for (const auto& [metric, who] : names)
    out.push_back({{}, plain_statement(metric + ", the same at every point: " + who + ".")});
  return out;
}

Section what_varied(const Answer& answer) {
  Section section{"varied", "What varied", "What varied"};
  NumberTable table{"What varied", {"Field", "Values", "From", "To"}, {}, {2, 3}};
  each_line(answer.table("axes"), [&](const Line& it) {
    table.rows.push_back({it.text("label"), in_table(it.number("values")), it.text("low"), it.text("high")});
  });
  section.tables = {{"The fields and their values", table}};
  return section;
}

}  // namespace

bool is_of_sweep(const Answer& answer) { return answer.table("sweep") && answer.table("ranges"); }

std::string page_of_sweep(const Answer& answer) {
  Swept swept = swept_in(answer);
  const std::optional<std::size_t> axis = axis_of_curves(swept);
  const std::vector<std::string> readings = readings_of(swept, axis);
  const bool has_curves = axis && readings.size() <= most_readings;
  Story story = story_without_findings(answer);
  if (has_curves && readings.size() > 1)
    for (const std::string& it : readings) story.readings.push_back({it, it, ""});
  Page page;
  page.headline = headline_of_sweep(swept, story);
  Section section{"points", "What each point comes to", "Points"};
  section.after = unmoved_in(swept.ranges);
  swept.ranges = moved_in(swept.ranges);
  section.groups = has_curves ? curves(swept, readings, *axis) : rows_of_points(swept);
  if (swept.design.empty())
    section.paragraphs = {{{}, plain_statement("There are too many points to draw here; the database has them all.")}};
  page.sections = {std::move(section), what_varied(answer), run_again(story)};
  return html_of(page, story);
}

}  // namespace allot::page
