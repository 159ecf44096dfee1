#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/figure.hpp"
#include "page/html.hpp"
#include "page/story.hpp"

namespace allot::page {

/// The whole before it is HTML.
struct Page {
  Answer::Statement headline;
  std::vector<Lead> standfirst;
  std::vector<Figure> hero;
  std::vector<Cards> cards;
  std::vector<Section> sections;
  std::vector<std::string> metrics;    ///< to choose from
  std::vector<std::string> unchanged;  ///< labels of organisations that are the same throughout
  std::vector<std::pair<std::string, std::string>> organisations;  ///< ids and labels of those that can be highlighted
  std::vector<std::pair<std::string, std::string>> events;  ///< days and words, upright lines in charts over time
  std::size_t first_moment = 0;  ///< of the grid, where the cursor starts: the day of the widest difference
};

Page page_of(const Story& story);

/// Script and style are constant: whatever a label holds, nothing else runs.
std::string html_of(const Page& page, const Story& story);

}  // namespace allot::page
