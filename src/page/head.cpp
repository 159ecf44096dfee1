#include <algorithm>
#include <cmath>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

const Estimated* of_everyone(const Story& story, std::size_t reading) {
  return story.difference(reading, "system", "", judged);
}

// None where an answer was cut to fewer tables.
std::vector<MilestoneDates> milestones_in(const Story& story, const std::string& variant) {
  const auto found = story.milestones.find(variant);
  return found == story.milestones.end() ? std::vector<MilestoneDates>() : found->second;
}

// The policies by what all have under them, the best first.
std::vector<std::size_t> by_total(const Story& story) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    if (of_everyone(story, i)) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return of_everyone(story, a)->mean > of_everyone(story, b)->mean;
  });
  return order;
}

Answer::Statement headline_of_policies(const Story& story) {
  const std::vector<std::size_t> order = by_total(story);
  if (order.empty()) return plain_statement(story.question);
  const double tiny = tiny_of_all(story, judged);
  const auto better = static_cast<std::size_t>(
      std::ranges::count_if(order, [&](std::size_t i) { return of_everyone(story, i)->mean > tiny; }));
  const Reading &best = story.readings[order.front()], &worst = story.readings[order.back()];
  Sentence sentence;
  sentence.say(better == 0 ? "None" : first_capital(count_words(better))).say(" of ").say(count_words(order.size()));
  sentence.say(better == 1 ? " alternatives gives all together more than "
                           : " alternatives give all together more than ");
  sentence.say(quoted(story.label("variant", best.baseline)));
  if (better > 0) {
    sentence.say(better == 1 ? ": " : ": most ").say(quoted(best.label)).say(", ");
    say_size(sentence, story, *of_everyone(story, order.front()), of_everyone(story, order.front())->mean, "mean");
    sentence.say(" GPU-days");
  }
  if (of_everyone(story, order.back())->mean < -tiny) {
    sentence.say("; ").say(quoted(worst.label)).say(" costs ");
    say_size(sentence, story, *of_everyone(story, order.back()), of_everyone(story, order.back())->mean, "mean");
    if (better == 0) sentence.say(" GPU-days");
  }
  sentence.say(".");
  return plainly(sentence);
}

Answer::Statement headline_of_run(const Story& story) {
  const Estimated* const online = story.metric(story.run_name, "system", "", judged);
  const Estimated* const stranded = story.metric(story.run_name, "system", "", "stranded_gpu_days");
  if (!online) return plain_statement(story.question.empty() ? story.scenario : story.question);
  Sentence sentence;
  if (!story.is_random) sentence.say("Exactly ");
  say_size(sentence, story, *online, online->mean, "mean");
  sentence.say(" GPU-days ran");
  if (story.organisations.size() == 1) sentence.say(" at ").say(story.organisations[0].label);
  if (stranded && stranded->mean > online->mean / 1000) {
    sentence.say("; ");
    say_size(sentence, story, *stranded, stranded->mean, "mean");
    sentence.say(" stood dark, waiting for room or power");
  } else if (stranded && stranded->mean == 0) {
    sentence.say("; none waited for room or power");
  } else {
    sentence.say("; next to none waited for room or power");
  }
  sentence.say(story.is_random && story.replications == 1 ? ", in this one replication." : ".");
  return plainly(sentence);
}

// "X gains 1.21 million GPU-days (95% interval 1.15 million to 1.27 million)".
void say_of_one_reading(Sentence& sentence, const Story& story, const Shown& shown, std::size_t reading,
                        const Thing& organisation) {
  const Estimated* const it = story.difference(reading, "organisation", organisation.id, judged);
  sentence.say(organisation.label);
  if (!it || it->p_equal == 1) {
    sentence.say(" is the same in every replication");
    return;
  }
  if (std::abs(it->mean) <= tiny_of(story, shown, judged)) {
    sentence.say(" gains and loses about nothing");
    return;
  }
  sentence.say(it->mean > 0 ? " gains " : " loses ").say(story.is_random ? "" : "exactly ");
  say_size(sentence, story, *it, it->mean, "mean");
  sentence.say(" GPU-days");
  if (!it->ci95 || !story.is_random) return;
  sentence.say(" (95% interval ");
  const bool falls = it->mean < 0;
  say_size(sentence, story, *it, falls ? it->ci95->high : it->ci95->low, falls ? "ci95_high" : "ci95_low");
  sentence.say(" to ");
  say_size(sentence, story, *it, falls ? it->ci95->low : it->ci95->high, falls ? "ci95_low" : "ci95_high");
  sentence.say(")");
}

std::vector<Cards> cards_of_run(const Story& story) {
  Cards its;
  for (const auto& [metric, what] :
       {std::pair(judged, "GPU-days online"), std::pair("stranded_gpu_days", "GPU-days waiting for room or power"),
        std::pair("backlog_gpu_days", "GPU-days of backlog")}) {
    const Estimated* const it = story.metric(story.run_name, "system", "", metric);
    if (!it) continue;
    const bool has_range = it->p10 && it->p90 && level_text(*it->p10) != level_text(*it->p90);
    its.cards.push_back(
        {level_text(it->mean), what,
         has_range ? level_text(*it->p10) + " to " + level_text(*it->p90) + " in eight of ten replications" : ""});
  }
  return its.cards.empty() ? std::vector<Cards>{} : std::vector{its};
}

}  // namespace

Answer::Statement headline(const Story& story, const Shown& shown) {
  if (story.readings.empty()) return headline_of_run(story);
  if (story.is_of_policies()) return headline_of_policies(story);
  if (auto said = gist(story, shown, judged, ".")) return *said;
  return plain_statement("No organisation gains or loses GPU-days online.");
}

std::vector<Lead> standfirst(const Story& story, const Shown& shown) {
  std::vector<Lead> out;
  if (story.readings.empty() || story.is_of_policies()) return out;
  // Without an interval, of one reading and two organisations, it would be the headline again.
  if (!story.is_random && story.readings.size() == 1 && shown.organisations.size() <= 2) return out;
  for (std::size_t i = 0; i < story.readings.size(); ++i) {
    Sentence sentence;
    const std::size_t count = std::min<std::size_t>(shown.organisations.size(), 3);
    for (std::size_t k = 0; k < count; ++k) {
      if (k > 0) sentence.say(k + 1 == count ? (count > 2 ? ", and " : " and ") : ", ");
      say_of_one_reading(sentence, story, shown, i, shown.organisations[k]);
    }
    if (count == 0) sentence.say("Nobody gains or loses GPU-days online");
    sentence.say(".");
    out.push_back({story.name_of(i), plainly(sentence)});
  }
  return out;
}

std::vector<Cards> cards(const Story& story, const Shown& shown) {
  if (story.readings.empty()) return cards_of_run(story);
  std::vector<Cards> out;
  for (std::size_t i = 0; i < story.readings.size() && !story.is_of_policies(); ++i) {
    Cards its{{.reading = story.choice_of(i)}, story.name_of(i), {}};
    const auto add_card = [&](const Estimated* it, const std::string& whose) {
      if (!it) return;
      std::string small;
      if (it->p_equal == 1)
        small = "the same in every replication";
      else if (it->ci95 && story.is_random)
        small = beside_mark(it->ci95->low) + " to " + beside_mark(it->ci95->high) + " (95% interval of the mean)";
      its.cards.push_back({it->p_equal == 1 ? "no change" : beside_mark(it->mean), "GPU-days for " + whose, small});
    };
    for (std::size_t k = 0; k < std::min<std::size_t>(2, shown.organisations.size()); ++k)
      add_card(story.difference(i, "organisation", shown.organisations[k].id, judged), shown.organisations[k].label);
    add_card(of_everyone(story, i), "all together");
    const Estimated* first = nullptr;
    std::string which;
    for (const auto& [id, it] : story.milestone_differences[i])
      if (!first || std::abs(it.mean) > std::abs(first->mean)) first = &it, which = id;
    if (first && std::abs(first->mean) >= 0.5)
      for (const MilestoneDates& it : milestones_in(story, story.readings[i].variant))
        if (it.id == which)
          its.cards.push_back(
              {in_words(std::round(first->mean)) + (std::round(std::abs(first->mean)) == 1 ? " day" : " days"),
               (first->mean < 0 ? "sooner: " : "later: ") + it.label,
               it.p50.empty() ? "" : (story.is_random ? "in the mean; median day " : "on ") + day_words(it.p50)});
    if (its.cards.size() > 1) out.push_back(std::move(its));
  }
  return out;
}

}  // namespace allot::page
