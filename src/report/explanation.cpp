#include "allot/reports.hpp"
#include "report/figures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "allot/version.hpp"
#include "base/text.hpp"
#include "report/csv_line.hpp"
#include "report/json.hpp"
#include "report/lateness_words.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Cell;
using report::JsonTree;

using report::meaning_of;

using Parts = std::vector<std::pair<std::string, double>>;

void add_map(JsonTree& tree, std::string_view key, const Parts& parts) {
  std::string text;
  for (const auto& [name, value] : parts)
    text += (text.empty() ? "" : ", ") + report::json_string(name) + ": " + report::json_number(value);
  tree.add(key, "{" + text + "}");
}

void add_remedies(JsonTree& tree, const Remedies& remedies) {
  std::vector<std::string> binding, enough, short_of;
  for (const std::string& part : remedies.binding) binding.push_back(report::json_string(part));
  for (const Remedy& it : remedies.tried)
    (it.value ? enough : short_of)
        .push_back(report::json_object({{"part", report::json_string(it.part)},
                                        {"pointer", report::json_string(it.pointer)},
                                        {"value", report::json_string_or_null(it.value)},
                                        {"change", report::json_string(it.words)}}));
  tree.add("binding", report::json_array(binding));
  tree.add("would_meet", report::json_array(enough));
  tree.add("would_not_meet", report::json_array(short_of));
}

void add_entities(JsonTree& tree, std::string_view kind, const std::vector<Explanation>& entities) {
  tree.open(kind);
  for (const Explanation& it : entities) {
    tree.open(it.id);
    tree.add("unit_days_late", report::json_number(it.unit_days_late));
    tree.add("units", report::json_number(it.units));
    tree.add("late", report::json_number(it.late));
    tree.add("early", report::json_number(it.early));
    add_map(tree, "parts", it.parts);
    add_map(tree, "reassigned_by", it.reassigned_by);
    add_map(tree, "passed_over_by", it.passed_over_by);
    tree.add("open_units", report::json_number(it.open_units));
    if (it.remedies) add_remedies(tree, *it.remedies);
    tree.close();
  }
  tree.close();
}

std::string as_json(const Explanations& all) {
  JsonTree tree;
  tree.add("allot", report::json_object(
                        {{"version", report::json_string(version)}, {"format", std::to_string(format_version)}}));
  tree.add("scenario", report::json_object({{"name", report::json_string(all.scenario)}}));
  tree.add("run", report::json_object(
                      {{"replications", std::to_string(all.replications)}, {"seed", std::to_string(all.seed)}}));
  add_entities(tree, "organisation", all.organisations);
  add_entities(tree, "order", all.orders);
  return tree.take();
}

std::string as_csv(const Explanations& all) {
  std::string text = report::csv_line({"kind", "entity", "part", "unit_days"});
  const auto add = [&](const char* kind, const std::vector<Explanation>& entities) {
    for (const Explanation& it : entities) {
      text += report::csv_line({kind, it.id, "total", shortest(it.unit_days_late)});
      for (const auto& [part, value] : it.parts) text += report::csv_line({kind, it.id, part, shortest(value)});
    }
  };
  add("organisation", all.organisations);
  add("order", all.orders);
  return text;
}

std::string days_each(double unit_days, double units) {
  if (units <= 0) return "-";
  const std::string text = fmt::format("{:.1f}", unit_days / units);
  return text == "-0.0" ? "0.0" : text;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& it : texts) out += (out.empty() ? "" : std::string(between)) + it;
  return out;
}

std::string list_of(std::string_view head, std::string_view unit, const Parts& parts, EntityKind kind,
                    const Labels& labels, const Style& style) {
  std::string listed;
  for (const auto& [name, value] : parts)
    if (std::llround(value) != 0)
      listed += fmt::format("{}{} {}", listed.empty() ? "" : ", ", report::full_name(labels, kind, name),
                            report::whole(value));
  if (listed.empty()) return {};
  return report::wrapped(fmt::format("{} ({}): {}", head, unit, listed), style.width, 2);
}

std::string remedies_text(const Remedies& remedies, const Style& style) {
  std::vector<std::string> enough, short_of;
  for (const Remedy& it : remedies.tried) (it.value ? enough : short_of).push_back(report::one_line(it.words));
  std::string text =
      report::wrapped("what binds most: " + report::one_line(joined(remedies.binding, ", ")), style.width, 2);
  if (!enough.empty())
    text += report::wrapped("online by its due date in the mean, all else as it is, if", style.width, 2);
  for (std::size_t i = 0; i < enough.size(); ++i)
    text += report::wrapped((i > 0 ? "or " : "") + enough[i], style.width, 4);
  if (enough.empty())
    text +=
        report::wrapped("no single change that was tried would have brought it online by its due date", style.width, 2);
  if (!short_of.empty()) text += report::wrapped("not enough: " + joined(short_of, "; "), style.width, 2);
  return text;
}

bool is_one(double number) { return std::llround(number) == 1; }

std::string as_table(EntityKind kind, const Explanation& it, const Labels& labels, const Style& style) {
  const bool is_late = it.unit_days_late >= 0;
  std::string text = report::bold_lines(
      (kind == EntityKind::order ? "Order " : "Organisation ") + report::full_name(labels, kind, it.id), style);
  if (it.units == 0)
    return text + report::wrapped("holds no units with a due date: nothing can be online after it", style.width, 2) +
           "\n";
  text += report::wrapped(
      fmt::format("{} with a due date, online {} {} it in all: {} days a unit", report::counted_whole(it.units, "unit"),
                  report::counted_whole(std::abs(it.unit_days_late), "GPU-day"), is_late ? "after" : "before",
                  days_each(std::abs(it.unit_days_late), it.units)),
      style.width, 2);
  std::string in_time = fmt::format("{} after it, {} before it", report::whole(it.late), report::whole(it.early));
  if (it.open_units >= 0.5)
    in_time += fmt::format("; {} not online at the end and {} up to it",
                           report::counted_whole(it.open_units, "unit") + (is_one(it.open_units) ? " is" : " are"),
                           is_one(it.open_units) ? "counts" : "count");
  text += report::wrapped(in_time, style.width, 2) + "\n";
  report::Table table;
  table.columns = {{"from due to online", "", report::Align::left},
                   {"GPU-days", ""},
                   {"days a unit", ""},
                   {"", "", report::Align::left}};
  for (const auto& [part, value] : it.parts)
    if (std::abs(value) >= 0.5)
      table.rows.push_back({{Cell{part, ""}, Cell{report::whole(value), ""}, Cell{days_each(value, it.units), ""},
                             Cell{meaning_of(part, value > 0), ""}}});
  table.rows.push_back(
      {{Cell{"sum", ""}, Cell{report::whole(it.unit_days_late), ""}, Cell{days_each(it.unit_days_late, it.units), ""},
        Cell{is_late ? "online after its due date" : "online before its due date", ""}},
       true});
  text += report::text_of(table, style) + "\n";
  text += list_of("by decision", "GPU-days", it.reassigned_by, EntityKind::intervention, labels, style);
  text += list_of("served in between", "units", it.passed_over_by, EntityKind::organisation, labels, style);
  if (it.remedies) text += remedies_text(*it.remedies, style);
  return text + "\n";
}

std::string as_table(const Explanations& all, const Style& style) {
  std::string text =
      report::bold_lines(
          report::one_line(all.scenario) +
              (all.replications == 1
                   ? fmt::format(": where the days from due to online went, 1 replication, seed {}", all.seed)
                   : fmt::format(": where the days from due to online went, mean of {}, seed {}",
                                 report::counted(all.replications, "replication"), all.seed)),
          style) +
      "\n";
  for (const Explanation& it : all.organisations) text += as_table(EntityKind::organisation, it, all.labels, style);
  for (const Explanation& it : all.orders) text += as_table(EntityKind::order, it, all.labels, style);
  return text;
}

}  // namespace

std::string render(const Explanations& explanations, Format format, const Style& style) {
  return report::rendered(
      explanations, format, [&](const Explanations& it) { return as_table(it, report::wide_enough(style)); },
      [](const Explanations& it) { return as_json(it); }, [](const Explanations& it) { return as_csv(it); });
}

}  // namespace allot
