#include "base/pointer.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/books.hpp"
#include "scenario/edit.hpp"
#include "scenario/members.hpp"
#include "scenario/order_book.hpp"
#include "scenario/row_books.hpp"
#include "scenario/sections.hpp"
#include "scenario/value_text.hpp"

namespace allot {
namespace scenario {
namespace {

void read_version(Reader& reader, const Cursor& root) {
  const Cursor version = root.member("allot");
  if (!version.exists()) return reader.problem(root, "'allot' is missing: the version of the format, 1");
  if (!version.node().is(Draft::Type::number) || version.node().number != 1)
    reader.mismatch(version, "1, the version of the format that this program reads");
}

void read_top(Reader& reader, const Cursor& root, Scenario& scenario) {
  read_fields(reader, root, scenario,
              {"allot",      "$schema",        "sources",       "parameters",      "defaults",    "products",
               "groups",     "organisations",  "sites",         "suppliers",       "order_books", "supply_books",
               "site_books", "received_books", "shipped_books", "cancelled_books", "award_books", "orders",
               "streams",    "interventions",  "milestones",    "variants",        "comparisons", "actuals",
               "money",      "price_curves"});
}

void read_defaults(Reader& reader, const Cursor& root) {
  const Cursor defaults = root.member("defaults");
  if (!defaults.exists()) return;
  if (!defaults.node().is(Draft::Type::object)) return reader.mismatch(defaults, "an object of sections");
  refuse_unknown_keys(
      reader, defaults,
      {"products", "groups", "organisations", "sites", "suppliers", "orders", "streams", "interventions"});
}

void name_supply(Reader& reader, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.suppliers.size(); ++i)
    for (const SupplyPiece& piece : scenario.suppliers[i].supply)
      reader.supply_names({static_cast<std::int32_t>(i)}).add(piece.id);
}

}  // namespace

namespace {

const std::string* label_in(const Draft& node) {
  const Draft* label = node.is(Draft::Type::object) ? node.find("label") : nullptr;
  return label && label->is(Draft::Type::string) ? &label->text : nullptr;
}

// With the label of what the node stands in.
void read_labelled_notes(const Draft& node, const std::string& pointer, const std::string* label,
                         std::vector<Note>& notes) {
  if (const std::string* own = label_in(node)) label = own;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const std::string key = i < node.keys.size() ? node.keys[i] : std::to_string(i);
    const Draft& item = node.items[i];
    if (pointer.empty() && (key == "variants" || key == "sources" || is_book_section(key))) continue;
    if (key.ends_with('#') && item.is(Draft::Type::string)) {
      const std::string of = key.substr(0, key.size() - 1);
      Note note = note_at(pointer + "/" + escaped_key(of), item.text);
      const Draft* value = node.find(of);
      if (value) note.value = value_text(*value);
      if (const std::string* own = value ? label_in(*value) : nullptr)
        note.label = *own;
      else if (label)
        note.label = *label;
      notes.push_back(std::move(note));
    } else {
      read_labelled_notes(item, pointer + "/" + escaped_key(key), label, notes);
    }
  }
}

}  // namespace

void read_notes(const Draft& node, const std::string& pointer, std::vector<Note>& notes) {
  read_labelled_notes(node, pointer, nullptr, notes);
}

namespace {

void check_notes(Reader& reader, const Cursor& root, const std::vector<Note>& notes) {
  for (const Note& note : notes) {
    if (is_confidence(note.confidence)) continue;
    Problem problem = wrong_note(root.place(), note);
    if (const Draft* at_note = at(root.node(), note.pointer + "#")) problem.place = at_note->place;
    reader.problem(std::move(problem));
  }
}

}  // namespace

Note note_at(std::string pointer, std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  return {std::move(pointer), std::string(text.substr(0, colon)),
          std::string(text.substr(std::min(colon + 2, text.size())))};
}

bool is_confidence(std::string_view word) { return word == "reported" || word == "estimated" || word == "assumed"; }

Problem wrong_note(const Place& place, const Note& note) {
  return {place, note.pointer + "#", "expected \"CONFIDENCE: SOURCE\", found '" + note.confidence + "'",
          "confidence is reported, estimated or assumed", false};
}

namespace {

// Names can only be found in what has the right shape; what has not is said once, here.
Scenario read_scenario(Reader& reader, const Cursor& root) {
  Scenario scenario;
  read_version(reader, root);
  read_defaults(reader, root);
  const Sections sections = find_sections(reader, root);
  reader.order_defaults = defaults_of(root, "orders");
  read_currencies(reader, root);
  read_parameters(reader, root);
  read_top(reader, root, scenario);
  read_money(reader, root, scenario);
  read_price_curves(reader, root, sections, scenario);
  read_entries(reader, root.member("products"), sections.products, defaults_of(root, "products"), scenario.products);
  read_policy_sections(reader, root, sections, scenario);
  reader.note_sites(scenario);
  name_supply(reader, scenario);
  check_substitutes(reader, root, sections, scenario);
  complete_behaviours(reader, root, sections, scenario);
  read_orders(reader, root, sections, scenario);
  read_order_books(reader, root, scenario);
  read_placed_orders(reader, root, sections, scenario);
  read_allocations(reader, root, sections, scenario.suppliers);
  check_market(reader, root, sections, scenario);
  read_streams(reader, root, sections, scenario);
  read_interventions(reader, root, sections, scenario);
  check_timing(reader, root, sections, scenario);
  check_costs(reader, root, sections, scenario);
  read_costs(reader, root, scenario);
  read_entries(reader, root.member("milestones"), sections.milestones, nullptr, scenario.milestones);
  check_demand(reader, root, sections, scenario);
  read_actuals(reader, root, scenario);
  check_parts(reader, root, sections, scenario);
  if (reader.problems().empty()) check_policy_orders(reader, root, sections, scenario);
  check_totals(reader, root, scenario);
  if (reader.problems().empty()) read_set_policies(reader, root, sections, scenario);
  if (reader.problems().empty()) check_kits(reader, root, sections, scenario);
  if (reader.problems().empty()) check_missing(reader, root, sections, scenario);
  read_notes(root.node(), "", scenario.notes);
  check_notes(reader, root, scenario.notes);
  scenario.parameters = reader.parameters;
  scenario.currency = reader.currency;
  read_variants(reader, root, scenario);
  read_comparisons(reader, root, scenario);
  return scenario;
}

}  // namespace
}  // namespace scenario

namespace {

Scenario checked(const ScenarioFile& file, std::optional<scenario::KnownRows> known_rows) {
  const Loader load = [&file](const std::string& name) {
    const TextPointer open = file.shelf->text(name);
    return open ? open : file.load(name);
  };
  scenario::Reader reader(load, file.book_edits);
  reader.problems() = scenario::problems_in_rows(file);
  if (known_rows) reader.known_rows.emplace(*known_rows);
  const scenario::Cursor root(file.root);
  if (!file.root.is(Draft::Type::object)) {
    reader.mismatch(root, "a scenario: an object");
    throw InputError(std::move(reader.problems()));
  }
  if (!scenario::has_its_rows(file)) reader.problem(root, "rows of its books are missing: they come with `read_text`");
  Scenario scenario = scenario::read_scenario(reader, root);
  scenario::name_columns(file, reader.problems());
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  scenario.variant = file.variant;
  return scenario;
}

}  // namespace

Scenario check(const ScenarioFile& file) { return checked(file, std::nullopt); }

Scenario check_variant(const ScenarioFile& variant, const ScenarioFile& file, const Scenario& scenario) {
  const bool knows_rows = scenario::rows_read_the_same(variant, file);
  return checked(variant, knows_rows ? std::optional(scenario::rows_of(file, scenario)) : std::nullopt);
}

}  // namespace allot
