#pragma once

#include <string>
#include <vector>

namespace allot::scenario {
struct FamilyFacts;
}

namespace allot::cli {

/// Something that `allot describe` can tell about.
struct Topic {
  std::string kind;                ///< "field", "metric", "rule", ...
  std::vector<std::string> names;  ///< the full name, then shorter ones, which several topics may share
  std::string text;                ///< paragraphs; lines that begin with a blank are kept as they are
  std::string same_as = {};  ///< of a field that stands at several places, with one meaning: what these have in common
};

/// All of them: sections and fields, values, distributions, rules, metrics, actions, what decisions change, exit
/// statuses.
std::vector<Topic> topics();

/// Every way to write a distribution of that family, in JSON.
std::vector<std::string> ways_of(const scenario::FamilyFacts& family);

std::vector<Topic> scenario_topics();
std::vector<Topic> value_topics();
std::vector<Topic> rule_topics();
std::vector<Topic> metric_topics();
std::vector<Topic> decision_topics();
std::vector<Topic> game_topics();
std::vector<Topic> status_topics();

}  // namespace allot::cli
