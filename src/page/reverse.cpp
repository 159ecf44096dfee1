#include <algorithm>
#include <charconv>
#include <cmath>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

bool is_date(const std::string& value) { return value.size() >= 10 && value[4] == '-' && value[7] == '-'; }

std::optional<double> number_in(const std::string& value) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc{} && end == value.data() + value.size() ? std::optional(number) : std::nullopt;
}

// As a scenario writes it, made easier to read.
std::string value_words(const std::string& value) {
  if (is_date(value)) return day_words(value);
  const auto number = number_in(value);
  return number && std::abs(*number) >= 1000 ? in_words(*number, true) : value;
}

const std::vector<MovedPoint>* points_of(const Story& story, std::size_t reading, const std::string& headline,
                                         const std::string& pointer) {
  const auto it = story.points.find({reading, headline, pointer});
  return it == story.points.end() || it->second.size() < 2 ? nullptr : &it->second;
}

// "Tesla: one of ten assumptions can turn the answer, moved alone: the number of units swapped, at 6,915".
Answer::Statement title_of_moved(const Thing& organisation, const std::vector<MovedAssumption>& moved) {
  std::vector<const MovedAssumption*> turning;
  for (const MovedAssumption& it : moved)
    if (!it.value.empty()) turning.push_back(&it);
  Sentence sentence;
  sentence.say(organisation.label).say(": ");
  const bool is_only = moved.size() == 1;
  if (turning.empty()) {
    sentence.say(is_only ? "the one assumption that was moved does not turn the answer within its range."
                         : "none of " + count_words(moved.size()) +
                               " assumptions, moved alone within its range, turns the answer.");
    return plainly(sentence);
  }
  sentence.say(is_only ? "the one assumption that was moved can turn the answer: "
                       : count_words(turning.size()) + " of " + count_words(moved.size()) +
                             " assumptions can turn the answer, moved alone: ");
  for (std::size_t i = 0; i < std::min<std::size_t>(3, turning.size()); ++i) {
    sentence.say(i > 0 ? "; " : "").say(turning[i]->label).say(", at ");
    sentence.show(value_words(turning[i]->value), "thresholds", turning[i]->row, "value");
  }
  sentence.say(turning.size() > 3 ? "; and others." : ".");
  return plainly(sentence);
}

NumberTable table_of_moved(const Story& story, std::size_t reading, const std::string& headline,
                           const std::vector<MovedAssumption>& moved) {
  NumberTable table{"Assumptions, each moved alone between two bounds",
                    {"Assumption", "From", "To", "Now", "Turns at", "Least", "Most"},
                    {}};
  for (const MovedAssumption& it : moved) {
    std::vector<std::string> row = {it.label, value_words(it.low), value_words(it.high),
                                    it.now.empty() ? "drawn" : value_words(it.now),
                                    it.value.empty() ? "nowhere" : value_words(it.value)};
    const std::vector<MovedPoint>* const points = points_of(story, reading, headline, it.pointer);
    const auto bounds = points ? std::optional(std::ranges::minmax(*points, {}, &MovedPoint::mean)) : std::nullopt;
    row.push_back(bounds ? in_table(bounds->min.mean) : in_table(std::nullopt));
    row.push_back(bounds ? in_table(bounds->max.mean) : in_table(std::nullopt));
    table.rows.push_back(std::move(row));
  }
  return table;
}

// Where nothing is moved: over the replications that the points have, which are fewer than those of the answer.
double unmoved(const Story& story, std::size_t reading, const std::string& headline, double answer,
               const std::vector<MovedAssumption>& moved) {
  for (const MovedAssumption& it : moved)
    if (const std::vector<MovedPoint>* const points = points_of(story, reading, headline, it.pointer))
      if (const auto found = std::ranges::find(*points, it.now, &MovedPoint::value); found != points->end())
        return found->mean;
  return answer;
}

std::optional<TornadoModel> tornado_of(const Story& story, std::size_t reading, const std::string& headline, double now,
                                       const std::vector<MovedAssumption>& moved) {
  TornadoModel model{"GPU-days", unmoved(story, reading, headline, now, moved), {}};
  for (const MovedAssumption& it : moved) {
    const std::vector<MovedPoint>* const points = points_of(story, reading, headline, it.pointer);
    if (!points) continue;
    const auto [least, most] = std::ranges::minmax(*points, {}, &MovedPoint::mean);
    model.rows.push_back({it.label,
                          {value_words(points->front().value), points->front().mean},
                          {value_words(points->back().value), points->back().mean},
                          least.mean,
                          most.mean,
                          it.value.empty() ? "holds" : "turns at " + value_words(it.value),
                          !it.value.empty()});
  }
  std::stable_sort(model.rows.begin(), model.rows.end(), [](const auto& a, const auto& b) {
    return std::pair(!a.turns, a.least - a.most) < std::pair(!b.turns, b.least - b.most);
  });
  return model.rows.empty() ? std::nullopt : std::optional(model);
}

std::vector<CurveModel::Point> curve_points(const std::vector<MovedPoint>& points) {
  std::vector<CurveModel::Point> out;
  for (const MovedPoint& it : points)
    out.push_back({it.value, it.mean, it.ci95 ? std::optional(it.ci95->low) : std::nullopt,
                   it.ci95 ? std::optional(it.ci95->high) : std::nullopt});
  return out;
}

// The assumption that moves the answer most, in full, if it is a day or a number.
std::optional<Figure> curve_of(const Story& story, std::size_t reading, const std::string& headline,
                               const Thing& organisation, const std::vector<MovedAssumption>& moved) {
  constexpr std::size_t most_others = 4;
  const MovedAssumption* widest = nullptr;
  double most = 0;
  for (const MovedAssumption& it : moved) {
    const std::vector<MovedPoint>* const points = points_of(story, reading, headline, it.pointer);
    if (!points) continue;
    const auto [low, high] = std::ranges::minmax(*points, {}, &MovedPoint::mean);
    const bool is_of_one_kind = std::ranges::all_of(*points, [&](const MovedPoint& one) {
      return is_date(points->front().value) ? is_date(one.value) : number_in(one.value).has_value();
    });
    const double width = high.mean - low.mean;
    if (is_of_one_kind && width > most) widest = &it, most = width;
  }
  if (!widest) return std::nullopt;
  const std::vector<MovedPoint>& points = *points_of(story, reading, headline, widest->pointer);
  CurveModel model;
  model.unit = "GPU-days";
  model.is_of_dates = is_date(points.front().value);
  model.points = curve_points(points);
  if (is_date(widest->now) == model.is_of_dates && !widest->now.empty() &&
      (model.is_of_dates || number_in(widest->now)))
    model.now = widest->now;
  for (std::size_t other = 0; other < story.readings.size(); ++other)
    if (const auto* theirs = points_of(story, other, headline, widest->pointer);
        other != reading && theirs && model.others.size() < most_others)
      model.others.push_back(curve_points(*theirs));
  Figure out;
  out.title =
      plain_statement(organisation.label + ": of all assumptions, " + widest->label + " moves the answer most.");
  out.note =
      "Difference in GPU-days online as this one assumption moves, all else as it is. Line: mean; band: its 95% "
      "interval." +
      std::string(model.others.empty() ? "" : " Grey: the other readings.");
  out.model = model;
  NumberTable table{widest->label, {"Value", "Mean", "95% of the mean"}, {}};
  for (const MovedPoint& it : points)
    table.rows.push_back({value_words(it.value), in_table(it.mean),
                          it.ci95 ? in_table(it.ci95->low) + " to " + in_table(it.ci95->high) : "\xE2\x80\x93"});
  out.tables = {table};
  return out;
}

std::string headline_words(const Story& story, const std::string& headline) {
  for (const Thing& it : story.organisations)
    if (headline == "organisation." + it.id + "." + judged) return it.label;
  for (const auto& [variant, all] : story.milestones)
    for (const MilestoneDates& it : all)
      if (headline == "milestone." + it.id + ".date") return it.label;
  return headline;
}

NumberTable table_of_turns(const Story& story) {
  NumberTable table{"Every assumption that turns a headline, moved alone",
                    {"Headline", "Reading", "Assumption", "Now", "Turns at"},
                    {},
                    {1, 2}};
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    for (const auto& [headline, moved] : story.moved[i])
      for (const MovedAssumption& it : moved)
        if (!it.value.empty())
          table.rows.push_back({headline_words(story, headline), story.readings[i].label, it.label,
                                it.now.empty() ? "drawn" : value_words(it.now), value_words(it.value)});
  return table;
}

}  // namespace

std::optional<Section> what_reverses(const Story& story, const Shown& shown) {
  constexpr std::size_t most_figures = 12, most_organisations = 4;
  Section section{"reverse", "What would reverse it", "What would reverse it"};
  const std::size_t drawn = std::min(
      {most_organisations, shown.organisations.size(), most_figures / std::max<std::size_t>(1, story.readings.size())});
  for (std::size_t i = 0; i < story.readings.size() && !story.is_of_policies(); ++i)
    for (std::size_t k = 0; k < drawn; ++k) {
      const Thing& organisation = shown.organisations[k];
      const std::string headline = "organisation." + organisation.id + "." + judged;
      const auto moved = story.moved[i].find(headline);
      const Estimated* const now = story.difference(i, "organisation", organisation.id, judged);
      if (moved == story.moved[i].end() || !now || now->p_equal == 1) continue;
      Figure figure;
      figure.choice.reading = story.choice_of(i);
      const std::string reading = story.opening_of(i);
      figure.title = title_of_moved(organisation, moved->second);
      figure.note =
          reading + "The difference in GPU-days online as one assumption moves, all else as it is, on the same chance.";
      if (auto model = tornado_of(story, i, headline, now->mean, moved->second)) {
        figure.model = *model;
        figure.note += " Solid line: none; dashed: as it is.";
        figure.key = {{KeyEntry::Mark::area, Tone::gain, "gains"},
                      {KeyEntry::Mark::area, Tone::loss, "loses"},
                      {KeyEntry::Mark::ring, Tone::ink, "lowest or earliest value"},
                      {KeyEntry::Mark::dot, Tone::ink, "highest or latest"}};
      }
      figure.tables = {table_of_moved(story, i, headline, moved->second)};
      Group group{{figure}};
      if (auto curve = curve_of(story, i, headline, organisation, moved->second)) {
        curve->choice = figure.choice;
        curve->note = reading + curve->note;
        group.figures.push_back(std::move(*curve));
      }
      section.groups.push_back(std::move(group));
    }
  NumberTable turns = table_of_turns(story);
  if (section.groups.empty() && turns.rows.empty()) return std::nullopt;
  section.paragraphs = {
      {{},
       plain_statement("Each assumption moved alone through what it may be, all else as it is, on the same chance.")}};
  if (!turns.rows.empty()) section.tables = {{"All that turns, milestones as well", std::move(turns)}};
  return section;
}

}  // namespace allot::page
