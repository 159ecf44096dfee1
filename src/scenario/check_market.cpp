#include "base/text.hpp"
#include "scenario/sections.hpp"

/// Rules that span the fields of products, organisations, sites and suppliers.
namespace allot::scenario {
namespace {

constexpr double most_lots = 5e6;

void check_source(Reader& reader, const Cursor& at, const Source& source) {
  const bool ramp = source.from || source.until;
  if (source.at.has_value() == ramp) return reader.problem(at, "needs either 'at', or 'from' and 'until'");
  if (ramp && !(source.from && source.until)) return reader.problem(at, "a ramp needs both 'from' and 'until'");
  if (ramp && source.from->is_known() && source.until->is_known() && source.until->number <= source.from->number)
    reader.problem(at.member("until"), "a ramp has to end after it began");
}

void check_sources(Reader& reader, const Cursor& list, const std::vector<Source>& sources, bool is_gate) {
  if (!list.exists()) return;
  const std::vector<Entry> entries = entries_of(reader, list, "source");
  for (std::size_t i = 0; i < sources.size() && i < entries.size(); ++i) {
    const Cursor at = list.entry(entries[i].key, entries[i].id, *entries[i].node, nullptr);
    check_source(reader, at, sources[i]);
    if (is_gate && sources[i].add.kind != Kind::power)
      reader.problem(at.member("add"),
                     "expected "
                     "a power such as \"150 MW\": this gate is counted in watts");
    if (!is_gate && sources[i].add.kind != sources[0].add.kind)
      reader.problem(at.member("add"), "a site's room is counted in units or in power, not in both");
  }
}

void check_piece(Reader& reader, const Cursor& at, const Scenario& scenario, const SupplyPiece& piece) {
  const bool plan = piece.from || piece.until || piece.every || !piece.rate.empty();
  if (piece.at) {
    if (plan)
      return reader.problem(
          at, "is either a dated lot ('at', 'units') or a plan ('from', 'until', 'every', and 'rate' or 'units')");
    if (!piece.units) reader.problem(at, "'units' is missing: the size of the lot");
    return;
  }
  if (!piece.from || !piece.until || !piece.every)
    return reader.problem(at, "needs 'at' and 'units', or 'from', 'until', 'every', and 'rate' or 'units'");
  if (piece.units.has_value() != piece.rate.empty())
    reader.problem(at, "a plan has either a 'rate' or 'units', its total");
  if (*piece.until <= *piece.from) reader.problem(at.member("until"), "a plan has to end after it began");
  const double lots = static_cast<double>(std::min(*piece.until, scenario.end) - *piece.from) /
                      static_cast<double>(std::max<Duration>(1, piece.every->least()));
  if (lots > most_lots)
    reader.problem(at.member("every"), "makes " + with_thousands(static_cast<std::int64_t>(lots)) +
                                           " lots; at most 5,000,000 are simulated");
}

void check_supplier(Reader& reader, const Cursor& at, const Scenario& scenario, const Supplier& supplier) {
  const Cursor plan = at.member("supply");
  if (plan.exists()) {
    Reader ignored(reader.loader());
    const auto name = [](const Draft&) { return std::string("piece"); };
    const std::vector<Entry> entries = entries_of(ignored, plan, "piece of supply", name);
    for (std::size_t i = 0; i < supplier.supply.size(); ++i)
      check_piece(reader, plan.entry(entries[i].key, entries[i].id, *entries[i].node, nullptr), scenario,
                  supplier.supply[i]);
  }
  const Cursor policy = at.member("allocation");
  if (!policy.exists()) return;
  check_policy(reader, policy, scenario, supplier.allocation);
}

// Whoever buys for a supplier keeps nothing, and for one supplier.
void check_buyer(Reader& reader, const Cursor& at, const Scenario& scenario, std::size_t supplier) {
  const Ref buyer = scenario.suppliers[supplier].buys_as;
  if (!buyer) return;
  const std::string& id = scenario.organisations[buyer.at()].id;
  for (const Site& site : scenario.sites)
    if (site.organisation == buyer)
      reader.problem(at, "'" + id + "' has the site '" + site.id + "': what it receives would stay there");
  for (std::size_t before = 0; before < supplier; ++before)
    if (scenario.suppliers[before].buys_as == buyer)
      reader.problem(at, "'" + id + "' buys for '" + scenario.suppliers[before].id + "' already");
}

}  // namespace

void check_market(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  if (scenario.end <= scenario.start && root.member("end").exists())
    reader.problem(root.member("end"), "the end has to come after the start");
  check_groups(reader, root, sections, scenario.groups);
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
    const Entry& entry = sections.sites[i];
    const Cursor section = root.member("sites");
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "sites"));
    check_sources(reader, at.member("room"), scenario.sites[i].room, false);
    check_sources(reader, at.member("power"), scenario.sites[i].power, true);
  }
  for (std::size_t i = 0; i < scenario.suppliers.size(); ++i) {
    const Entry& entry = sections.suppliers[i];
    const Cursor section = root.member("suppliers");
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "suppliers"));
    check_supplier(reader, at, scenario, scenario.suppliers[i]);
    check_buyer(reader, at.member("buys_as"), scenario, i);
  }
}

}  // namespace allot::scenario
