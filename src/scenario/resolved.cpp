#include "allot/scenario_io.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/books.hpp"
#include "scenario/members.hpp"
#include "scenario/sections.hpp"

namespace allot {
namespace scenario {
namespace {

// What `fill` has and the value lacks, at every depth, except inside what is one value.
void fill_in(Draft& value, const Draft& fill) {
  for (std::size_t i = 0; i < fill.keys.size(); ++i) {
    Draft* own = value.find(fill.keys[i]);
    const std::string& key = fill.keys[i];
    if (key.ends_with('#') && value.find(key.substr(0, key.size() - 1))) continue;  // a note belongs to its value
    if (!own || own->is(Draft::Type::null))
      value.set(key, fill.items[i]);
    else if (own->is(Draft::Type::object) && fill.items[i].is(Draft::Type::object) && !is_whole_value(*own))
      fill_in(*own, fill.items[i]);
  }
}

template <class Entity>
void fill_fallbacks(Draft& value) {
  Entity entity;
  fields(entity, [&](const Spec& spec, auto&&) {
    if (spec.fallback && !value.find(spec.key)) value.set(spec.key, fallback_draft(spec.fallback));
  });
}

template <class Visit>
void visit_entries(Draft& root, std::string_view section, Visit&& visit) {
  Draft* found = root.find(section);
  if (!found) return;
  for (std::size_t i = 0; i < found->items.size(); ++i)
    if (i >= found->keys.size() || !found->keys[i].ends_with('#')) visit(found->items[i]);
}

template <class Entity>
void fill_section(Draft& root, const Draft* defaults, std::string_view section) {
  const Draft* fill = defaults ? defaults->find(section) : nullptr;
  visit_entries(root, section, [&](Draft& entry) {
    if (fill) fill_in(entry, *fill);
    fill_fallbacks<Entity>(entry);
  });
}

void fill_policy(Draft& supplier) {
  Draft policy = Draft::object_of();
  if (const Draft* own = supplier.find("allocation")) policy = *own;
  if (!policy.find("every") && !policy.find("on")) policy.set("on", Draft::string_of("arrival"));
  if (!policy.find("levels")) {
    Draft levels;
    levels.type = Draft::Type::array;
    levels.items = {Draft::string_of("organisation"), Draft::string_of("order")};
    policy.set("levels", levels);
  }
  Draft rules = Draft::object_of();
  if (const Draft* own = policy.find("rules")) rules = *own;
  std::size_t depth = 0;
  for (const Draft& level : policy.find("levels")->items) {
    const bool is_further = level.text == "group" && depth++ > 0;
    const std::string name = is_further ? level.text + "_" + std::to_string(depth) : level.text;
    if (!rules.find(name)) rules.set(name, Draft::string_of(level.text == "order" ? "fifo" : "proportional"));
  }
  policy.set("rules", rules);
  supplier.set("allocation", policy);
}

void fill_supplier(Draft& supplier) {
  fill_policy(supplier);
  visit_entries(supplier, "supply", [](Draft& piece) { fill_fallbacks<SupplyPiece>(piece); });
  visit_entries(supplier, "routes", [](Draft& route) {
    for (Draft& stage : route.items) fill_fallbacks<Stage>(stage);
  });
}

// Of an organisation's behaviour or of a stream.
void fill_gaming(Draft& owner) {
  if (Draft* inflate = owner.find("inflate"); inflate && inflate->is(Draft::Type::object))
    fill_fallbacks<Inflate>(*inflate);
  if (Draft* duplicate = owner.find("duplicate"); duplicate && duplicate->is(Draft::Type::object))
    fill_fallbacks<Duplicate>(*duplicate);
}

void fill_behaviour(Draft& organisation, const Draft* orders) {
  Draft* behaviour = organisation.find("order_behaviour");
  Draft* target = behaviour && behaviour->is(Draft::Type::object) ? behaviour->find("target") : nullptr;
  if (!target || !target->is(Draft::Type::object)) return;
  Target known;
  fields(known, [&](const Spec& spec, auto&&) {
    const Draft* fill = orders ? orders->find(spec.key) : nullptr;
    if (fill && !target->find(spec.key)) target->set(spec.key, *fill);
  });
  fill_fallbacks<Target>(*target);
  fill_gaming(*target);
}

void fill_dates(Draft& root, Draft& order) {
  if (!order.find("placed")) order.set("placed", *root.find("start"));
  if (!order.find("not_before")) order.set("not_before", *order.find("placed"));
}

// In the order of the books, behind the orders of the file: what edits made of a row cannot be said beside its book.
Draft with_rows_written_out(const ScenarioFile& file) {
  Draft root = file.root;
  if (!root.find("orders")) root.set("orders", Draft::object_of(root.place));
  Draft& orders = *root.find("orders");
  file.shelf->open(root, file.load);
  file.shelf->for_each([&](const std::string& id, Draft row) {
    const std::optional<Draft>* const edited = file.book_edits.row(id);
    if (!edited || *edited) add_entry(orders, id, edited ? **edited : std::move(row));
  });
  const Draft& added = file.book_edits.added;
  for (std::size_t i = 0; i < added.items.size(); ++i) add_entry(orders, added.keys[i], added.items[i]);
  root.erase("order_books");
  return root;
}

}  // namespace
}  // namespace scenario

Draft resolved(const ScenarioFile& file) {
  using namespace scenario;
  check(file);
  Draft root = file.book_edits.empty() ? file.root : with_rows_written_out(file);
  for (const BookSection& section : book_sections)
    if (section.kind != Books::orders) root.erase(section.key);  // its rows stand in the entries
  const Draft* found = root.find("defaults");
  const Draft defaults = found ? *found : Draft::object_of();
  const bool has_books = root.find("order_books") != nullptr;
  fill_fallbacks<Scenario>(root);
  if (Draft* money = root.find("money"); money && money->is(Draft::Type::object)) fill_fallbacks<MoneyTerms>(*money);
  fill_section<PriceCurve>(root, &defaults, "price_curves");
  visit_entries(root, "products", [](Draft& product) {
    if (Draft* it = product.find("depreciation"); it && it->is(Draft::Type::object)) fill_fallbacks<Depreciation>(*it);
  });
  fill_section<Product>(root, &defaults, "products");
  fill_section<Group>(root, &defaults, "groups");
  fill_section<Organisation>(root, &defaults, "organisations");
  fill_section<Site>(root, &defaults, "sites");
  fill_section<Supplier>(root, &defaults, "suppliers");
  fill_section<Order>(root, &defaults, "orders");
  fill_section<Stream>(root, &defaults, "streams");
  fill_section<Intervention>(root, &defaults, "interventions");
  visit_entries(root, "suppliers", [](Draft& supplier) { fill_supplier(supplier); });
  visit_entries(root, "sites", [](Draft& site) {
    for (const char* gate : {"room", "power"})
      visit_entries(site, gate, [](Draft& source) { fill_fallbacks<Source>(source); });
  });
  visit_entries(root, "organisations",
                [&](Draft& organisation) { fill_behaviour(organisation, defaults.find("orders")); });
  visit_entries(root, "streams", [](Draft& stream) { fill_gaming(stream); });
  visit_entries(root, "orders", [&](Draft& order) { fill_dates(root, order); });
  visit_entries(root, "interventions", [&](Draft& intervention) {
    Draft* order = intervention.find("order");
    if (order && order->is(Draft::Type::object) && defaults.find("orders")) fill_in(*order, *defaults.find("orders"));
  });
  root.erase("defaults");
  if (has_books && defaults.find("orders")) {  // rows of order books are still filled by it
    Draft kept = Draft::object_of();
    kept.set("orders", *defaults.find("orders"));
    root.set("defaults", kept);
  }
  return root;
}

}  // namespace allot
