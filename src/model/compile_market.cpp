#include <algorithm>

#include "base/exact.hpp"
#include "model/compilation.hpp"
#include "random/key.hpp"

namespace allot::model {
namespace {

std::optional<SharedSlip> shared(const std::optional<allot::SharedSlip>& it) {
  if (!it) return std::nullopt;
  return SharedSlip{hash_path({"factor", it->factor}), it->correlation, it->every.value_or(0)};
}

Gate gate_of(Compilation& in, const std::string& site, std::string_view gate_name,
             const std::vector<allot::Source>& sources, bool always_watts, const Decimal& overhead) {
  Gate gate;
  gate.is_limited = !sources.empty();
  const bool in_watts = always_watts || (!sources.empty() && sources.front().add.kind == Kind::power);
  for (const allot::Product& product : in.scenario.products)
    gate.cost.push_back(in_watts ? half_up(product.power * overhead) : 1);
  for (const allot::Source& source : sources) {
    Source& out = gate.sources.emplace_back();
    out.id = source.id;
    out.is_ramp = source.from.has_value();
    out.at = in.translate.moment(out.is_ramp ? *source.from : *source.at);
    if (out.is_ramp) out.until = in.translate.moment(*source.until);
    out.add = in.translate.amount(source.add);
    out.slip = in.translate.delay(source.slip);
    out.slip_stream = hash_path({"site", site, gate_name, source.id, "slip"});
    out.slip_with = shared(source.slip_with);
  }
  return gate;
}

std::vector<InitialUnits> initial(Translator& translate, const std::vector<ProductUnits>& units) {
  std::vector<InitialUnits> out;
  for (const ProductUnits& entry : units) out.push_back({entry.product.index, translate.amount(entry.units)});
  return out;
}

void compile_products(Compilation& in) {
  for (const allot::Product& product : in.scenario.products)
    in.model.products.push_back({product.id, product.lot, half_up(product.power), product.compute, product.price,
                                 product.price_decay, initial(in.translate, product.made_of),
                                 price_of(in, product.revenue), price_of(in, product.rent),
                                 in.translate.amount(product.utilisation).value_or(Amount{.plus = 1}),
                                 depreciation_of(in, product.depreciation)});
}

std::size_t most_group_levels(const Scenario& scenario) {
  std::size_t most = 1;
  for (const allot::Supplier& supplier : scenario.suppliers)
    most = std::max(most, allot::group_levels(supplier.allocation.levels));
  return most;
}

// Where it is in no group so deep, an organisation is a group of its own, behind those declared.
void compile_organisations(Compilation& in) {
  Model& model = in.model;
  model.group_levels = most_group_levels(in.scenario);
  for (const allot::Group& group : in.scenario.groups) model.groups.push_back({group.id, true, group.group.index});
  for (const allot::Organisation& organisation : in.scenario.organisations) {
    const std::vector<Ref> chain = in.scenario.groups_above(organisation.group);
    Index own = none;
    if (chain.size() < model.group_levels) {
      own = static_cast<Index>(model.groups.size());
      model.groups.push_back({organisation.id, false, none});
    }
    for (std::size_t depth = 0; depth < model.group_levels; ++depth)
      model.claimants_by_group.push_back(depth < chain.size() ? chain[depth].index : own);
    model.organisations.push_back({organisation.id, organisation.group ? organisation.group.index : own,
                                   organisation.delay_cost, organisation.cost_of_capital, none, own});
  }
}

void compile_sites(Compilation& in) {
  for (const allot::Site& site : in.scenario.sites) {
    Site& out = in.model.sites.emplace_back();
    out.id = site.id;
    out.owner = site.organisation.index;
    out.online = initial(in.translate, site.online);
    out.room = gate_of(in, site.id, "room", site.room, false, site.overhead);
    out.power = gate_of(in, site.id, "power", site.power, true, site.overhead);
    out.commissioning_name = hash_path({"site", site.id, "commissioning"});
    out.energy_price = price_of(in, site.energy_price);
    out.load = in.translate.amount(site.load).value_or(Amount{.plus = 1});
    out.rent = price_of(in, site.rent);
  }
}

Piece piece_of(Compilation& in, Index supplier, const SupplyPiece& piece) {
  Piece out;
  out.id = piece.id;
  out.supplier = supplier;
  out.product = piece.product.index;
  out.is_plan = !piece.at;
  if (piece.at) out.at = in.translate.moment(*piece.at);
  if (piece.units) out.units = in.translate.amount(*piece.units);
  if (piece.from) out.from = *piece.from - in.scenario.start;
  if (piece.until) out.until = *piece.until - in.scenario.start;
  if (piece.every) out.every = *piece.every;
  out.is_total = out.is_plan && piece.units;
  for (const allot::RatePoint& point : piece.rate)
    out.rate.push_back({point.date - in.scenario.start, in.translate.amount(point.rate), point.rate.per});
  out.scale = in.translate.amount(piece.scale);
  out.yield = in.translate.amount(piece.yield);
  out.slip = in.translate.delay(piece.slip);
  out.slip_with = shared(piece.slip_with);
  out.slip_order = static_cast<Piece::SlipOrder>(piece.slip_order);
  out.slip_stream =
      hash_path({"supply", in.scenario.suppliers[static_cast<std::size_t>(supplier)].id, piece.id, "slip"});
  return out;
}

Route route_of(Compilation& in, const allot::Route& route) {
  Route out;
  for (const allot::Stage& stage : route.stages) {
    Stage& added = out.stages.emplace_back();
    added.name = stage.name;
    added.delay = in.translate.delay(stage.delay);
    added.name_hash = hash_path({"stage", stage.name});
    if (stage.servers == 0) continue;
    added.station = static_cast<Index>(in.model.stations.size());
    in.model.stations.push_back({stage.servers});
  }
  return out;
}

void compile_suppliers(Compilation& in) {
  for (std::size_t s = 0; s < in.scenario.suppliers.size(); ++s) {
    const allot::Supplier& supplier = in.scenario.suppliers[s];
    Supplier& out = in.model.suppliers.emplace_back();
    out.id = supplier.id;
    if (supplier.buys_as) in.model.organisations[supplier.buys_as.at()].buys_for = static_cast<Index>(s);
    out.every = supplier.allocation.every;
    for (const LevelRule& level : supplier.allocation.levels) out.levels.push_back(static_cast<Level>(level.level));
    out.stock = initial(in.translate, supplier.stock);
    for (const allot::ManualAward& award : supplier.allocation.awards)
      out.awards.push_back({in.order(award.order), in.translate.amount(award.units), in.translate.moment(award.at)});
    for (const allot::PastReceipt& it : supplier.allocation.received)
      out.received.push_back({it.organisation.index, it.product ? it.product.index : 0, in.translate.amount(it.units),
                              in.translate.moment(it.date)});
    for (const allot::Route& route : supplier.routes) {
      out.route_regions.push_back(route.region);
      out.routes.push_back(route_of(in, route));
      out.most_stages = std::max(out.most_stages, route.stages.size());
    }
    out.routes.emplace_back();
    for (const SupplyPiece& piece : supplier.supply) {
      in.model.pieces.push_back(piece_of(in, static_cast<Index>(s), piece));
      in.model.pieces.back().peg = in.model.pegs++;
    }
  }
}

}  // namespace

void compile_market(Compilation& in) {
  compile_products(in);
  compile_organisations(in);
  compile_sites(in);
  compile_suppliers(in);
}

}  // namespace allot::model
