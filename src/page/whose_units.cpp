#include <algorithm>
#include <map>

#include "page/numbers.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

std::string name_of_party(const Story& story, const std::string& id) { return story.label("organisation", id); }

// Of several variants that move the same, the first speaks for all.
const std::vector<Moved>* first_moves(const Story& story) {
  std::vector<std::string> variants = {story.run_name};
  for (const Reading& it : story.readings) variants.push_back(it.variant);
  for (const std::string& variant : variants)
    if (const auto it = story.transfers.find(variant); it != story.transfers.end() && !it->second.empty())
      return &it->second;
  return nullptr;
}

Answer::Statement title_of_flow(const Story& story, const std::vector<Moved>& moves) {
  Sentence sentence;
  std::size_t said = 0;
  for (const Moved& it : moves) {
    if (it.delivered <= 0 || said == 2) continue;
    if (said++ > 0) sentence.say("; ");
    sentence.say(name_of_party(story, it.to)).say(" got ");
    sentence.show(in_words(it.delivered, !story.is_random), "transfers", it.row, "delivered");
    sentence.say(" GPUs of ").say(name_of_party(story, it.from)).say(", half of them by ");
    sentence.show(day_words(it.p50), "transfers", it.row, "p50").say(" and the last on ");
    sentence.show(day_words(it.last), "transfers", it.row, "last");
  }
  sentence.say(said > 0 ? "." : "Nothing of what was to change hands was delivered by the end.");
  return plainly(sentence);
}

}  // namespace

std::optional<Section> whose_units(const Story& story) {
  constexpr std::size_t most_links = 24;
  const std::vector<Moved>* const moves = first_moves(story);
  if (!moves || story.is_of_policies()) return std::nullopt;
  FlowModel model{"GPUs", {}, {}};
  std::map<std::string, std::string> givers, receivers;
  NumberTable table{"Units that change hands, in the mean",
                    {"From", "To", "Decision", "Moved", "Came", "GPU-days to the end", "Half by", "The last on"},
                    {},
                    {1, 2}};
  const auto node = [&](std::map<std::string, std::string>& all, const std::string& party, const std::string& words,
                        int depth, Tone tone) {
    const auto [it, is_new] = all.try_emplace(party, "n" + std::to_string(model.nodes.size()));
    if (is_new) model.nodes.push_back({it->second, words + name_of_party(story, party), depth, tone});
    return it->second;
  };
  for (const Moved& it : *moves) {
    table.rows.push_back({name_of_party(story, it.from), name_of_party(story, it.to),
                          story.label("intervention", it.intervention), in_table(it.units), in_table(it.delivered),
                          in_table(it.gpu_days), day_only(it.p50), day_only(it.last)});
    if (it.delivered <= 0 || model.links.size() == most_links) continue;
    const bool is_first = receivers.empty() || receivers.contains(it.to);
    const Tone tone = is_first && receivers.size() <= 1 ? Tone::with : Tone::without;
    const std::string from = node(givers, it.from, "booked by ", 0, tone);
    model.links.push_back({from, node(receivers, it.to, "came to ", 1, tone), it.delivered, tone});
  }
  Section section{"whose", "Whose units went to whom", "Whose units"};
  Figure figure;
  figure.title = title_of_flow(story, *moves);
  figure.note =
      "GPUs that change hands by a decision and are delivered by the end, means. " + over_replications(story, false);
  if (!model.links.empty()) figure.model = model;
  figure.tables = {table};
  section.groups.push_back({{figure}});
  return section;
}

}  // namespace allot::page
