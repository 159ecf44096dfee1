#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/figure.hpp"
#include "page/story.hpp"

/// What each part of the page says. A section is there where there is something to show.
namespace allot::page {

/// Organisations that are drawn, those that change most first, and what is left out.
struct Shown {
  std::vector<Thing> organisations;  ///< at most twelve
  std::vector<Thing> others;         ///< that change less
  std::vector<Thing> unchanged;      ///< the same in every replication of every reading
};
Shown shown_of(const Story& story);

/// Metrics of which differences are drawn, the one that judges first.
std::vector<std::string> metrics_shown(const Story& story, const Shown& shown);
std::string words_of_metric(const std::string& metric);

/// The h1, and what stands below it: the question, and a sentence for each reading.
Answer::Statement headline(const Story& story, const Shown& shown);
std::vector<Lead> standfirst(const Story& story, const Shown& shown);

std::vector<Figure> hero(const Story& story, const Shown& shown);
std::vector<Cards> cards(const Story& story, const Shown& shown);

std::optional<Section> over_time(const Story& story, const Shown& shown);
std::optional<Section> policies(const Story& story, const Shown& shown);
std::optional<Section> policies_over_time(const Story& story, const Shown& shown);
std::optional<Section> room(const Story& story);
std::optional<Section> how_sure(const Story& story, const Shown& shown);
std::optional<Section> days(const Story& story);
std::optional<Section> whose_units(const Story& story);
std::optional<Section> why(const Story& story, const Shown& shown);
std::optional<Section> what_reverses(const Story& story, const Shown& shown);
std::optional<Section> what_it_rests_on(const Story& story);
Section run_again(const Story& story);

}  // namespace allot::page
