#include <fmt/core.h>

#include "base/text.hpp"
#include "cli/topics.hpp"
#include "scenario/families.hpp"
#include "scenario/form.hpp"

/// How values are written: kinds, distributions, parameters, notes, variants.
namespace allot::cli {
namespace {

using scenario::FamilyFacts;
using scenario::Parametrisation;

std::string in_durations(const FamilyFacts& family) {
  if (family.name == "empirical")
    return "In a duration the column holds days where no unit is named; a cell may say its own, \"36h\".";
  if (family.ways.empty()) return "In a duration its values are written as durations, \"36h\".";
  return "In a duration a plain number counts days; a text such as \"36h\" says another unit.";
}

Topic topic_of(const FamilyFacts& family) {
  Topic topic{"distribution", {std::string(family.name)}, std::string(family.meaning) + "\n\n"};
  for (const std::string& way : ways_of(family)) topic.text += "  " + way + "\n";
  topic.text += "\nIt stands where a field may be uncertain or random. " + in_durations(family);
  topic.text += fmt::format(" A shift may stand beside its name: {{\"{}\": ..., \"plus\": \"5d\"}}.\n", family.name);
  return topic;
}

Topic parameters() {
  return {"value",
          {"parameters", "parameter"},
          "A named value of `parameters`, in place of a number, quantity, duration, rate, power or date. A parameter "
          "that is a distribution is what nobody knows: it is drawn once per replication, for all that refer to it.\n\n"
          "  {\"parameter\": \"share\", \"times\": 12000}                  12000 times it\n"
          "  {\"parameter\": \"share\", \"times\": -12000, \"plus\": 12000}  the rest of 12000\n"
          "  {\"parameter\": \"delay\", \"from\": \"2024-07-15\"}           a date, so many days later\n\n"
          "Units are rounded to whole lots. A label is what reports call it: beside a distribution, "
          "{\"uniform\": {...}, \"label\": \"the share that goes early\"}, or beside a value, {\"value\": 0.5, "
          "\"label\": ...}.\n"};
}

Topic defaults() {
  return {"value",
          {"defaults"},
          "An object for each section, merged, deep, under every entry of it, rows of order books and placed orders "
          "included. What an entry says itself stands. A distribution, a reference to a parameter, an action or a rule "
          "is filled whole or not at all.\n\n"
          "  \"defaults\": {\"orders\": {\"supplier\": \"nvidia\", \"product\": \"h100\"}}\n\n"
          "They fill in when `extends`, variants and --set have done their work; allot validate --resolved shows what "
          "comes out.\n"};
}

Topic order_books() {
  return {
      "value",
      {"order_books", "order book"},
      "A list of CSV files with orders, in the scenario's folder or below. The first line names the columns: `id` "
      "and any fields of `orders`, each also as KEY#, a note on it. | separates what is a list: ids of sites and "
      "products, and dated units, DATE:UNITS, in `deliveries`, `in_transit` and `delivered`. An empty cell is as "
      "if the key were left out. The file is UTF-8 and CSV as RFC 4180 has it: a cell with a comma, a quote or a line "
      "end stands in quotes, and each quote in it is doubled.\n\n"
      "  id,organisation,units,units#,placed,due,site,in_transit\n"
      "  a-1,tesla,12000,reported: memo,2023-06-01,2024-01-31,hall-a|hall-b,2023-12-05:400|2023-12-12:800\n\n"
      "Its orders are orders like those of the file: all that names an order may name them, and patches and --set "
      "reach them at /orders/ID. Errors name the line and the column of the book.\n\n"
      "A file of another program is read with a map in the place of its name, or with a .json file that has one:\n\n"
      "  {\"file\": \"orders.csv\", \"delimiter\": \";\", \"decimal\": \",\",\n"
      "   \"dates\": \"DD.MM.YYYY\",\n"
      "   \"columns\": {\"id\": [\"SO number\", \"Line\"],\n"
      "               \"organisation\": \"Customer\", \"units\": \"Qty\"},\n"
      "   \"values\": {\"Customer\": {\"ACME Corp.\": \"acme\"}}}\n\n"
      "Columns that are called as a field need no entry. Dates are written in D, M and Y, with MMM for a month's name; "
      "a time may follow. Thousands may be parted. Rows of nothing but blanks are passed over. `allot import` guesses "
      "such a map.\n"};
}

Topic extends() {
  return {"value",
          {"extends"},
          "The name of a scenario in the same folder or below. This file is then a merge patch on it: what it names is "
          "changed, null removes.\n\n"
          "  {\"extends\": \"base.json\", \"parameters\": {\"hall_ready\": \"2024-09-01\"}}\n"};
}

Topic sources() {
  return {"value",
          {"sources"},
          "Where numbers come from: a list of texts, or an object of id to title, url and date. Notes (\"KEY#\") name "
          "a source by its id.\n"};
}

Topic notes() {
  return {"value",
          {"notes", "note"},
          "Beside any key KEY, \"KEY#\" says how far its value can be trusted and where it comes from: \"CONFIDENCE: "
          "SOURCE\", then a few words if need be. Confidence is reported, estimated or assumed. A note moves and goes "
          "with its value.\n\n"
          "  \"units\": 12000, \"units#\": \"reported: swap-001\"\n\n"
          "allot validate --sources lists all values, those without a note first; results say what rests on an "
          "assumption.\n"};
}

Topic variants() {
  return {"value",
          {"variants", "variant"},
          "Named changes of the scenario. A variant is a merge patch (RFC 7396: what it names is changed, null "
          "removes), the name of another variant, or a list of these and of operations of a JSON Patch (RFC 6902).\n\n"
          "  \"variants\": {\"no-swap\": {\"interventions\": {\"swap\": null}},\n"
          "               \"later\": [\"no-swap\", {\"parameters\": {\"hall\": \"2025-01-01\"}}]}\n\n"
          "A distribution, a reference to a parameter, an action or a rule is replaced whole. --variant no-swap "
          "applies one, --variant no-swap+later several; `base` is the scenario as written. A merge patch may say "
          "\"label\", "
          "what reports call the variant; `comparisons` says which of them `allot compare` sets against which.\n"};
}

Topic cost_of_variant() {
  return {"value",
          {"variants.cost"},
          "What a variant costs, said in its merge patch: money, which everyone's decision_cost counts where the variant "
          "is applied, once. What it buys for that, `allot compare` tells among the levers. What a single decision costs "
          "stands at interventions.cost; any other cost in `costs`.\n\n"
          "  \"variants\": {\"rail\": {\"cost\": \"40000 EUR\", \"suppliers\": {...}}}\n"};
}

Topic period() {
  return {"value",
          {"period", "month", "quarter", "year"},
          "What contracts count by, in `per` and `period`: a duration, counted from the start of the scenario, or a "
          "calendar one, UTC, whose first is what is left of the one that holds the start. A cap of units without "
          "`per` holds for one run.\n\n"
          "  \"per\": \"4w\"       spans of four weeks from the start\n"
          "  \"per\": \"month\"    calendar months; \"quarter\", \"year\" likewise\n"
          "  \"per\": \"all\"      the whole simulation, as one\n"};
}

}  // namespace

std::vector<std::string> ways_of(const FamilyFacts& family) {
  if (family.ways.empty()) return {fmt::format("{{\"{}\": {}}}", family.name, family.example)};
  std::vector<std::string> out;
  for (const Parametrisation& way : family.ways) {
    std::string arguments, optional;
    for (const auto& argument : way.needed)
      if (!argument.name.empty())
        arguments +=
            fmt::format("{}\"{}\": {}", arguments.empty() ? "" : ", ", argument.name, trimmed(argument.example));
    for (const std::string_view name : way.optional)
      if (!name.empty()) optional += fmt::format("{}{}", optional.empty() ? "" : ", ", name);
    out.push_back(fmt::format("{{\"{}\": {{{}}}}}{}", family.name, arguments,
                              optional.empty() ? "" : "  and, if need be, " + optional));
  }
  return out;
}

// The text of all families, one below the other.
Topic distributions() {
  Topic topic{"value",
              {"distribution", "distributions", "random", "uncertain"},
              "What may stand where a field may be uncertain (drawn once per replication) or random (drawn for each "
              "occurrence): an object with the name of one family and its figures.\n",
              ""};
  for (const FamilyFacts& family : scenario::family_facts()) {
    topic.text += fmt::format("\n{}: {}\n", family.name, family.meaning);
    for (const std::string& way : ways_of(family)) topic.text += "  " + way + "\n";
  }
  topic.text +=
      "\nIn a duration a plain number counts days, and a text such as \"36h\" says another unit; in a date values are "
      "dates. A shift may stand beside the name: {\"gamma\": ..., \"plus\": \"5d\"}. allot describe FAMILY tells more, "
      "allot sample shows what one draws:\n\n"
      "  allot sample '{\"lognormal\": {\"median\": \"45d\", \"p90\": \"90d\"}}'\n";
  return topic;
}

std::vector<Topic> value_topics() {
  std::vector<Topic> out;
  for (const auto& kind : scenario::kind_facts())
    out.push_back({"value", {std::string(kind.word)}, std::string(kind.written) + "\n"});
  out.push_back(distributions());
  out.push_back(parameters());
  out.push_back(defaults());
  out.push_back(order_books());
  out.push_back(extends());
  out.push_back(sources());
  out.push_back(notes());
  out.push_back(variants());
  out.push_back(cost_of_variant());
  out.push_back(period());
  for (const FamilyFacts& family : scenario::family_facts()) out.push_back(topic_of(family));
  return out;
}

}  // namespace allot::cli
