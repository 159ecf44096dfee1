#include <algorithm>
#include <cmath>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

// "Tesla loses in 92% of the replications; X gains in all".
Answer::Statement title_of_dots(const Story& story, const Shown& shown, std::size_t reading,
                                const std::vector<Thing>& organisations) {
  Sentence sentence;
  const double tiny = tiny_of(story, shown, judged);
  for (std::size_t k = 0; k < organisations.size(); ++k) {
    const Estimated& it = *story.difference(reading, "organisation", organisations[k].id, judged);
    sentence.say(k == 0 ? "" : "; ").say(organisations[k].label);
    if (std::abs(it.mean) <= tiny) {
      sentence.say(" gains and loses about nothing");
      continue;
    }
    const bool gains = it.mean > 0;
    const double share = (gains ? it.p_greater : it.p_less).value_or(0);
    sentence.say(gains ? " gains in " : " loses in ");
    if (share == 1)
      sentence.say("all replications");
    else
      sentence.show(in_percent(share), it.table, it.row, gains ? "p_greater" : "p_less").say(" of the replications");
  }
  sentence.say(".");
  return plainly(sentence);
}

NumberTable table_of_quantiles(const std::string& caption,
                               const std::vector<std::pair<std::string, const Series*>>& all) {
  NumberTable table{caption, {"Share of replications below"}, {}};
  for (const auto& [label, values] : all) table.heads.push_back(label);
  const std::size_t count = all.front().second->size();
  for (std::size_t i = 0; i<count; i += count> 20 ? 7 : 1) {
    const double share = count > 1 ? 0.05 + 0.9 * static_cast<double>(i) / static_cast<double>(count - 1) : 0.5;
    std::vector<std::string> row = {in_percent(share)};
    for (const auto& [label, values] : all) row.push_back(i < values->size() ? in_table((*values)[i]) : "");
    table.rows.push_back(std::move(row));
  }
  return table;
}

// By what pairing narrows an interval, against two runs of their own.
std::optional<Answer::Statement> what_pairing_does(const Story& story, std::size_t reading,
                                                   const std::vector<Thing>& organisations) {
  for (const Thing& organisation : organisations) {
    const Estimated& it = *story.difference(reading, "organisation", organisation.id, judged);
    if (!it.variance_ratio || *it.variance_ratio < 1.02) continue;
    Sentence sentence;
    sentence.say("Both sides of a difference meet the same chance. That makes the variance of ")
        .say(organisation.label);
    sentence.say("'s difference ").show(in_words(*it.variance_ratio), it.table, it.row, "variance_ratio");
    sentence.say(
        " times smaller than two separate runs would have it. The intervals speak of chance inside the model; what "
        "the model does not know, they cannot say.");
    return plainly(sentence);
  }
  return std::nullopt;
}

std::optional<Figure> dots_of(const Story& story, const Shown& shown, std::size_t reading) {
  constexpr std::size_t most_groups = 6;
  DotsModel model;
  std::vector<Thing> organisations;
  std::vector<std::pair<std::string, const Series*>> columns;
  for (const Thing& it : shown.organisations) {
    const auto values = story.quantiles[reading].find(it.id);
    if (values == story.quantiles[reading].end() || organisations.size() == most_groups) continue;
    if (!story.difference(reading, "organisation", it.id, judged)) continue;
    organisations.push_back(it);
    model.groups.push_back({it.label, it.id, values->second});
    columns.emplace_back(it.label, &values->second);
  }
  if (organisations.empty()) return std::nullopt;
  model.unit = "GPU-days";
  Figure out;
  out.choice.reading = story.choice_of(reading);
  out.title = title_of_dots(story, shown, reading, organisations);
  out.note =
      story.opening_of(reading) +
      "Differences in GPU-days online at evenly spaced shares of the replications, from 5% to 95%: each dot is as "
      "likely as any other.";
  out.key = {{KeyEntry::Mark::dot, Tone::gain, "gain"},
             {KeyEntry::Mark::dot, Tone::loss, "loss"},
             {KeyEntry::Mark::dot, Tone::none, "no change"}};
  out.model = model;
  out.tables = {table_of_quantiles("Quantiles of the difference in GPU-days online", columns)};
  return out;
}

// Of one run, its own GPU-days.
std::optional<Figure> dots_of_run(const Story& story, const Shown& shown) {
  DotsModel model{"GPU-days", {}, true};
  std::vector<std::pair<std::string, const Series*>> columns;
  const Thing* first = nullptr;
  for (const Thing& it : shown.organisations) {
    const auto values = story.run_quantiles.find(it.id);
    if (values == story.run_quantiles.end() || columns.size() == 6) continue;
    if (!first) first = &it;
    model.groups.push_back({it.label, it.id, values->second});
    columns.emplace_back(it.label, &values->second);
  }
  const Estimated* const metric = first ? story.metric(story.run_name, "organisation", first->id, judged) : nullptr;
  if (!metric || !metric->p10 || !metric->p90) return std::nullopt;
  Sentence sentence;
  sentence.say("Eight times in ten ").say(first->label).say(" runs between ");
  say_size(sentence, story, *metric, *metric->p10, "p10");
  sentence.say(" and ");
  say_size(sentence, story, *metric, *metric->p90, "p90");
  sentence.say(" GPU-days.");
  Figure out;
  out.title = plainly(sentence);
  out.note =
      "GPU-days online at evenly spaced shares of the replications, from 5% to 95%: each dot is as likely as any "
      "other.";
  out.model = model;
  out.tables = {table_of_quantiles("Quantiles of GPU-days online", columns)};
  return out;
}

}  // namespace

std::optional<Section> how_sure(const Story& story, const Shown& shown) {
  if (!story.is_random || story.is_of_policies()) return std::nullopt;
  Section section{"sure", "How sure is that", "How sure"};
  if (story.replications == 1) {
    section.paragraphs = {{{}, plain_statement("One replication cannot say. More are asked for with -n 1000.")}};
    return section;
  }
  if (story.readings.empty()) {
    if (auto figure = dots_of_run(story, shown)) section.groups.push_back({{std::move(*figure)}});
  }
  for (std::size_t i = 0; i < story.readings.size(); ++i) {
    auto figure = dots_of(story, shown, i);
    if (!figure) continue;
    std::vector<Thing> organisations;
    for (const auto& group : std::get<DotsModel>(*figure->model).groups)
      organisations.push_back({group.organisation, group.label});
    if (auto words = what_pairing_does(story, i, organisations))
      section.after.push_back({figure->choice, std::move(*words)});
    section.groups.push_back({{std::move(*figure)}});
  }
  if (section.groups.empty()) return std::nullopt;
  return section;
}

}  // namespace allot::page
