#include <algorithm>
#include <cmath>
#include <set>

#include "page/html_page.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

// Decisions happen on the same day in nearly all readings; each is marked once.
std::vector<std::pair<std::string, std::string>> events_of(const Story& story) {
  constexpr std::size_t most = 12;
  std::vector<std::pair<std::string, std::string>> out;
  std::set<std::string> seen;
  for (const auto& [variant, all] : story.timeline)
    for (const Happening& it : all) {
      if (it.kind != "intervention" || it.p50.empty() || !seen.insert(it.id).second || out.size() >= most) continue;
      out.emplace_back(it.p50, it.label);
    }
  return out;
}

std::size_t widest_moment(const Story& story, const Shown& shown) {
  std::size_t widest = 0;
  double most = -1;
  for (const auto& of_reading : story.difference_series)
    for (const Thing& it : shown.organisations)
      if (const auto found = of_reading.find(it.id); found != of_reading.end())
        for (std::size_t i = 0; i < std::min(found->second.mean.size(), story.grid.size()); ++i)
          if (std::abs(found->second.mean[i]) > most) most = std::abs(found->second.mean[i]), widest = i;
  return most > 0 ? widest : story.grid.size() / 3;
}

// Of many variants for few organisations, room and days are told as of a run of their baseline.
Story of_the_baseline(const Story& story) {
  Story out = story;
  out.run_name = story.readings[0].baseline;
  out.readings.clear();
  return out;
}

}  // namespace

Page page_of(const Story& story) {
  const Shown shown = shown_of(story);
  Page page;
  page.headline = headline(story, shown);
  page.standfirst = standfirst(story, shown);
  page.hero = hero(story, shown);
  page.cards = cards(story, shown);
  if (!story.readings.empty() && !story.is_of_policies() && page.hero.size() > 1)
    for (const Figure& it : page.hero) page.metrics.push_back(it.choice.metric);
  for (const Thing& it : shown.unchanged) page.unchanged.push_back(it.label);
  for (const Thing& it : shown.organisations) page.organisations.emplace_back(it.id, it.label);
  page.events = events_of(story);
  page.first_moment = widest_moment(story, shown);
  const bool is_of_baseline = story.is_of_policies() && shown.organisations.size() < 3;
  const Story& told = is_of_baseline ? of_the_baseline(story) : story;
  const auto of_baseline = [&](std::optional<Section> section) {
    if (section && is_of_baseline)
      section->paragraphs.push_back(
          {{},
           plain_statement("As it is in " + quoted(story.label("variant", story.readings[0].baseline)) +
                           ", which the others are compared with.")});
    return section;
  };
  for (std::optional<Section> section :
       {policies(story, shown), policies_over_time(story, shown), over_time(story, shown), of_baseline(room(told)),
        of_baseline(days(told)), how_sure(story, shown), whose_units(story), why(story, shown),
        what_reverses(story, shown), what_it_rests_on(story)})
    if (section) page.sections.push_back(std::move(*section));
  page.sections.push_back(run_again(story));
  return page;
}

}  // namespace allot::page
