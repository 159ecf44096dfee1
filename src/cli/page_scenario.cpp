#include <fmt/core.h>

#include <algorithm>
#include <span>

#include "allot/allocation.hpp"
#include "cli/pages.hpp"
#include "cli/topics.hpp"
#include "scenario/families.hpp"
#include "scenario/form.hpp"
#include "scenario/reference.hpp"

namespace allot::cli {
namespace {

using scenario::FieldFacts;
using scenario::PartFacts;

constexpr std::string_view opening = R"(# The scenario file

Printed by `allot describe --reference scenario` from the tables that the program reads with: change those, not this page.

A scenario is one JSON document; comments (`//`, `/* */`) are allowed. `"allot": 1` says the version of the format, `start` and `end` the window that is simulated. Everything else stands in **sections** (`products`, `organisations`, `orders`, ...) that may be left out. A section is an object of entries by id, or a list of objects with `id`; ids are letters, digits and `. _ - : / # @ +`, at most 64, with a letter or digit first and no `#` last (`KEY#` is a note); they are matched exactly, `SO-1` is not `so-1`, and a `/` in an id is `~1` in a pointer, as in `--set /orders/4500012345~110/units=8`. A variant's name has no `+` and no `,`. A key that is not in this page is an error. `allot schema` prints the same as a JSON Schema, for editors; `allot validate --resolved` prints a scenario with every default filled in.

**Values.** A quantity is written with its unit: `"90d"`, `"1.4 kW"`, `"30000/w"`. Where the tables say *may be uncertain*, a reference to a parameter or a distribution may stand instead; it is drawn once per replication: what nobody knows. Where they say *may be random*, a distribution is drawn for each occurrence: each shipment, each lot, each order. Where they say neither, the value has to be known (a parameter that is no distribution will do). Decimals count as they are written, with up to 18 digits: 0.29 of 50 units is 14.5, rounded half up to 15.

**Parameters.** `parameters` is an object of named values. `{"parameter": "share"}` stands for the value, `{"parameter": "share", "times": -12000, "plus": 12000}` for a straight line of it, and `{"parameter": "delay", "from": "2024-07-15"}` for a date so much later. All that refer to an uncertain parameter see the same draw. Quantities are rounded to whole lots. A parameter may have a label, which reports use: `{"uniform": {...}, "label": "the share that goes early"}`, or `{"value": 0.5, "label": "..."}`.

**Defaults.** `defaults` has an object for each section, merged, deep, under each of its entries, rows of order books and placed orders included. A distribution, a reference, an action or a rule is one value: filled whole or not at all. `null` is as if the key were left out.

**Order books.** `order_books` is a list of CSV files with orders, read from the scenario's folder or below. Their first line names the columns: `id` and any fields of `orders`, each also as `KEY#`, a note on it. A bar separates what is a list: ids of sites or products (`hall-a|hall-b`), dated units (`2024-01-05:400|2024-02-01:300`) in `deliveries`, `in_transit` and `delivered`. An empty cell is as if the key were left out, and `defaults` fill it. Its orders are orders like those of the file: whatever names an order may name them, and variants and `--set` reach them at `/orders/ID`.

**Files as they come.** What another program exports is read with a map: in the place of the file's name `{"file": "orders.csv", "columns": {"id": ["SO number", "Line"], "organisation": "Customer", "units": "Qty", "due": "Promised"}, "values": {"Customer": {"ACME Corp.": "acme"}}, "dates": "DD.MM.YYYY", "delimiter": ";", "decimal": ","}`, or the name of a `.json` file that has this; the CSV file lies beside it then. `allot import` writes one. Blanks around cells do not count, rows of nothing but blanks are passed over; columns that no field is read from are remarked on once, those in `ignored` are not. A file is UTF-8, with a byte-order mark or without. `supply_books`, `site_books`, `received_books`, `shipped_books` and `cancelled_books` are lists of such files, too: their rows stand among what the scenario says itself, so that variants, files that extend it and `--set` reach them there, and errors name line and column of the CSV file. A variant may name other books; their rows then take the place of the former.

**Notes.** Beside any `KEY`, `"KEY#": "CONFIDENCE: SOURCE"` says how far its value can be trusted: reported, estimated or assumed, and by whom. `sources` lists what the sources are. `allot validate --sources` lists the values that have no note.

**Variants.** `variants` is an object of named changes: a merge patch (RFC 7396; a null for what is not there changes nothing, and is noted), the name of another variant, or a list of these and of operations of a JSON Patch (RFC 6902). `--variant A+B` applies them in that order, before `--set`; `allot compare` runs them side by side. A merge patch may say `label`, what reports call the variant; it is no part of the patch. A file that `extends` another is a merge patch on it. Patches reach entries of lists by their id.
)";

// A bar would end the cell.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& it : cells) out += " " + cell(it) + " |";
  return out + "\n";
}

std::string head(const std::vector<std::string>& cells) {
  std::string out = row(cells) + "|";
  for (std::size_t i = 0; i < cells.size(); ++i) out += " --- |";
  return out + "\n";
}

std::string code(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", text); }

std::string kinds_table() {
  std::string out = "\n## Kinds of values\n\n" + head({"kind", "written"});
  for (const auto& kind : scenario::kind_facts()) out += row({std::string(kind.word), std::string(kind.written)});
  return out;
}

std::string distributions_table() {
  std::string out =
      "\n## Distributions\n\nAn object with one of these keys, and `plus` beside it to shift it. In a duration, plain "
      "numbers are days, but values in `fixed`, `discrete` and `mixture` are durations.\n\n" +
      head({"distribution", "what it is", "written"});
  for (const auto& family : scenario::family_facts()) {
    std::string ways;
    for (const std::string& way : ways_of(family))
      ways += (ways.empty() ? "" : "<br>") + code(way.substr(0, way.find("  "))) +
              way.substr(std::min(way.find("  "), way.size()));
    out += row({code(family.name), std::string(family.meaning), ways});
  }
  return out;
}

std::string rules_table() {
  std::string out =
      "\n## Rules\n\nWhat `suppliers.allocation.rules` may name. `allot describe RULE` shows what each makes of an "
      "example.\n\n" +
      head({"rule", "how a shortage is shared", "stands at", "weights"});
  for (const auto& rule : allocation::rules())
    out += row({code(rule.name), std::string(rule.meaning),
                rule.is_sequence                       ? "level order"
                : rule.rule == allocation::Rule::quota ? "group, organisation"
                                                       : "any level",
                rule.takes_weights ? "yes" : "no"});
  return out;
}

std::string default_of(const FieldFacts& field) { return field.is_required ? "required" : code(field.fallback); }

std::string fields_table(const PartFacts& part) {
  std::string out = head({"key", "value", "default", "meaning"});
  for (const FieldFacts& field : part.fields)
    out += row({code(field.key), field.written, default_of(field), field.meaning});
  return out;
}

std::string section(const PartFacts& part, std::span<const PartFacts> before) {
  std::string out = fmt::format("\n## {}\n\n{} Its fields stand at `{}/KEY`.\n",
                                part.path.empty() ? "At the top" : part.path, part.meaning, part.pointer);
  const auto twin = std::find_if(before.begin(), before.end(), [&](const PartFacts& it) {
    return it.definition == part.definition && fields_table(it) == fields_table(part);
  });
  return twin == before.end() ? out + "\n" + fields_table(part)
                              : out + fmt::format("\nThe fields of `{}`.\n", twin->path);
}

}  // namespace

std::string scenario_page() {
  std::string out(opening);
  out += kinds_table() + distributions_table();
  const std::vector<PartFacts> parts = scenario::reference();
  for (std::size_t i = 0; i < parts.size(); ++i) out += section(parts[i], std::span(parts).first(i));
  return out + rules_table();
}

}  // namespace allot::cli
