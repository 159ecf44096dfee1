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
    sentence.say(" GPUs of ").say(name_of_party(story, it.from));
    if (day_words(it.p50) == day_words(it.last)) {
      sentence.say(", all of them by ");
    } else {
      sentence.say(", half of them by ").show(day_words(it.p50), "transfers", it.row, "p50");
      sentence.say(" and the last on ");
    }
    sentence.show(day_words(it.last), "transfers", it.row, "last");
  }
  sentence.say(said > 0 ? "." : "Nothing of what was to change hands was delivered by the end.");
  return plainly(sentence);
}

/// The flow while it is put together: givers, months of a receiver, receivers, each a node once.
class FlowOfUnits {
 public:
  explicit FlowOfUnits(const Story& story) : story_(story) {}

  void add(const Moved& it) {
    const Tone tone = tone_of(it.to);
    const std::string from = node("from " + it.from, "booked by " + name_of_party(story_, it.from), 0, tone);
    const bool has_months = !it.months.empty();
    const std::string to = node("to " + it.to, "came to " + name_of_party(story_, it.to), has_months ? 2 : 1, tone);
    if (!has_months) model_.links.push_back({from, to, it.delivered, tone});
    for (const auto& [month, delivered] : it.months) {
      const std::string came = node(month + " to " + it.to, month_words(month), 1, tone);
      model_.links.push_back({from, came, delivered, tone});
      model_.links.push_back({came, to, delivered, tone});
      came_[came] += delivered;
    }
  }

  FlowModel model() {
    for (FlowModel::Node& it : model_.nodes)
      if (const auto came = came_.find(it.id); came != came_.end()) it.label += ": " + in_table(came->second);
    return std::move(model_);
  }

 private:
  // The first receiver has one colour, all others the other: those who give back.
  Tone tone_of(const std::string& receiver) {
    if (first_receiver_.empty()) first_receiver_ = receiver;
    return receiver == first_receiver_ ? Tone::with : Tone::without;
  }

  std::string node(const std::string& what, const std::string& label, int depth, Tone tone) {
    const auto [it, is_new] = ids_.try_emplace(what, "n" + std::to_string(model_.nodes.size()));
    if (is_new) model_.nodes.push_back({it->second, label, depth, tone});
    return it->second;
  }

  const Story& story_;
  FlowModel model_{"GPUs", {}, {}};
  std::map<std::string, std::string> ids_;
  std::map<std::string, double> came_;  ///< by node of a month
  std::string first_receiver_;
};

NumberTable numbers_of_flow(const Story& story, const std::vector<Moved>& moves) {
  NumberTable table{"Units that change hands, in the mean",
                    {"From", "To", "Decision", "Moved", "Came", "GPU-days to the end", "Half by", "The last on"},
                    {},
                    {1, 2}};
  for (const Moved& it : moves)
    table.rows.push_back({name_of_party(story, it.from), name_of_party(story, it.to),
                          story.label("intervention", it.intervention), in_table(it.units), in_table(it.delivered),
                          in_table(it.gpu_days), day_only(it.p50), day_only(it.last)});
  return table;
}

std::optional<NumberTable> months_of_flow(const Story& story, const std::vector<Moved>& moves) {
  NumberTable table{"The months in which they came", {"Month", "From", "To", "Came"}, {}, {1, 2}};
  for (const Moved& it : moves)
    for (const auto& [month, delivered] : it.months)
      table.rows.push_back({month, name_of_party(story, it.from), name_of_party(story, it.to), in_table(delivered)});
  return table.rows.empty() ? std::nullopt : std::optional(table);
}

}  // namespace

std::optional<Section> whose_units(const Story& story) {
  constexpr std::size_t most_moves = 12;
  const std::vector<Moved>* const moves = first_moves(story);
  if (!moves || story.is_of_policies()) return std::nullopt;
  FlowOfUnits flow(story);
  std::size_t drawn = 0;
  for (const Moved& it : *moves)
    if (it.delivered > 0 && ++drawn <= most_moves) flow.add(it);
  Figure figure;
  figure.title = title_of_flow(story, *moves);
  figure.note =
      "GPUs that change hands by a decision and are delivered by the end, means. " + over_replications(story, false);
  if (drawn > 0) figure.model = flow.model();
  figure.tables = {numbers_of_flow(story, *moves)};
  if (const auto months = months_of_flow(story, *moves)) figure.tables.push_back(*months);
  Section section{"whose", "Whose units went to whom", "Whose units"};
  section.groups.push_back({{figure}});
  return section;
}

}  // namespace allot::page
