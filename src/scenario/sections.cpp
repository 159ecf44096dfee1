#include "scenario/sections.hpp"

#include "scenario/members.hpp"

#include "scenario/shape.hpp"

namespace allot::scenario {
namespace {

std::string text_of(const Draft& draft, const Draft* defaults, std::string_view key) {
  const Draft* own = draft.find(key);
  if (!own && defaults) own = defaults->find(key);
  return own && own->is(Draft::Type::string) ? own->text : std::string(key);
}

// A stream without an id is known by what it is for.
std::string stream_name(const Draft& draft, const Draft* defaults) {
  return text_of(draft, defaults, "organisation") + "." + text_of(draft, defaults, "supplier") + "." +
         text_of(draft, defaults, "product");
}

// An intervention without an id is known by its action.
std::string intervention_name(const Draft& draft) {
  for (const std::string& key : draft.keys)
    if (is_action(key)) return key;
  return "intervention";
}

std::vector<Entry> section(Reader& reader, const Cursor& root, std::string_view key, Section kind,
                           const std::function<std::string(const Draft&)>& name = {}) {
  const Cursor at = root.member(key);
  if (!at.exists()) return {};
  std::vector<Entry> entries = entries_of(reader, at, noun(kind), name);
  for (const Entry& entry : entries) reader.names(kind).add(entry.id);
  return entries;
}

}  // namespace

const Draft* defaults_of(const Cursor& root, std::string_view section) {
  const Draft* defaults = root.node().find("defaults");
  const Draft* found = defaults && defaults->is(Draft::Type::object) ? defaults->find(section) : nullptr;
  return found && found->is(Draft::Type::object) ? found : nullptr;
}

Sections find_sections(Reader& reader, const Cursor& root) {
  Sections found;
  found.products = section(reader, root, "products", Section::products);
  found.groups = section(reader, root, "groups", Section::groups);
  found.organisations = section(reader, root, "organisations", Section::organisations);
  found.sites = section(reader, root, "sites", Section::sites);
  found.suppliers = section(reader, root, "suppliers", Section::suppliers);
  found.orders = section(reader, root, "orders", Section::orders);
  const Draft* stream_defaults = defaults_of(root, "streams");
  found.streams = section(reader, root, "streams", Section::streams,
                          [&](const Draft& draft) { return stream_name(draft, stream_defaults); });
  found.interventions = section(reader, root, "interventions", Section::interventions, intervention_name);
  found.milestones = section(reader, root, "milestones", Section::milestones);
  found.price_curves = section(reader, root, "price_curves", Section::price_curves);
  return found;
}

namespace {

// {"value": 12000, "label": "units swapped"}, or a distribution with its label beside it: the value alone.
Draft bare_value(Reader& reader, const Cursor& at, std::string& label) {
  Draft value = at.node();
  if (!value.is(Draft::Type::object)) return value;
  if (const Cursor said = at.member("label"); said.exists()) read_text(reader, said, label);
  value.erase("label");
  const Cursor stated = at.member("value");
  if (!stated.exists()) return value;
  for (const std::string& key : value.keys)
    if (key != "value" && !is_note(key))
      reader.problem_at_key(Cursor(at, key, value.find(key), nullptr),
                            "a parameter is either a 'value' or a distribution");
  return stated.node();
}

}  // namespace

void read_parameters(Reader& reader, const Cursor& root) {
  const Cursor at = root.member("parameters");
  if (!at.exists()) return;
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of values by name");
  for (const std::string& key : at.node().keys) {
    if (key.ends_with('#')) continue;
    const Cursor value = at.member(key);
    if (!value.exists()) continue;
    reader.names(Section::parameters).add(key);
    Parameter& parameter = reader.parameters.emplace_back();
    parameter.id = key;
    const Draft bare = bare_value(reader, value, parameter.label);
    read_any_value(reader, Cursor(at, key, &bare, nullptr), parameter.value);
  }
}

void read_allocations(Reader& reader, const Cursor& root, const Sections& sections, std::vector<Supplier>& suppliers) {
  const Cursor section = root.member("suppliers");
  const Draft* defaults = defaults_of(root, "suppliers");
  for (std::size_t i = 0; i < suppliers.size(); ++i) {
    const Entry& entry = sections.suppliers[i];
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults), policy = at.member("allocation");
    if (policy.exists()) read_fields(reader, policy, suppliers[i].allocation);
  }
}

void complete_order(const Reader& reader, const Scenario& scenario, Order& order) {
  if (order.opening)
    for (DatedUnits& received : order.opening->delivered)
      if (received.date.number == received_at_the_start) received.date.number = scenario.start;
  if (order.sites.empty()) order.sites = reader.sites_of(order.organisation);
}

void resolve_peg(Reader& reader, const Cursor& order_at, Order& order) {
  const Cursor at = order_at.member("pegged");
  if (!at.exists()) return;
  std::string id;
  if (!read_text(reader, at, id) || !order.supplier) return;
  const Names& pieces = reader.supply_names(order.supplier);
  order.pegged = pieces.find(id);
  if (!order.pegged) reader.unknown(at, "piece of its supplier's plan", id, pieces);
}

void read_orders(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("orders");
  if (!section.exists()) return;
  const Draft* defaults = defaults_of(root, "orders");
  for (const Entry& entry : sections.orders) {
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults);
    Order order;
    order.id = entry.id;
    order.placed.kind = Kind::date;
    order.placed.number = scenario.start;
    read_fields(reader, at, order, {"id"});
    resolve_peg(reader, at, order);
    complete_order(reader, scenario, order);
    check_order(reader, at, scenario, order);
    scenario.orders.push_back(std::move(order));
  }
}

void read_streams(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("streams");
  if (!section.exists()) return;
  const Draft* defaults = defaults_of(root, "streams");
  for (const Entry& entry : sections.streams) {
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults);
    Stream stream;
    stream.id = entry.id;
    stream.from = scenario.start;
    stream.until = scenario.end;
    read_fields(reader, at, stream, {"id"});
    if (stream.sites.empty()) stream.sites = reader.sites_of(stream.organisation);
    if (stream.duplicate) check_duplicate(reader, at, {stream.supplier}, *stream.duplicate);
    scenario.streams.push_back(std::move(stream));
  }
}

}  // namespace allot::scenario
