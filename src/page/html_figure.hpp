#pragma once

#include <string>
#include <utility>
#include <vector>

#include "page/figure.hpp"
#include "page/html.hpp"
#include "page/story.hpp"

namespace allot::page {

/// Figures as they are put into the page, each under an id of its own, with its model for the script.
class Figures {
 public:
  explicit Figures(const Story& story) : story_(&story) {}

  Html put(const Figure& figure, const char* heading = "h3");
  /// Ids and models.
  const std::vector<std::pair<std::string, std::string>>& models() const { return models_; }

 private:
  const Story* story_;
  std::size_t count_ = 0;
  std::vector<std::pair<std::string, std::string>> models_;
};

Html table_of(const NumberTable& table);
/// data-reading and data-metric, where a choice is made.
Attributes chosen_by(const Choice& choice, Attributes attributes = {});

}  // namespace allot::page
