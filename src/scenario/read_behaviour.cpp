#include "base/exact.hpp"
#include "scenario/sections.hpp"

/// How organisations order by themselves, and what binds an order.
namespace allot::scenario {

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Fee& fee) {
  if (at.node().is(Draft::Type::string)) {
    return read_field(reader, at, {.key = spec.key, .meaning = spec.meaning, .kind = Kind::money}, fee.money);
  }
  read_field(reader, at, spec, fee.share);
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<RoadmapPoint>& points) {
  if (!at.node().is(Draft::Type::array) || at.node().items.empty())
    return reader.mismatch(at, "a list of [date, units]");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor pair = at.item(i, index);
    if (!pair.node().is(Draft::Type::array) || pair.node().items.size() != 2) {
      reader.mismatch(pair, "[date, units]");
      continue;
    }
    RoadmapPoint& point = points.emplace_back();
    Decimal date;
    const Spec day_spec{.key = "", .meaning = spec.meaning, .kind = Kind::date, .least = no_least};
    if (read_known(reader, pair.item(0, "0"), day_spec, date)) point.date = half_up(date);
    read_value(reader, pair.item(1, "1"), {.key = "", .meaning = spec.meaning, .kind = Kind::units}, point.units);
    if (points.size() > 1 && point.date <= points[points.size() - 2].date)
      reader.problem(pair, "dates of a roadmap have to rise");
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec&, OrderBehaviour& behaviour) {
  read_fields(reader, at, behaviour);
}

// What a target leaves out is filled as an order of the file is.
void read_field(Reader& reader, const Cursor& at, const Spec&, Target& target) {
  read_fields(reader, at, target);
  if (!reader.order_defaults || !at.node().is(Draft::Type::object)) return;
  fields(target, [&](const Spec& spec, auto&& member) {
    if (at.member(spec.key).exists()) return;
    const Draft* const fill = reader.order_defaults->find(spec.key);
    if (fill && !fill->is(Draft::Type::null)) read_field(reader, Cursor(at, spec.key, fill, nullptr), spec, member);
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Inflate& inflate) { read_fields(reader, at, inflate); }

void read_field(Reader& reader, const Cursor& at, const Spec&, Duplicate& duplicate) {
  read_fields(reader, at, duplicate);
}

void check_duplicate(Reader& reader, const Cursor& owner, const std::vector<Ref>& suppliers,
                     const Duplicate& duplicate) {
  const Cursor at = owner.member("duplicate");
  if (!at.exists()) return;
  std::vector<Ref> seen = suppliers;
  for (const Ref supplier : duplicate.suppliers) {
    if (!supplier) continue;
    if (std::find(seen.begin(), seen.end(), supplier) != seen.end())
      reader.problem(at.member("suppliers"),
                     "the need is ordered from each supplier once: one stands here twice, or is the order's own");
    seen.push_back(supplier);
  }
}

namespace {

void complete_target(Reader& reader, const Cursor& at, const Scenario& scenario, Ref organisation, Target& target) {
  if (!target.product && scenario.products.size() == 1 && !at.member("product").exists()) target.product = {0};
  if (!target.product && !at.member("product").exists())
    reader.problem(at, "'product' is missing: what it orders, where there is more than one product");
  if (target.suppliers.empty() && scenario.suppliers.size() == 1) target.suppliers = {{0}};
  if (target.suppliers.empty())
    reader.problem(at, "'supplier' is missing: from whom, where there is more than one supplier");
  Order order;
  order.organisation = organisation;
  order.sites = target.sites;
  complete_order(reader, scenario, order);
  target.sites = std::move(order.sites);
  for (const Ref site : target.sites)
    if (site && !(scenario.sites[site.at()].organisation == organisation))
      reader.problem(at.member("site").exists() ? at.member("site") : at,
                     "site '" + scenario.sites[site.at()].id + "' belongs to another organisation");
  if (target.duplicate) check_duplicate(reader, at, target.suppliers, *target.duplicate);
}

}  // namespace

void complete_behaviours(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("organisations");
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i) {
    std::optional<Target>& target = scenario.organisations[i].order_behaviour.target;
    if (!target) continue;
    const Entry& entry = sections.organisations[i];
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "organisations"));
    const Cursor behaviour = at.member("order_behaviour"), own = behaviour.member("target");
    complete_target(reader, own, scenario, {static_cast<std::int32_t>(i)}, *target);
  }
}

}  // namespace allot::scenario
