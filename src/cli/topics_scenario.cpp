#include <fmt/core.h>

#include <utility>

#include "cli/topics.hpp"
#include "scenario/form.hpp"
#include "scenario/reference.hpp"

/// Sections, their fields, and the actions of interventions.
namespace allot::cli {
namespace {

using scenario::FieldFacts;
using scenario::PartFacts;

// What people call a thing that is written otherwise.
constexpr std::pair<std::string_view, std::string_view> other_names[] = {
    {"orders.kit", "ship set"}, {"suppliers.allocation.reserves", "reserve"}, {"interventions", "action"}};

// "sites.room.add", "room.add", "add".
std::vector<std::string> names_of(const std::string& path) {
  std::vector<std::string> names = {path};
  for (const auto& [of, name] : other_names)
    if (of == path) names.emplace_back(name);
  for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1))
    names.push_back(path.substr(dot + 1));
  return names;
}

std::string chance_of(const FieldFacts& field) {
  if (field.written.ends_with("uncertain"))
    return "A parameter or a distribution may stand instead. The value is then drawn once per replication.\n\n";
  if (field.written.ends_with("random"))
    return "A distribution may stand instead. It is then drawn for each occurrence; a parameter is drawn once per "
           "replication.\n\n";
  return "";
}

// How values of the field's kind are written.
std::string kind_of(const FieldFacts& field) {
  for (const auto& kind : scenario::kind_facts())
    if (field.written.starts_with(kind.word)) return fmt::format("{}: {}\n\n", kind.word, kind.written);
  return "";
}

std::string path_of(const PartFacts& part, const FieldFacts& field) {
  return part.path.empty() ? field.key : part.path + "." + field.key;
}

Topic topic_of(const PartFacts& part, const FieldFacts& field) {
  Topic topic{"field", names_of(path_of(part, field)), field.meaning + "\n\n"};
  topic.text += fmt::format("  written as  {}\n", field.written);
  if (field.is_required) topic.text += "  default     none: it has to be there\n";
  if (!field.fallback.empty()) topic.text += fmt::format("  default     {}\n", field.fallback);
  topic.text += fmt::format("  stands at   {}/{}\n\n", part.pointer, field.key);
  topic.text += kind_of(field) + chance_of(field);
  while (topic.text.ends_with("\n\n")) topic.text.pop_back();
  topic.same_as = part.definition + "." + field.key + ": " + field.meaning + " " + field.written;
  return topic;
}

bool is_action(const PartFacts& part) {
  return part.path == "interventions.order" || part.definition.ends_with("_action");
}

// "order, set, ..."
std::string actions() {
  std::string text;
  for (const PartFacts& part : scenario::reference())
    if (is_action(part)) text += (text.empty() ? "" : ", ") + part.path.substr(part.path.rfind('.') + 1);
  return text;
}

Topic topic_of(const PartFacts& part) {
  Topic topic{is_action(part) ? "action" : "section", names_of(part.path), part.meaning + "\n\n"};
  std::size_t widest = 0;
  for (const FieldFacts& field : part.fields) widest = std::max(widest, field.key.size());
  for (const FieldFacts& field : part.fields)
    topic.text +=
        fmt::format("  {:<{}}  {}{}\n", field.key, widest, field.meaning, field.is_required ? " (required)" : "");
  if (part.path == "interventions") topic.text += "\nThe actions: " + actions() + ".\n";
  topic.text += fmt::format("\nallot describe {}.{} tells more of a field.\n", part.path, part.fields.front().key);
  return topic;
}

}  // namespace

std::vector<Topic> scenario_topics() {
  std::vector<Topic> out;
  for (const PartFacts& part : scenario::reference()) {
    if (!part.path.empty()) out.push_back(topic_of(part));
    for (const FieldFacts& field : part.fields) out.push_back(topic_of(part, field));
  }
  return out;
}

}  // namespace allot::cli
