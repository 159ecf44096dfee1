#include "model/compile.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/substitutes.hpp"
#include "model/translate.hpp"
#include "random/key.hpp"

namespace allot::model {
namespace {

std::optional<SharedSlip> shared(const std::optional<allot::SharedSlip>& it) {
  if (!it) return std::nullopt;
  return SharedSlip{hash_name("factor/" + it->factor), it->correlation, it->every.value_or(0)};
}

Gate gate_of(Translator& translate, const Scenario& scenario, const std::string& path, const std::vector<allot::Source>& sources,
             bool always_watts, double overhead) {
  Gate gate;
  gate.is_limited = !sources.empty();
  const bool in_watts = always_watts || (!sources.empty() && sources.front().add.kind == Kind::power);
  for (const allot::Product& product : scenario.products)
    gate.cost.push_back(in_watts ? std::llround(product.power * overhead) : 1);
  for (const allot::Source& source : sources) {
    Source& out = gate.sources.emplace_back();
    out.id = source.id;
    out.is_ramp = source.from.has_value();
    out.at = translate.moment(out.is_ramp ? *source.from : *source.at);
    if (out.is_ramp) out.until = translate.moment(*source.until);
    out.add = translate.amount(source.add);
    out.slip = translate.delay(source.slip);
    out.slip_stream = hash_name(path + "/" + source.id + "/slip");
    out.slip_with = shared(source.slip_with);
  }
  return gate;
}

std::vector<InitialUnits> initial(Translator& translate, const std::vector<ProductUnits>& units) {
  std::vector<InitialUnits> out;
  for (const ProductUnits& entry : units) out.push_back({entry.product.index, translate.amount(entry.units)});
  return out;
}

void compile_organisations(const Scenario& scenario, Model& model) {
  for (const allot::Group& group : scenario.groups) model.groups.push_back({group.id, true});
  for (const allot::Organisation& organisation : scenario.organisations) {
    Index group = organisation.group.index;
    if (group == none) {  // a group of its own
      group = static_cast<Index>(model.groups.size());
      model.groups.push_back({organisation.id, false});
    }
    model.organisations.push_back({organisation.id, group, organisation.delay_cost, organisation.cost_of_capital, none});
  }
}

void compile_sites(Translator& translate, const Scenario& scenario, Model& model) {
  for (const allot::Site& site : scenario.sites) {
    Site& out = model.sites.emplace_back();
    out.id = site.id;
    out.owner = site.organisation.index;
    out.online = initial(translate, site.online);
    out.room = gate_of(translate, scenario, "site/" + site.id + "/room", site.room, false, site.overhead);
    out.power = gate_of(translate, scenario, "site/" + site.id + "/power", site.power, true, site.overhead);
    out.commissioning_name = hash_name("site/" + site.id + "/commissioning");
  }
}

Piece piece_of(Translator& translate, const Scenario& scenario, Index supplier, const SupplyPiece& piece) {
  Piece out;
  out.id = piece.id;
  out.supplier = supplier;
  out.product = piece.product.index;
  out.is_plan = !piece.at;
  if (piece.at) out.at = translate.moment(*piece.at);
  if (piece.units) out.units = translate.amount(*piece.units);
  if (piece.from) out.from = *piece.from - scenario.start;
  if (piece.until) out.until = *piece.until - scenario.start;
  if (piece.every) out.every = *piece.every;
  out.is_total = out.is_plan && piece.units;
  for (const allot::RatePoint& point : piece.rate)
    out.rate.push_back({point.date - scenario.start, translate.amount(point.rate), point.rate.per});
  out.scale = translate.amount(piece.scale);
  out.yield = translate.amount(piece.yield);
  out.slip = translate.delay(piece.slip);
  out.slip_with = shared(piece.slip_with);
  out.slip_order = static_cast<Piece::SlipOrder>(piece.slip_order);
  out.slip_stream = hash_name("supply/" + scenario.suppliers[static_cast<std::size_t>(supplier)].id + "/" + piece.id + "/slip");
  return out;
}

Route route_of(Translator& translate, Model& model, const allot::Route& route) {
  Route out;
  for (const allot::Stage& stage : route.stages) {
    Stage& added = out.stages.emplace_back();
    added.name = stage.name;
    added.delay = translate.delay(stage.delay);
    added.name_hash = hash_name("stage/" + stage.name);
    if (stage.servers == 0) continue;
    added.station = static_cast<Index>(model.stations.size());
    model.stations.push_back({stage.servers});
  }
  return out;
}

void compile_suppliers(Translator& translate, const Scenario& scenario, Model& model) {
  for (std::size_t s = 0; s < scenario.suppliers.size(); ++s) {
    const allot::Supplier& supplier = scenario.suppliers[s];
    Supplier& out = model.suppliers.emplace_back();
    out.id = supplier.id;
    if (supplier.buys_as) model.organisations[supplier.buys_as.at()].buys_for = static_cast<Index>(s);
    out.every = supplier.allocation.every;
    for (const LevelRule& level : supplier.allocation.levels) out.levels.push_back(static_cast<Level>(level.level));
    out.stock = initial(translate, supplier.stock);
    for (const allot::ManualAward& award : supplier.allocation.awards)
      out.awards.push_back({award.order.index, translate.amount(award.units), translate.moment(award.at)});
    for (const allot::PastReceipt& it : supplier.allocation.received)
      out.received.push_back({it.organisation.index, it.product ? it.product.index : 0, translate.amount(it.units), translate.moment(it.date)});
    for (const allot::Route& route : supplier.routes) {
      out.route_regions.push_back(route.region);
      out.routes.push_back(route_of(translate, model, route));
    }
    out.routes.emplace_back();
    for (const SupplyPiece& piece : supplier.supply) {
      model.pieces.push_back(piece_of(translate, scenario, static_cast<Index>(s), piece));
      model.pieces.back().peg = model.pegs++;
    }
  }
}

template <class CapOrGuarantee>
Limit limit_of(const CapOrGuarantee& it) {
  Limit limit;
  limit.level = it.order ? Level::order : it.group ? Level::group : Level::organisation;
  limit.claimant = it.order ? it.order.index : it.group ? it.group.index : it.organisation.index;
  return limit;
}

std::vector<Limit> limits(Translator& translate, const std::vector<Cap>& caps) {
  std::vector<Limit> out;
  for (const Cap& cap : caps) {
    out.push_back(limit_of(cap));
    out.back().units = translate.amount(cap.units);
  }
  return out;
}

std::vector<Limit> limits(Translator& translate, const std::vector<Guarantee>& guarantees) {
  std::vector<Limit> out;
  for (const Guarantee& it : guarantees) {
    Limit& limit = out.emplace_back(limit_of(it));
    limit.is_share = it.share.has_value();
    limit.units = translate.amount(limit.is_share ? *it.share : *it.units);
    limit.per = it.per;
  }
  return out;
}

// Among groups an organisation without one stands where its own group does: behind those declared.
Index group_of_its_own(const std::vector<allot::Organisation>& organisations, std::size_t declared, Ref organisation) {
  auto group = static_cast<Index>(declared);
  for (std::size_t i = 0; i < organisation.at(); ++i)
    if (!organisations[i].group) ++group;
  return group;
}

template <class PolicyOrScenario>
RuleParameters parameters_of(Translator& translate, const PolicyOrScenario& from, const LevelRule& level) {
  const allot::RuleParameters& it = level.parameters;
  RuleParameters out;
  out.half_life = it.fair_share.half_life;
  out.share = translate.amount(it.turn_and_earn.share);
  out.period = std::max<Duration>(1, it.turn_and_earn.period);
  out.has_uniform_price = it.auction.price == AuctionPrice::uniform;
  for (const allot::Quota& quota : it.quotas) {
    const bool is_group_of_its_own = level.level == allot::Level::group && !quota.group;
    out.quotas.push_back({is_group_of_its_own ? group_of_its_own(from.organisations, from.groups.size(), quota.organisation)
                          : quota.group       ? quota.group.index
                                              : quota.organisation.index,
                          translate.amount(quota.share)});
  }
  return out;
}

template <class PolicyOrScenario>
void compile_policy(Translator& translate, const PolicyOrScenario& from, const AllocationPolicy& policy, SupplierPolicy& out) {
  for (const LevelRule& level : policy.levels) {
    out.rules.push_back(level.rule);
    out.parameters.push_back(parameters_of(translate, from, level));
  }
  out.caps = limits(translate, policy.caps);
  out.guarantees = limits(translate, policy.guarantees);
  if (policy.readiness) out.lookahead = policy.readiness->lookahead;
  for (const FrozenWindow& window : policy.frozen)
    out.frozen.push_back({translate.moment(window.from), translate.moment(window.until)});
}

// An organisation without a group is a group of its own, with its own weight and priority.
template <class PolicyOrScenario>
Policy policy_of(Translator& translate, const PolicyOrScenario& from) {
  Policy policy;
  for (const allot::Group& group : from.groups) {
    policy.group_weight.push_back(translate.amount(group.weight));
    policy.group_priority.push_back(group.priority);
  }
  for (const allot::Organisation& organisation : from.organisations) {
    policy.organisation_weight.push_back(translate.amount(organisation.weight));
    policy.organisation_priority.push_back(organisation.priority);
    if (organisation.group) continue;
    policy.group_weight.push_back(translate.amount(organisation.weight));
    policy.group_priority.push_back(organisation.priority);
  }
  for (const allot::Supplier& supplier : from.suppliers) {
    compile_policy(translate, from, supplier.allocation, policy.suppliers.emplace_back());
  }
  for (const allot::Site& site : from.sites) {
    SitePolicy& out = policy.sites.emplace_back();
    if (site.install) {
      out.install = translate.amount(*site.install);
      out.install_per = site.install->per;
    }
    out.commissioning = translate.delay(site.commissioning);
  }
  return policy;
}

/// The site lists that orders refer to, each kept once.
class SiteLists {
 public:
  explicit SiteLists(Model& model) : model_(model) { of({}); }

  Index of(const std::vector<Ref>& sites) {
    std::vector<Index> list;
    for (const Ref site : sites) list.push_back(site.index);
    const auto [known, is_new] = places_.try_emplace(std::move(list), static_cast<Index>(model_.site_lists.size()));
    if (is_new) model_.site_lists.push_back(known->first);
    return known->second;
  }

 private:
  Model& model_;
  std::map<std::vector<Index>, Index> places_;
};

// The route to the region of the first site, else of the organisation, else the default one, else none.
Index route_for(const Scenario& scenario, const Model& model, Ref supplier, Ref organisation, const std::vector<Ref>& sites) {
  const std::vector<std::string>& regions = model.suppliers[supplier.at()].route_regions;
  const std::string& own = scenario.organisations[organisation.at()].region;
  const std::string& at_site = sites.empty() ? own : scenario.sites[sites.front().at()].region;
  const std::string wanted[] = {at_site.empty() ? own : at_site, own, "default"};
  for (const std::string& region : wanted) {
    const auto found = std::find(regions.begin(), regions.end(), region);
    if (found != regions.end()) return static_cast<Index>(found - regions.begin());
  }
  return static_cast<Index>(regions.size());
}

const Preference* preference_of(const allot::Order& order) { return order.preference.get(); }
const Preference* preference_of(const allot::Stream&) { return nullptr; }

double each(const Fee& fee, const allot::Product& product) { return fee.share * product.price + fee.money; }

// Orders without anything beside their units share none.
Index contract_of(Translator& translate, const Scenario& scenario, Model& model, const allot::Contract& contract, Ref product) {
  if (!contract.patience && contract.cancellable && !contract.deposit && !contract.cancel_fee) return none;
  Contract& out = model.contracts.emplace_back();
  if (contract.patience) out.patience = translate.delay(*contract.patience);
  out.is_cancellable = contract.cancellable;
  if (contract.deposit) out.deposit = each(*contract.deposit, scenario.products[product.at()]);
  if (contract.cancel_fee) out.cancel_fee = each(*contract.cancel_fee, scenario.products[product.at()]);
  return static_cast<Index>(model.contracts.size()) - 1;
}

template <class OrderOrStream>
Terms terms_of(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists, const OrderOrStream& order) {
  Terms terms;
  terms.owner = order.organisation.index;
  terms.supplier = order.supplier.index;
  terms.product = order.product.index;
  terms.sites = lists.of(order.sites);
  terms.route = route_for(scenario, model, order.supplier, order.organisation, order.sites);
  terms.substitutes = substitutes_of(scenario, model, order.product, preference_of(order));
  terms.priority = order.priority;
  terms.min_shipment = order.min_shipment;
  terms.is_partial = order.partial;
  terms.contract = contract_of(translate, scenario, model, order.contract, order.product);
  terms.bid = order.bid.value_or(scenario.products[order.product.at()].price);
  return terms;
}

Index peg_of(const Model& model, const allot::Order& order) {
  Index before = order.pegged.index;
  for (std::size_t i = 0; i < model.pieces.size(); ++i)
    if (model.pieces[i].supplier == order.supplier.index && before-- == 0) return model.pieces[i].peg;
  return none;
}

std::vector<DatedUnits> dated(Translator& translate, const std::vector<allot::DatedUnits>& list) {
  std::vector<DatedUnits> out;
  for (const allot::DatedUnits& it : list) out.push_back({translate.moment(it.date), translate.amount(it.units)});
  return out;
}

Index opening_of(Translator& translate, Model& model, const allot::Order& order) {
  if (!order.opening) return none;
  model.openings.push_back({dated(translate, order.opening->delivered), dated(translate, order.opening->in_transit),
                            translate.delay(order.opening->slip), hash_name("order/" + order.id + "/in_transit")});
  return static_cast<Index>(model.openings.size()) - 1;
}

OrderDetails details_of(Translator& translate, Model& model, const allot::Order& order) {
  OrderDetails out;
  out.units = translate.amount(order.units);
  out.placed = translate.moment(order.placed);
  if (order.not_before) out.not_before = translate.moment(*order.not_before);
  if (order.due) out.due = translate.moment(*order.due);
  out.opening = opening_of(translate, model, order);
  for (const CommittedDelivery& delivery : order.deliveries)
    out.deliveries.push_back({translate.moment(delivery.date), translate.amount(delivery.units), model.pegs++});
  return out;
}

Index add_details(Model& model, OrderDetails details) {
  model.order_details.push_back(std::move(details));
  return static_cast<Index>(model.order_details.size()) - 1;
}

Index add_terms(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists, const allot::Order& order) {
  model.order_terms.push_back(terms_of(translate, scenario, model, lists, order));
  if (order.pegged) model.order_terms.back().peg = peg_of(model, order);
  return static_cast<Index>(model.order_terms.size()) - 1;
}

void add_placed_order(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists, const allot::Order& order) {
  Order out;
  out.key = hash_name("order/" + order.id);
  out.terms = add_terms(translate, scenario, model, lists, order);
  OrderDetails details = details_of(translate, model, order);
  details.is_placed_by_intervention = true;
  out.details = add_details(model, std::move(details));
  model.orders.push_back(out);
  model.order_ids.push_back(order.id);
}

bool has_plain_figures(const OrderFigures& it) {
  return it.units != OrderFigures::of_kind && it.placed != OrderFigures::of_kind && it.not_before != OrderFigures::of_kind &&
         it.due != OrderFigures::of_kind;
}

Index details_at(Translator& translate, const Scenario& scenario, Model& model, std::size_t place) {
  const allot::Order& common = scenario.orders.common(place);
  const bool is_plain = has_plain_figures(scenario.orders.figures(place)) && common.deliveries.empty() && !common.opening;
  return is_plain ? none : add_details(model, details_of(translate, model, scenario.orders[place]));
}

// So that a replication need not sort them.
void sort_by_placing(Model& model) {
  std::vector<std::pair<Time, Index>> placed;
  for (std::size_t i = 0; i < model.orders.size(); ++i) {
    if (model.orders[i].details != none) continue;
    const Figures figures = model.figures_of(static_cast<Index>(i));
    if (figures.units > 0) placed.emplace_back(figures.placed, static_cast<Index>(i));
  }
  for (auto& [when, order] : placed) when = std::max<Time>(0, when);
  std::sort(placed.begin(), placed.end());
  model.by_placing.reserve(placed.size());
  for (const auto& [when, order] : placed) model.by_placing.push_back(order);
}

void compile_orders(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists) {
  std::vector<Index> terms_of_kind(scenario.orders.kinds(), none);
  model.orders.reserve(scenario.orders.size());
  std::string name = "order/";
  const std::size_t before = name.size();
  for (std::size_t i = 0; i < scenario.orders.size(); ++i) {
    Index& terms = terms_of_kind[scenario.orders.kind(i)];
    if (terms == none) terms = add_terms(translate, scenario, model, lists, scenario.orders.common(i));
    name.replace(before, std::string::npos, scenario.orders.id(i));
    model.orders.push_back({hash_name(name), terms, details_at(translate, scenario, model, i)});
  }
  model.order_ids = scenario.orders.ids();
  model.listed = scenario.orders;
  sort_by_placing(model);
}

// The same terms at another supplier.
Copy copy_for(const Scenario& scenario, const Model& model, const Terms& terms, Ref supplier, Ref organisation, const std::vector<Ref>& sites) {
  Copy copy{terms, hash_name("copy/" + scenario.suppliers[supplier.at()].id)};
  copy.terms.supplier = supplier.index;
  copy.terms.route = route_for(scenario, model, supplier, organisation, sites);
  return copy;
}

// What a stream or a behaviour does beside ordering what it needs; none where it does nothing.
template <class Orders>
Index gaming_of(Translator& translate, const Scenario& scenario, Model& model, const Orders& orders, const Terms& terms) {
  if (!orders.inflate && !orders.duplicate) return none;
  Gaming out;
  out.owner = terms.owner;
  out.product = terms.product;
  if (const auto& inflate = orders.inflate) {
    out.inflate = inflate->by == InflateBy::fill_rate ? Gaming::Inflate::by_fill_rate : Gaming::Inflate::by_lead_time;
    out.learning = inflate->learning;
    out.slope = inflate->slope;
    out.span = inflate->span;
    out.most = translate.amount(inflate->max);
  }
  if (const auto& duplicate = orders.duplicate) {
    for (const Ref supplier : duplicate->suppliers)
      out.copies.push_back(copy_for(scenario, model, terms, supplier, {terms.owner}, orders.sites));
    out.cancel = duplicate->cancel;
    if (duplicate->fee) out.fee = each(*duplicate->fee, scenario.products[static_cast<std::size_t>(terms.product)]);
  }
  model.gamings.push_back(std::move(out));
  return static_cast<Index>(model.gamings.size()) - 1;
}

// From the award to online, by stages and commissioning.
std::vector<Delay> way_of(Translator& translate, const Scenario& scenario, const Model& model, const Terms& terms, const std::vector<Ref>& sites) {
  std::vector<Delay> way;
  for (const Stage& stage : model.suppliers[static_cast<std::size_t>(terms.supplier)].routes[static_cast<std::size_t>(terms.route)].stages)
    way.push_back(stage.delay);
  if (!sites.empty()) way.push_back(translate.delay(scenario.sites[sites.front().at()].commissioning));
  return way;
}

Buyer buyer_of(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists, Ref organisation, const Target& target) {
  Buyer out;
  out.id = scenario.organisations[organisation.at()].id;
  out.key = hash_name("behaviour/" + out.id);
  for (const Ref supplier : target.suppliers) {
    allot::Order order;
    order.organisation = organisation;
    order.supplier = supplier;
    order.product = target.product;
    order.sites = target.sites;
    order.priority = target.priority;
    order.partial = target.partial;
    order.min_shipment = target.min_shipment;
    order.contract = target.contract;
    out.offers.push_back(terms_of(translate, scenario, model, lists, order));
    out.ways.push_back(way_of(translate, scenario, model, out.offers.back(), target.sites));
  }
  for (const allot::RoadmapPoint& point : target.roadmap) out.roadmap.push_back({point.date - scenario.start, translate.amount(point.units)});
  out.review = target.review;
  out.lead_time = translate.amount(target.lead_time);
  out.gaming = gaming_of(translate, scenario, model, target, out.offers.front());
  return out;
}

void compile_behaviours(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists) {
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i)
    if (const auto& target = scenario.organisations[i].order_behaviour.target)
      model.buyers.push_back(buyer_of(translate, scenario, model, lists, {static_cast<Index>(i)}, *target));
}

void compile_streams(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists) {
  for (const allot::Stream& stream : scenario.streams) {
    Stream& out = model.streams.emplace_back();
    out.id = stream.id;
    out.terms = terms_of(translate, scenario, model, lists, stream);
    out.gap = translate.delay(stream.every);
    for (const allot::RatePoint& point : stream.pace) out.pace.push_back({point.date - scenario.start, translate.amount(point.rate), 1});
    const Delay units = translate.delay({stream.units});
    out.units = units.amount;
    out.units_sampler = units.sampler;
    if (stream.due_after) out.due_after = translate.amount(*stream.due_after);
    out.from = std::max<Time>(0, stream.from - scenario.start);
    out.until = std::min(stream.until, scenario.end) - scenario.start;
    out.key = hash_name("stream/" + stream.id);
    out.gap_stream = hash_name("stream/" + stream.id + "/gap");
    out.units_stream = hash_name("stream/" + stream.id + "/units");
    out.gaming = gaming_of(translate, scenario, model, stream, out.terms);
  }
}

Side side_of(Translator& translate, const SwapSide& side) {
  Side out{side.organisation.index, {}};
  for (const OrderUnits& take : side.orders) out.orders.push_back({take.order.index, translate.amount(take.units)});
  return out;
}

States states_of(const PipelineStates& states) { return {states.open, states.allocated, states.in_transit, states.delivered}; }

template <class CancelOrDefer>
Withdraw withdraw_of(Translator& translate, const CancelOrDefer& it) {
  Withdraw out;
  out.order = it.order.index;
  out.organisation = it.organisation.index;
  out.product = it.product.index;
  out.units = translate.amount(it.units);
  return out;
}

template <class Entity>
Index named(const std::vector<Entity>& entities, const std::string& id) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    if (entities[i].id == id || std::to_string(i) == id) return static_cast<Index>(i);
  return none;
}

// "/SECTION/ID/FIELD..." as the cell of the policy that it changes.
std::pair<Set::Cell, Index> cell_of(const Scenario& scenario, const std::string& path) {
  const std::size_t id_at = path.find('/', 1) + 1, field_at = path.find('/', id_at) + 1;
  const std::string section = path.substr(1, id_at - 2), id = path.substr(id_at, field_at - id_at - 1), field = path.substr(field_at);
  using Cell = Set::Cell;
  if (section == "groups") return {field == "weight" ? Cell::group_weight : Cell::group_priority, named(scenario.groups, id)};
  if (section == "organisations")
    return {field == "weight" ? Cell::organisation_weight : Cell::organisation_priority, named(scenario.organisations, id)};
  if (section == "sites") return {field.starts_with("install") ? Cell::install : Cell::commissioning, named(scenario.sites, id)};
  constexpr std::pair<std::string_view, Cell> cells[] = {{"allocation/rules", Cell::rules},
                                                         {"allocation/caps", Cell::caps},
                                                         {"allocation/guarantees", Cell::guarantees},
                                                         {"allocation/readiness", Cell::readiness},
                                                         {"allocation/frozen", Cell::frozen}};
  const auto found = std::find_if(std::begin(cells), std::end(cells), [&](const auto& it) { return field.starts_with(it.first); });
  return {found->second, named(scenario.suppliers, id)};
}

// "/suppliers/ID/allocation/rules/LEVEL...": which level, from the root; none where all rules are replaced.
Index level_of(const allot::Supplier& supplier, const std::string& path) {
  constexpr std::string_view words[] = {"group", "organisation", "order"};
  constexpr std::string_view before = "/allocation/rules/";
  const std::size_t begin = path.find(before);
  if (begin == std::string::npos) return none;
  const std::size_t word_at = begin + before.size();
  const std::string word = path.substr(word_at, path.find('/', word_at) - word_at);
  const auto& levels = supplier.allocation.levels;
  const auto found = std::find_if(levels.begin(), levels.end(), [&](const LevelRule& it) { return words[static_cast<std::size_t>(it.level)] == word; });
  return found == levels.end() ? none : static_cast<Index>(found - levels.begin());
}

/// One action of the scenario as the model's.
struct ActionCompiler {
  Translator& translate;
  const Scenario& scenario;
  Model& model;
  SiteLists& lists;

  Action operator()(const allot::Swap& it) {
    return Swap{it.product.index, translate.amount(it.units), side_of(translate, it.a), side_of(translate, it.b),
                static_cast<Choose>(it.choose), states_of(it.states), it.partial, translate.delay(it.reroute)};
  }
  Index sites_of(Ref organisation) {
    std::vector<Ref> sites;
    for (std::size_t i = 0; i < scenario.sites.size(); ++i)
      if (scenario.sites[i].organisation == organisation) sites.push_back({static_cast<Index>(i)});
    return lists.of(sites);
  }
  Divert one_way(const allot::Divert& it) {
    return {it.product.index, translate.amount(it.units), it.from.index, it.to.index, sites_of(it.to),
            states_of(it.states), it.partial, translate.delay(it.reroute)};
  }
  Action operator()(const allot::Divert& it) { return one_way(it); }
  Action operator()(const allot::Loan& it) {
    Loan out{one_way(it), {}, *translate.until(it.back)};
    out.back = out.there;
    std::swap(out.back.from, out.back.to);
    out.back.to_sites = sites_of(it.from);
    out.back.states = {};
    return out;
  }
  Action operator()(const allot::Expedite& it) {
    Expedite out{it.order.index, it.organisation.index, it.product.index, translate.amount(it.units), none, {}};
    for (const allot::StageFactor& factor : it.stages) out.stages.push_back({factor.stage, translate.amount(factor.factor)});
    if (!it.priority) return out;
    const auto known = std::find(model.priorities.begin(), model.priorities.end(), *it.priority);
    out.priority = static_cast<Index>(known - model.priorities.begin());
    if (known == model.priorities.end()) model.priorities.push_back(*it.priority);
    return out;
  }
  Action operator()(const allot::Split& it) { return Split{it.order.index, translate.amount(it.units)}; }
  Action operator()(const allot::Embargo& it) {
    Embargo out{it.organisation.index, it.product.index, !it.region.empty(), {}, {}, static_cast<Embargo::Orders>(it.orders),
                it.in_transit == EmbargoedTransit::give_back, translate.until(it.until)};
    for (const allot::Organisation& organisation : scenario.organisations) out.organisations_in_region.push_back(organisation.region == it.region);
    for (const allot::Site& site : scenario.sites)
      out.sites_in_region.push_back((site.region.empty() ? scenario.organisations[site.organisation.at()].region : site.region) == it.region);
    return out;
  }
  Action operator()(const allot::Convert& it) {
    return Convert{it.supplier.index, it.from.index, it.to.index, translate.amount(it.units), translate.amount(it.ratio),
                   translate.amount(it.yield), translate.delay(it.delay)};
  }
  Action operator()(const allot::Retire& it) {
    model.retires_units = true;
    return Retire{it.site.index, it.product.index, translate.amount(it.units)};
  }
  Action operator()(const allot::PriceChange& it) {
    model.changes_prices = true;
    return PriceChange{it.product.index, translate.amount(it.price)};
  }
  Action operator()(const Cancel& it) { return withdraw_of(translate, it); }
  Action operator()(const Defer& it) {
    Withdraw out = withdraw_of(translate, it);
    out.defer_by = translate.amount(it.by);
    return out;
  }
  Action operator()(const allot::Set& it) {
    const auto [cell, entity] = cell_of(scenario, it.path);
    const Index level = cell == Set::Cell::rules ? level_of(scenario.suppliers[static_cast<std::size_t>(entity)], it.path) : none;
    return Set{translate.until(it.until), cell, entity, level, policy_of(translate, *it.changed)};
  }
  Action operator()(const allot::SupplyShock& it) {
    return SupplyShock{it.supplier.index, it.product.index, translate.amount(it.scale), translate.amount(it.add), translate.until(it.until)};
  }
  Action operator()(const allot::StageDelay& it) {
    return StageDelay{it.supplier.index, it.stage, translate.delay(it.add), translate.until(it.until)};
  }
  Action operator()(const allot::PowerChange& it) {
    const auto rooms = static_cast<Index>(scenario.sites[it.site.at()].room.size());
    const bool is_power = it.source.index >= rooms;
    return PowerChange{it.site.index, is_power ? it.source.index - rooms : it.source.index, is_power,
                       translate.moment(it.at), translate.amount(it.by), translate.amount(it.add)};
  }
  Action operator()(const allot::Order& it) {
    add_placed_order(translate, scenario, model, lists, it);
    return PlaceOrder{static_cast<Index>(model.orders.size()) - 1};
  }
};

Condition condition_of(Translator& translate, const allot::Condition& it) {
  using Owner = Condition::Owner;
  Condition out;
  const std::pair<Owner, Ref> owners[] = {{Owner::organisation, it.organisation}, {Owner::group, it.group}, {Owner::site, it.site},
                                          {Owner::supplier, it.supplier}, {Owner::order, it.order}};
  for (const auto& [owner, entity] : owners)
    if (entity) out.owner = owner, out.entity = entity.index;
  out.counted = static_cast<Condition::Counted>(it.counted);
  if (it.state) {
    using Counted = Condition::Counted;
    constexpr Counted come_so_far[] = {Counted::placed, Counted::allocated, Counted::on_its_way, Counted::delivered, Counted::online, Counted::cancelled};
    out.counted = come_so_far[static_cast<std::size_t>(*it.state)];
  }
  out.is_upper = it.at_most.has_value();
  out.units = translate.amount(out.is_upper ? *it.at_most : *it.at_least);
  return out;
}

void compile_timing(Translator& translate, const allot::Intervention& it, Intervention& out) {
  out.at = translate.moment(it.at);
  out.slip = translate.delay(it.slip);
  if (it.when) out.when = condition_of(translate, *it.when);
  if (it.after) out.after = translate.delay(it.after->by);
  if (!it.repeat) return;
  out.is_repeated = it.when.has_value();
  out.every = it.repeat->every;
  out.repeat_until = translate.until(it.repeat->until);
}

// Whom none of the present follows, since it was left out, does not happen.
void name_followers(const Scenario& scenario, Model& model) {
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i)
    for (Intervention& leader : model.interventions)
      if (scenario.interventions[i].after && leader.id == scenario.interventions[i].after->intervention)
        leader.followers.push_back(static_cast<Index>(i));
}

void compile_interventions(Translator& translate, const Scenario& scenario, Model& model, SiteLists& lists) {
  for (const allot::Intervention& it : scenario.interventions) {
    Intervention out;
    out.id = it.id;
    compile_timing(translate, it, out);
    out.probability = it.probability;
    out.slip_stream = hash_name("intervention/" + it.id + "/slip");
    out.happens_stream = hash_name("intervention/" + it.id + "/happens");
    out.after_stream = hash_name("intervention/" + it.id + "/after");
    out.reroute_name = hash_name("reroute/" + it.id);
    out.return_name = hash_name("return/" + it.id);
    out.delay_name = hash_name("delay/" + it.id);
    out.convert_stream = hash_name("intervention/" + it.id + "/delay");
    out.action = std::visit(ActionCompiler{translate, scenario, model, lists}, it.action);
    model.interventions.push_back(std::move(out));
  }
  name_followers(scenario, model);
}

void compile_milestones(Translator& translate, const Scenario& scenario, Model& model) {
  using Owner = Milestone::Owner;
  for (const allot::Milestone& it : scenario.milestones) {
    Milestone& out = model.milestones.emplace_back();
    out.id = it.id;
    out.kind = it.site ? Owner::site : it.group ? Owner::group : Owner::organisation;
    out.owner = it.site ? it.site.index : it.group ? it.group.index : it.organisation.index;
    out.online = translate.amount(it.online);
    out.compute = it.compute;
  }
}

bool counts_idle(const Model& model) {
  const auto is_paid_for = [](const Organisation& it) { return it.cost_of_capital > 0; };
  const auto loses_price = [](const Product& it) { return it.price * it.price_decay > 0; };
  const auto has_price = [](const Product& it) { return it.price > 0; };
  return std::any_of(model.products.begin(), model.products.end(), loses_price) ||
         (std::any_of(model.organisations.begin(), model.organisations.end(), is_paid_for) &&
          std::any_of(model.products.begin(), model.products.end(), has_price));
}

bool looks_at_receipts(const SupplierPolicy& policy) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [](allocation::Rule rule) {
    return rule == allocation::Rule::fair_share || rule == allocation::Rule::turn_and_earn;
  });
}

bool limits_an_order(const SupplierPolicy& policy) {
  return std::any_of(policy.caps.begin(), policy.caps.end(), [](const Limit& cap) { return cap.level == Level::order; });
}

bool guarantees_a_share(const SupplierPolicy& policy) {
  return std::any_of(policy.guarantees.begin(), policy.guarantees.end(), [](const Limit& it) { return it.is_share; });
}

bool has_an_auction(const SupplierPolicy& policy) {
  return std::find(policy.rules.begin(), policy.rules.end(), allocation::Rule::auction) != policy.rules.end();
}

// What a supplier has to keep, so that what nobody uses costs nothing.
void find_uses(Model& model) {
  const auto look_at = [&](const Policy& policy) {
    for (std::size_t s = 0; s < model.suppliers.size(); ++s) {
      model.suppliers[s].keeps_receipts |= looks_at_receipts(policy.suppliers[s]);
      model.suppliers[s].limits_orders |= limits_an_order(policy.suppliers[s]);
      model.suppliers[s].keeps_arrivals |= guarantees_a_share(policy.suppliers[s]);
      model.suppliers[s].has_gate |= policy.suppliers[s].lookahead.has_value();
      model.has_auction |= has_an_auction(policy.suppliers[s]);
    }
  };
  look_at(model.policy);
  for (const Intervention& it : model.interventions)
    if (const auto* set = std::get_if<Set>(&it.action)) look_at(set->changed);
}

void find_builders(Model& model) {
  for (const Piece& piece : model.pieces)
    if (!model.products[static_cast<std::size_t>(piece.product)].made_of.empty())
      model.suppliers[static_cast<std::size_t>(piece.supplier)].builds = model.builds = true;
}

void find_plain_suppliers(Model& model) {
  const auto look_at = [&](const Terms& terms) {
    const bool is_plain = terms.priority == 0 && terms.is_partial && terms.min_shipment == 0;
    if (!is_plain) model.suppliers[static_cast<std::size_t>(terms.supplier)].has_plain_orders = false;
  };
  if (!model.priorities.empty())
    for (Supplier& supplier : model.suppliers) supplier.has_plain_orders = false;
  for (const Terms& terms : model.order_terms) look_at(terms);
  for (const Stream& stream : model.streams) look_at(stream.terms);
  for (const Buyer& buyer : model.buyers)
    for (const Terms& offer : buyer.offers) look_at(offer);
  for (const Gaming& gaming : model.gamings)
    for (const Copy& copy : gaming.copies) look_at(copy.terms);
}

bool watches_an_order(const Model& model) {
  return std::any_of(model.interventions.begin(), model.interventions.end(),
                     [](const Intervention& it) { return it.when && it.when->owner == Condition::Owner::order; });
}

bool takes_awards_back(const Model& model) {
  return std::any_of(model.interventions.begin(), model.interventions.end(), [](const Intervention& it) {
    const auto* embargo = std::get_if<Embargo>(&it.action);
    return embargo && embargo->takes_back;
  });
}

}  // namespace

Model compile(const Scenario& scenario, OrderMetrics orders) {
  Model model;
  Translator translate(scenario, model);
  model.name = scenario.name;
  model.start = scenario.start;
  model.end = scenario.end - scenario.start;
  model.warm_up = scenario.warm_up;
  model.grid = scenario.grid;
  for (const allot::Product& product : scenario.products)
    model.products.push_back({product.id, product.lot, std::llround(product.power), product.compute, product.price, product.price_decay,
                              initial(translate, product.made_of)});
  compile_organisations(scenario, model);
  compile_sites(translate, scenario, model);
  compile_suppliers(translate, scenario, model);
  model.policy = policy_of(translate, scenario);
  SiteLists lists(model);
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) lists.of({{static_cast<Index>(i)}});
  compile_orders(translate, scenario, model, lists);
  compile_streams(translate, scenario, model, lists);
  compile_behaviours(translate, scenario, model, lists);
  compile_interventions(translate, scenario, model, lists);
  compile_milestones(translate, scenario, model);
  find_plain_suppliers(model);
  find_builders(model);
  find_replaced(model);
  model.counts_idle = counts_idle(model);
  model.counts_orders = orders == OrderMetrics::wanted || watches_an_order(model);
  find_uses(model);
  model.keeps_prices = model.changes_prices || model.has_auction || takes_awards_back(model);
  return model;
}

}  // namespace allot::model
