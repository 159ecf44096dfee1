#include "report/answer_thresholds.hpp"

#include "report/answer_tables.hpp"
#include "report/decisions_threshold.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

struct OneThreshold {
  const Comparison* comparison;
  std::size_t difference;
  const Thresholds* thresholds;
  const Headline* headline;
  const Threshold* threshold;

  const Assumption& assumption() const { return thresholds->assumptions[threshold->assumption]; }
  const std::string& variant() const { return comparison->variant_of(difference).name; }
  const std::string& baseline() const { return comparison->baseline_of(difference).name; }
};

std::vector<OneThreshold> thresholds_of(const Comparison& comparison) {
  std::vector<OneThreshold> out;
  for (std::size_t d = 0; d < comparison.thresholds.size(); ++d)
    for (const Headline& headline : comparison.thresholds[d].headlines)
      for (const Threshold& threshold : headline.thresholds)
        out.push_back({&comparison, d, &comparison.thresholds[d], &headline, &threshold});
  return out;
}

Answer::Cell sign_cell(int sign) { return static_cast<double>(sign); }

// What is drawn has no value now.
Answer::Cell present_value(const Assumption& it) { return it.is_drawn ? Answer::Cell() : text_cell(it.now); }

Answer::Statement reversed_at(const OneThreshold& it, const Labels& labels, std::size_t row) {
  const Assumption& assumption = it.assumption();
  Sentence sentence;
  sentence.say(headline_name(*it.headline, labels) + " " + headline_says(*it.headline, it.headline->sign) + " in " +
               one_line(it.thresholds->name) + " as things are; it " + headline_says(*it.headline, it.threshold->sign) +
               " if " + assumption_name(assumption, labels) + " is ");
  sentence.show(*it.threshold->value, "thresholds", row, "value");
  if (!assumption.is_drawn) sentence.say(" (now ").show(assumption.now, "thresholds", row, "now").say(")");
  return sentence.say(".").done("threshold." + it.thresholds->name + "." + it.headline->path + "." + assumption.pointer,
                                Answer::Certainty::stated);
}

}  // namespace

Answer::Table thresholds_table(const Comparison& comparison) {
  std::vector<Answer::Row> rows;
  for (const OneThreshold& it : thresholds_of(comparison)) {
    const Assumption& assumption = it.assumption();
    rows.push_back({it.variant(), it.baseline(), it.headline->path, sign_cell(it.headline->sign), assumption.pointer,
                    assumption_name(assumption, comparison.labels), assumption.low, assumption.high,
                    present_value(assumption), cell(it.threshold->value),
                    it.threshold->value ? sign_cell(it.threshold->sign) : Answer::Cell()});
  }
  return small_table("thresholds",
                     "The value of each assumption, moved alone, at which a headline says something else; sign: 1 "
                     "gains or is later, -1 loses or is earlier, 0 is unchanged",
                     {{"variant", CellKind::id},
                      {"baseline", CellKind::id},
                      {"headline", CellKind::text},
                      {"sign", CellKind::number},
                      {"pointer", CellKind::text},
                      {"label", CellKind::text},
                      {"low", CellKind::text},
                      {"high", CellKind::text},
                      {"now", CellKind::text},
                      {"value", CellKind::text},
                      {"sign_there", CellKind::number}},
                     std::move(rows));
}

Answer::Table threshold_ranges_table(const Comparison& comparison) {
  std::vector<Answer::Row> rows;
  for (const OneThreshold& it : thresholds_of(comparison))
    for (const Stretch& stretch : it.threshold->stretches)
      rows.push_back({it.variant(), it.baseline(), it.headline->path, it.assumption().pointer, cell(stretch.from),
                      cell(stretch.until), sign_cell(stretch.sign)});
  return small_table("threshold_ranges",
                     "Between which values of an assumption a headline has which sign; none: the bound",
                     {{"variant", CellKind::id},
                      {"baseline", CellKind::id},
                      {"headline", CellKind::text},
                      {"pointer", CellKind::text},
                      {"from", CellKind::text},
                      {"until", CellKind::text},
                      {"sign", CellKind::number}},
                     std::move(rows));
}

Answer::Table threshold_points_table(const Comparison& comparison) {
  const std::vector<OneThreshold> all = thresholds_of(comparison);
  const Places places = places_of(all, [](const OneThreshold& it) { return it.threshold->points.size(); });
  return {"threshold_points",
          "What the difference of each headline comes to at the values of an assumption that were simulated",
          {{"variant", CellKind::id},
           {"baseline", CellKind::id},
           {"headline", CellKind::text},
           {"pointer", CellKind::text},
           {"label", CellKind::text},
           {"value", CellKind::text},
           {"unit", CellKind::text},
           {"mean", CellKind::number},
           {"ci95_low", CellKind::number},
           {"ci95_high", CellKind::number},
           {"p10", CellKind::number},
           {"p90", CellKind::number}},
          places.size(),
          [all, places, &comparison](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const OneThreshold& it = all[which];
            const auto& [value, difference] = it.threshold->points[at];
            Answer::Row row = {it.variant(),
                               it.baseline(),
                               it.headline->path,
                               it.assumption().pointer,
                               assumption_name(it.assumption(), comparison.labels),
                               value,
                               std::string(it.headline->path.starts_with("milestone.") ? "days" : "GPU-days"),
                               cell(difference.mean)};
            add_interval(row, difference.ci95);
            row.push_back(cell(difference.p10.value));
            row.push_back(cell(difference.p90.value));
            return row;
          }};
}

void add_threshold_statements(const Comparison& comparison, Answer& answer) {
  const std::vector<OneThreshold> all = thresholds_of(comparison);
  for (std::size_t row = 0; row < all.size(); ++row)
    if (all[row].threshold->value) answer.statements.push_back(reversed_at(all[row], comparison.labels, row));
}

}  // namespace allot::report
