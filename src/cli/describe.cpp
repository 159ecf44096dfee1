#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/nearest.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/topics.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t line_width = 80;

struct Options {
  std::string topic, reference;
};

// Breaks a paragraph into lines; what begins with a blank stays as it is.
std::string wrapped(std::string_view line, std::string_view hang = "") {
  if (line.starts_with(' ')) return std::string(line) + "\n";
  std::string out;
  std::size_t room = line_width;
  while (line.size() > room) {
    std::size_t cut = line.rfind(' ', room);
    if (cut == std::string_view::npos) cut = std::min(line.find(' '), line.size());
    out.append(line.substr(0, cut)).append("\n");
    line.remove_prefix(std::min(cut + 1, line.size()));
    if (line.empty()) return out;
    out.append(hang);
    room = line_width - hang.size();
  }
  return out.append(line).append("\n");
}

std::string wrapped_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += wrapped(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string list_of_topics(const std::vector<Topic>& all) {
  std::vector<std::string> kinds;
  for (const Topic& topic : all)
    if (std::find(kinds.begin(), kinds.end(), topic.kind) == kinds.end()) kinds.push_back(topic.kind);
  std::string out = "allot describe TOPIC tells about any of these.\n";
  for (const std::string& kind : kinds) {
    std::string names;
    for (const Topic& topic : all)
      if (topic.kind == kind) names += (names.empty() ? "" : ", ") + topic.names.front();
    out += fmt::format("\n{}\n{}", kind, wrapped("  " + names, "  ").substr(0));
  }
  return out;
}

bool is_called(const Topic& topic, const std::string& name) {
  return std::find(topic.names.begin(), topic.names.end(), name) != topic.names.end();
}

// A path with an id in it: organisation.tesla.fill_rate, orders.a-1.due, /orders/a-1/due.
std::string without_ids(std::string name) {
  if (name.starts_with('/')) std::replace(name.begin(), name.end(), '/', '.'), name.erase(0, 1);
  const std::size_t first = name.find('.'), last = name.rfind('.');
  return first == last ? name : name.substr(0, first) + name.substr(last);
}

std::vector<Topic> found(const std::vector<Topic>& all, const std::string& name) {
  std::vector<Topic> out;
  for (const Topic& topic : all)
    if (is_called(topic, name)) out.push_back(topic);
  return out;
}

[[noreturn]] void refuse(const std::vector<Topic>& all, const std::string& name) {
  std::vector<std::string> names;
  for (const Topic& topic : all) names.insert(names.end(), topic.names.begin(), topic.names.end());
  const std::string near = nearest(name, names);
  throw UsageError("unknown topic '" + name + "'" + (near.empty() ? "; allot describe lists all" : "; did you mean '" + near + "'?"));
}

std::string description(const std::string& name) {
  const std::vector<Topic> all = topics();
  std::vector<Topic> those = found(all, name);
  if (those.empty()) those = found(all, without_ids(name));
  if (those.empty()) refuse(all, name);
  std::string out;
  for (const Topic& topic : those)
    out += fmt::format("{}{} ({})\n{}", out.empty() ? "" : "\n", topic.names.front(), topic.kind, wrapped_text(topic.text));
  return out;
}

std::string page(const std::string& name) {
  if (name == "scenario") return scenario_page();
  if (name == "metrics") return metrics_page();
  throw UsageError("--reference: expected scenario or metrics, found '" + name + "'");
}

void run(const Options& options) {
  if (!options.reference.empty()) return print(page(options.reference));
  print(options.topic.empty() ? list_of_topics(topics()) : description(options.topic));
}

}  // namespace

std::vector<Topic> topics() {
  std::vector<Topic> out;
  for (const auto& part : {scenario_topics(), value_topics(), rule_topics(), metric_topics(), status_topics()})
    out.insert(out.end(), part.begin(), part.end());
  return out;
}

void add_describe(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("describe", "tell about a field, metric, rule, distribution, action or exit status");
  command->add_option("TOPIC", options->topic, "orders.not_before, fill_rate, talmud, ...; none: list them");
  command->add_option("--reference", options->reference, "print the whole manual page in Markdown: scenario or metrics");
  command->footer("Examples:\n  allot describe not_before\n  allot describe talmud\n  allot describe --reference metrics > metrics.md");
  command->callback([options] { run(*options); });
}

}  // namespace allot::cli
