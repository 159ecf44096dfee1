// The one place that knows the names of tables and columns. What is not in an answer stays empty here, and a section that
// has nothing to show is left out; so a page is made of whichever answers there are.

#include "page/story.hpp"

#include <algorithm>
#include <set>

#include "allot/experiment.hpp"
#include "page/sheet.hpp"

namespace allot::page {
namespace {

constexpr std::string_view judged_metric = "online_gpu_days";
constexpr std::string_view level_of_metric = "online_units";

std::optional<Range> interval(const Line& line) {
  const auto low = line.value("ci95_low"), high = line.value("ci95_high");
  return low && high ? std::optional(Range{*low, *high}) : std::nullopt;
}

Estimated estimated(const Line& line, const std::string& table) {
  Estimated it{table, line.number(), line.text("unit"), line.number("mean"), interval(line), {}, {}, {}, {}, {}, {}, {},
               {}};
  it.p10 = line.value("p10");
  it.p50 = line.value("p50");
  it.p90 = line.value("p90");
  it.p_less = line.value("p_less");
  it.p_equal = line.value("p_equal");
  it.p_greater = line.value("p_greater");
  it.p_value = line.value("p_value");
  it.variance_ratio = line.value("variance_ratio");
  return it;
}

void add(Levels& levels, const Line& line, const std::string& table) {
  if (levels.mean.empty()) {
    levels.table = table;
    levels.first_row = line.number();
    levels.unit = line.text("unit");
  }
  levels.mean.push_back(line.number("mean"));
  levels.p10.push_back(line.number("p10"));
  levels.p50.push_back(line.number("p50"));
  levels.p90.push_back(line.number("p90"));
}

std::string provenance(const Answer& answer, std::string_view name) {
  for (const auto& [key, cell] : answer.provenance)
    if (key == name) {
      if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    }
  return {};
}

std::optional<double> provenance_number(const Answer& answer, std::string_view name) {
  for (const auto& [key, cell] : answer.provenance)
    if (key == name) {
      if (const auto* number = std::get_if<double>(&cell)) return *number;
    }
  return {};
}

bool is_said_false(const Answer& answer, std::string_view name) {
  return std::ranges::any_of(answer.provenance,
                             [&](const auto& it) { return it.first == name && it.second == Answer::Cell(false); });
}

void tell_what_it_is_of(const Answer& answer, Story& story) {
  story.asked.push_back({provenance(answer, "command"), provenance(answer, "arguments")});
  story.scenario = provenance(answer, "scenario");
  story.question = provenance(answer, "question");
  story.hash = provenance(answer, "hash");
  story.seed = provenance(answer, "seed");
  story.start = provenance(answer, "start");
  story.end = provenance(answer, "end");
  story.currency = provenance(answer, "currency");
  story.replications = static_cast<std::size_t>(provenance_number(answer, "replications").value_or(0));
  story.is_random = !is_said_false(answer, "is_random");
}

// Answers of one scenario, asked once each, the one that tells the most first.
class Teller {
 public:
  explicit Teller(const std::vector<Answer>& answers) {
    for (const Answer& answer : answers) take(answer);
    if (!main_)
      throw RequestError("a page needs an answer of run or compare; found " +
                         (answers.empty() ? std::string("none") : provenance(answers.front(), "command") + " alone"));
    tell_of(*main_);
    for (const Answer* it : others_) tell_of_part(*it);
  }

  Story done() { return std::move(story_); }

 private:
  void take(const Answer& answer) {
    const bool is_main = answer.table("differences") || answer.table("metrics");
    if (is_main && main_) throw RequestError("two of the answers are of run or compare; a page tells of one");
    const Answer& first = main_ ? *main_ : others_.empty() ? answer : *others_.front();
    if (provenance(first, "scenario") != provenance(answer, "scenario"))
      throw RequestError("the answers are of two scenarios, '" + provenance(first, "scenario") + "' and '" +
                         provenance(answer, "scenario") + "'; a page tells of one");
    for (const char* name : {"start", "end", "seed"})
      if (provenance(first, name) != provenance(answer, name))
        throw RequestError("the answers differ in their " + std::string(name) + ", '" + provenance(first, name) +
                           "' and '" + provenance(answer, name) + "'; a page tells of one run");
    if (is_main)
      main_ = &answer;
    else
      others_.push_back(&answer);
  }

  void tell_of(const Answer& answer) {
    tell_what_it_is_of(answer, story_);
    tell_names(answer);
    tell_readings(answer);
    tell_metrics(answer);
    tell_series(answer);
    tell_room(answer);
    tell_days(answer);
    tell_moved(answer);
  }

  // Of explain and attribute.
  void tell_of_part(const Answer& answer) {
    story_.asked.push_back({provenance(answer, "command"), provenance(answer, "arguments")});
    each_line(answer.table("entities"), [&](const Line& it) {
      story_.labels.emplace(std::pair(it.text("kind"), it.text("id")), it.text("label"));
    });
    each_line(answer.table("lateness"), [&](const Line& it) {
      if (it.text("kind") != "organisation") return;
      Estimated total{"lateness", it.number(), "GPU-days", it.number("gpu_days_late"), {}, {}, {}, {}, {}, {},
                      {},         {},          {}};
      story_.lateness_total.emplace(it.text("entity"), std::move(total));
    });
    each_line(answer.table("lateness_parts"), [&](const Line& it) {
      if (it.text("kind") == "organisation")
        story_.lateness[it.text("entity")].push_back(
            {it.number(), it.text("part"), it.number("gpu_days"), interval(it)});
    });
    each_line(answer.table("attribution"), [&](const Line& it) {
      if (it.text("kind") != "organisation" || it.text("metric") != judged_metric) return;
      story_.attribution[it.text("entity")].push_back(
          {it.number(), it.text("intervention"), it.number("part"), interval(it)});
      story_.attribution_total[it.text("entity")] = it.number("total");
    });
  }

  void tell_names(const Answer& answer) {
    each_line(answer.table("entities"), [&](const Line& it) {
      const std::string kind = it.text("kind"), id = it.text("id"), label = it.text("label");
      story_.labels[{kind, id}] = label;
      if (kind == "organisation") story_.organisations.push_back({id, label});
      if (kind == "site") story_.sites.push_back({id, label});
    });
    each_line(answer.table("assumptions"), [&](const Line& it) {
      story_.assumptions.push_back({it.text("pointer"), it.text("label"), it.text("value"), it.text("confidence"),
                                    it.text("source"), it.text("note")});
    });
  }

  void tell_readings(const Answer& answer) {
    each_line(answer.table("comparisons"), [&](const Line& it) {
      if (!place_.try_emplace({it.text("variant"), it.text("baseline")}, story_.readings.size()).second) return;
      story_.readings.push_back({it.text("label"), it.text("variant"), it.text("baseline")});
    });
    each_line(answer.table("points"), [&](const Line& it) { variants_[it.text("variant")] = it.text("label"); });
    const bool is_one_baseline = std::ranges::all_of(
        story_.readings, [&](const Reading& it) { return it.baseline == story_.readings[0].baseline; });
    // "first-come against base": where all have one baseline, it need not be said of each.
    const std::string against =
        is_one_baseline && story_.readings.size() > 1 ? " against " + variants_[story_.readings[0].baseline] : "";
    for (Reading& it : story_.readings)
      if (!against.empty() && it.label.ends_with(against)) it.label.resize(it.label.size() - against.size());
    const std::size_t count = story_.readings.size();
    story_.differences.resize(count);
    story_.difference_series.resize(count);
    story_.milestone_differences.resize(count);
    story_.quantiles.resize(count);
    story_.moved.resize(count);
  }

  std::optional<std::size_t> reading_of(const Line& it) const {
    const auto found = place_.find({it.text("variant"), it.text("baseline")});
    return found == place_.end() ? std::nullopt : std::optional(found->second);
  }

  static bool is_told(const std::string& kind) { return kind == "organisation" || kind == "system" || kind == "site"; }

  void tell_metrics(const Answer& answer) {
    each_line(answer.table("metrics"), [&](const Line& it) {
      const std::string kind = it.text("kind");
      if (!is_told(kind)) return;
      if (story_.readings.empty()) story_.run_name = it.text("variant");
      story_.metrics[it.text("variant")].emplace(std::tuple(kind, it.text("entity"), it.text("metric")),
                                                 estimated(it, "metrics"));
    });
    each_line(answer.table("differences"), [&](const Line& it) {
      const std::string kind = it.text("kind");
      const auto reading = is_told(kind) ? reading_of(it) : std::nullopt;
      if (reading)
        story_.differences[*reading].emplace(std::tuple(kind, it.text("entity"), it.text("metric")),
                                             estimated(it, "differences"));
    });
    each_line(answer.table("difference_quantiles"), [&](const Line& it) {
      if (it.text("metric") != judged_metric || it.text("kind") != "organisation") return;
      if (const auto reading = reading_of(it))
        story_.quantiles[*reading][it.text("entity")].push_back(it.number("value"));
    });
    each_line(answer.table("quantiles"), [&](const Line& it) {
      if (it.text("metric") == judged_metric && it.text("kind") == "organisation" && story_.readings.empty())
        story_.run_quantiles[it.text("entity")].push_back(it.number("value"));
    });
  }

  static bool is_level_told(const Line& it) {
    if (it.text("metric") != level_of_metric) return false;
    const std::string kind = it.text("kind");
    return kind == "organisation" || kind == "system";
  }

  void tell_series(const Answer& answer) {
    std::string first;
    each_line(answer.table("series"), [&](const Line& it) {
      if (!is_level_told(it)) return;
      const std::string key = it.text("variant") + "\n" + it.text("kind") + "\n" + it.text("entity");
      if (first.empty()) first = key;
      if (key == first) story_.grid.push_back(it.text("time"));
      add(story_.series[it.text("variant")][it.text("entity")], it, "series");
    });
    each_line(answer.table("difference_series"), [&](const Line& it) {
      if (!is_level_told(it)) return;
      if (const auto reading = reading_of(it))
        add(story_.difference_series[*reading][it.text("entity")], it, "difference_series");
    });
  }

  void tell_room(const Answer& answer) {
    each_line(answer.table("room"), [&](const Line& it) {
      add(story_.room[{it.text("variant"), it.text("site")}][{it.text("gate"), it.text("level")}], it, "room");
    });
  }

  void tell_days(const Answer& answer) {
    each_line(answer.table("milestones"), [&](const Line& it) {
      story_.milestones[it.text("variant")].push_back({it.number(), it.text("milestone"), it.text("label"),
                                                       it.number("reached"), it.text("p10"), it.text("p50"),
                                                       it.text("p90")});
    });
    each_line(answer.table("milestone_differences"), [&](const Line& it) {
      if (const auto reading = reading_of(it))
        story_.milestone_differences[*reading].emplace(it.text("milestone"), estimated(it, "milestone_differences"));
    });
    each_line(answer.table("timeline"), [&](const Line& it) {
      story_.timeline[it.text("variant")].push_back({it.text("kind"), it.text("id"), it.text("label"),
                                                     it.text("planned"), it.number("share"), it.text("p10"),
                                                     it.text("p50"), it.text("p90")});
    });
    each_line(answer.table("transfers"), [&](const Line& it) {
      story_.transfers[it.text("variant")].push_back({it.number(), it.text("intervention"), it.text("from"),
                                                      it.text("to"), it.number("units"), it.number("delivered"),
                                                      it.number("gpu_days"), it.text("first"), it.text("p50"),
                                                      it.text("p90"), it.text("last")});
    });
    each_line(answer.table("transfer_months"), [&](const Line& it) {
      for (Moved& moved : story_.transfers[it.text("variant")])
        if (moved.intervention == it.text("intervention") && moved.from == it.text("from") && moved.to == it.text("to"))
          moved.months.emplace_back(it.text("month"), it.number("delivered"));
    });
  }

  void tell_moved(const Answer& answer) {
    each_line(answer.table("thresholds"), [&](const Line& it) {
      if (const auto reading = reading_of(it))
        story_.moved[*reading][it.text("headline")].push_back({it.number(), it.text("pointer"), it.text("label"),
                                                               it.text("low"), it.text("high"), it.text("now"),
                                                               it.text("value"), it.number("sign")});
    });
    each_line(answer.table("threshold_points"), [&](const Line& it) {
      if (const auto reading = reading_of(it))
        story_.points[{*reading, it.text("headline"), it.text("pointer")}].push_back(
            {it.text("value"), it.text("unit"), it.number("mean"), interval(it), it.value("p10"), it.value("p90")});
    });
  }

  Story story_;
  const Answer* main_ = nullptr;
  std::vector<const Answer*> others_;
  std::map<std::pair<std::string, std::string>, std::size_t> place_;
  std::map<std::string, std::string> variants_;
};

}  // namespace

std::string Story::label(const std::string& kind, const std::string& id) const {
  const auto found = labels.find({kind, id});
  return found == labels.end() || found->second.empty() ? id : found->second;
}

const Estimated* Story::difference(std::size_t reading, const std::string& kind, const std::string& id,
                                   const std::string& metric) const {
  const auto found = differences[reading].find({kind, id, metric});
  return found == differences[reading].end() ? nullptr : &found->second;
}

const Estimated* Story::metric(const std::string& variant, const std::string& kind, const std::string& id,
                               const std::string& metric) const {
  const auto of_variant = metrics.find(variant);
  if (of_variant == metrics.end()) return nullptr;
  const auto found = of_variant->second.find({kind, id, metric});
  return found == of_variant->second.end() ? nullptr : &found->second;
}

bool Story::is_of_policies() const { return readings.size() > 3 && reading_word() == "variant"; }

std::string Story::reading_word() const {
  const bool is_one =
      std::ranges::all_of(readings, [&](const Reading& it) { return it.baseline == readings[0].baseline; });
  return is_one ? "variant" : "reading";
}

std::optional<std::size_t> Story::choice_of(std::size_t reading) const {
  return readings.size() > 1 ? std::optional(reading) : std::nullopt;
}

std::string Story::name_of(std::size_t reading) const { return readings.size() > 1 ? readings[reading].label : ""; }

std::string Story::opening_of(std::size_t reading) const {
  return readings.size() > 1 ? readings[reading].label + ". " : "";
}

Story story_of(const std::vector<Answer>& answers) { return Teller(answers).done(); }

Story story_without_findings(const Answer& answer) {
  Story story;
  tell_what_it_is_of(answer, story);
  return story;
}

}  // namespace allot::page
