#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace allot::cli {

/// What --help says: names and their meanings, under heads.
struct HelpPage {
  struct Section {
    std::string head;
    std::vector<std::pair<std::string, std::string>> rows;
  };

  std::string meaning, usage;
  std::vector<Section> sections;
  std::string footer;
};

std::string help_text(const HelpPage& page, std::size_t width);

}  // namespace allot::cli
