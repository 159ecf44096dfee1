#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "base/nearest.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/pages.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"
#include "cli/topics.hpp"
#include "cli/wrap.hpp"

namespace allot::cli {
namespace {

struct DescribeOptions {
  std::string topic, reference;
};

// Names by what stands before their last word, where there are many: "orders." and then label, due, ...
std::string grouped(const std::vector<Topic>& all, const std::string& kind) {
  const bool has_groups = kind == "field" || kind == "action";
  std::string out, line, group;
  const auto finish = [&] {
    if (!line.empty()) out += "  " + wrapped(line, "    ", width_of_output() - 2);
  };
  for (const Topic& topic : all) {
    if (topic.kind != kind) continue;
    const std::string& name = topic.names.front();
    const std::size_t dot = has_groups ? name.rfind('.') + 1 : 0;
    if (line.empty() || name.substr(0, dot) != group) {
      finish();
      group = name.substr(0, dot);
      line = group + (group.empty() ? "" : " ") + name.substr(dot);
    } else {
      line += ", " + name.substr(dot);
    }
  }
  finish();
  return out;
}

std::string list_of_topics(const std::vector<Topic>& all) {
  std::vector<std::string> kinds;
  for (const Topic& topic : all)
    if (std::find(kinds.begin(), kinds.end(), topic.kind) == kinds.end()) kinds.push_back(topic.kind);
  std::string out =
      wrapped("allot describe TOPIC tells about any of these. The last word of a name will do.", "", width_of_output());
  for (const std::string& kind : kinds) out += fmt::format("\n{}\n{}", kind, grouped(all, kind));
  return out;
}

bool is_called(const Topic& topic, const std::string& name) {
  return std::find(topic.names.begin(), topic.names.end(), name) != topic.names.end();
}

std::vector<std::string> words_of(std::string_view path) {
  std::vector<std::string> words;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of("./"), path.size());
    if (end > 0) words.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return words;
}

// Whether a path with ids in it is that of the topic: organisation.tesla.fill_rate,
// /sites/hall/room/south/add.
bool leads_to(const std::vector<std::string>& path, const std::vector<std::string>& name) {
  if (name.size() < 2 || path.front() != name.front() || path.back() != name.back()) return false;
  auto at = path.begin();
  return std::all_of(name.begin(), name.end(), [&](const std::string& word) {
    at = std::find(at, path.end(), word);
    return at != path.end() && (++at, true);
  });
}

std::vector<Topic> found(const std::vector<Topic>& all, const std::string& name) {
  std::vector<Topic> out;
  for (const Topic& topic : all)
    if (is_called(topic, name)) out.push_back(topic);
  return out;
}

// The topics at a path with ids in it, those that explain the most words of it.
std::vector<Topic> found_by_path(const std::vector<Topic>& all, const std::string& name) {
  const std::vector<std::string> path = words_of(name);
  std::vector<Topic> out;
  std::size_t most = 0;
  if (path.empty()) return out;
  for (const Topic& topic : all) {
    std::size_t explained = 0;
    for (const std::string& it : topic.names)
      if (const auto words = words_of(it); leads_to(path, words)) explained = std::max(explained, words.size());
    if (explained == 0 || explained < most) continue;
    if (explained > most) out.clear();
    most = explained;
    out.push_back(topic);
  }
  return out;
}

[[noreturn]] void refuse(const std::vector<Topic>& all, const std::string& name) {
  std::vector<std::string> names;
  for (const Topic& topic : all) names.insert(names.end(), topic.names.begin(), topic.names.end());
  std::string near = nearest(name, names);
  if (near.empty()) near = nearest(name.substr(name.find_last_of("./") + 1), names);
  throw UsageError("unknown topic '" + name + "'" +
                   (near.empty() ? "; allot describe lists all; of commands, allot help tells" : "; did you mean '" + near + "'?"));
}

// Those of one meaning are told once, with all places.
std::vector<Topic> told_once(const std::vector<Topic>& those) {
  std::vector<Topic> out;
  for (const Topic& topic : those) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const Topic& other) {
      return !topic.same_as.empty() && other.same_as == topic.same_as;
    });
    if (same == out.end())
      out.push_back(topic);
    else
      same->text += fmt::format("  the same at  {}\n", topic.names.front());
  }
  return out;
}

// A line each.
std::string overview(const std::string& head, const std::vector<Topic>& those) {
  std::size_t widest = 0;
  for (const Topic& topic : those) widest = std::max(widest, topic.names.front().size());
  std::string out = head + "\n\n";
  for (const Topic& topic : those)
    out += fmt::format("  {:<{}}  {}\n", topic.names.front(), widest, topic.text.substr(0, topic.text.find('\n')));
  return wrapped_text(out, width_of_output());
}

std::string told(const std::vector<Topic>& those) {
  std::string out;
  for (const Topic& topic : those)
    out += fmt::format("{}{} ({})\n{}", out.empty() ? "" : "\n", topic.names.front(), topic.kind,
                       wrapped_text(topic.text, width_of_output()));
  return out;
}

std::string description(const std::string& name) {
  const std::vector<Topic> all = topics();
  std::vector<Topic> those = found(all, name);
  if (those.empty()) those = found_by_path(all, name);
  if (those.empty()) refuse(all, name);
  const auto has_that_name = [&](const Topic& topic) { return topic.names.front() == name; };
  const auto others = std::stable_partition(those.begin(), those.end(), has_that_name);
  const std::vector<Topic> exact(those.begin(), others), further = told_once({others, those.end()});
  if (exact.empty())
    return (further.size() > 1 ? overview(name + " means several things:", further) + "\n" : "") + told(further);
  return told(exact) + (further.empty() ? "" : "\n" + overview(name + " is also", further));
}

std::string page(const std::string& name) {
  if (name == "scenario") return scenario_page();
  if (name == "metrics") return metrics_page();
  throw UsageError("--reference: expected scenario or metrics, found '" + name + "'");
}

void run(const DescribeOptions& options) {
  if (!options.reference.empty()) return print(page(options.reference));
  print(options.topic.empty() ? list_of_topics(topics()) : description(options.topic));
}

}  // namespace

std::vector<Topic> topics() {
  std::vector<Topic> out;
  for (const auto& part : {scenario_topics(), value_topics(), rule_topics(), metric_topics(), decision_topics(),
                           game_topics(), status_topics()})
    out.insert(out.end(), part.begin(), part.end());
  return out;
}

void add_describe(Program& program) {
  const auto options = std::make_shared<DescribeOptions>();
  Command command =
      program.command("describe", "tell about a field, metric, rule, distribution, action or exit status");
  command.option("TOPIC", options->topic, "orders.not_before, fill_rate, talmud, ...; none: list them");
  command.option("--reference", options->reference, "print the whole manual page in Markdown: scenario or metrics");
  command.footer(
      "Examples:\n  allot describe not_before\n  allot describe talmud\n  allot describe --reference metrics > "
      "metrics.md");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
