// A kit is shipped whole: so many units of each of its products for one, in the same second. The products are different
// markets, each with its rule, its guarantees and its caps, so that a line of a kit may be given what the kit cannot use
// for want of another product.
//
// So the markets in which kits have lines are divided together. Each kit may at first get as many as the stock of its
// scarcest product allows. All markets are divided, each by its rule, no line getting more than its kit may. A kit that
// was given less of some product may from then on get only what that makes, and all is divided again, from the carries
// of before, until every kit is given of all products what it may. What kits give up goes to others by the same rule.
// What a kit may get only ever falls, so that it ends.
//
// A kit may have given up for another that gave up later. So at the end each kit in turn, in order of the queue, gets what
// is left of all its products, whole kits, within the caps. Then nobody is left, kit or not, that could be served of what
// is left: others were offered it before, and it only fell since.
//
// A kit is one as long as the open units of its lines are in proportion, each in one piece. A decision that takes from one
// line alone breaks it, and what is left ships as it is; one that takes from all alike leaves it.

#include "engine/kits.hpp"

#include <algorithm>

#include "engine/caps.hpp"
#include "engine/division.hpp"
#include "engine/handlers.hpp"
#include "engine/run_steps.hpp"
#include "engine/substitute.hpp"

namespace allot::engine {
namespace {

/// A market of the run: who claims there, and what each was given.
struct KitMarket {
  Index market = 0;
  ScratchVector<Index> claiming;
  ScratchVector<Units> awards;
  Units left = 0;
};

/// A line of a kit in this run: its slice, and where that stands.
struct KitLineNow {
  Index slice = 0;
  std::size_t part = 0, place = 0;
  Units each = 0;
  Units most = 0;           ///< that the slice may get without its kit
  bool is_waiting = false;  ///< its own product would do for more kits than are shipped for want of another
};

struct KitNow {
  Index kit = 0;
  ScratchVector<KitLineNow> lines;  ///< in order of the kit's
  Units open = 0;                   ///< kits that are waited for
  Units least = 0;                  ///< to be worth shipping
  Units most = 0;                   ///< that it may get
};

/// What a division changes beside awards: to divide again it is put back.
struct CarriesBefore {
  ScratchVector<double> carries;
  std::size_t ledger = 0;
};

Index kit_market(const Replication& sim, Index supplier, std::size_t product) {
  return sim.market_index(supplier, sim.model.suppliers[at(supplier)].kit_products[product]);
}

/// Calls `visit` for every carry that the divisions may change.
template <class Visit>
void for_each_carry(Replication& sim, const ScratchVector<KitMarket>& parts, Visit visit) {
  const auto row = [&](std::vector<double>& all, std::size_t width, Index market) {
    for (std::size_t i = at(market) * width; i < (at(market) + 1) * width; ++i) visit(all[i]);
  };
  sim.slice_carry.resize(std::max(sim.slice_carry.size(), sim.slices.size()), 0);
  for (const KitMarket& part : parts) {
    row(sim.group_carry, sim.model.group_levels * sim.model.groups.size(), part.market);
    row(sim.organisation_carry, sim.model.organisations.size(), part.market);
    for (const Index slice : part.claiming) visit(sim.slice_carry[at(slice)]);
  }
}

CarriesBefore remember_carries(Replication& sim, const ScratchVector<KitMarket>& parts) {
  CarriesBefore before{sim.list<double>(), sim.seen.ledger.size()};
  for_each_carry(sim, parts, [&](double& carry) { before.carries.push_back(carry); });
  return before;
}

void put_back(Replication& sim, const ScratchVector<KitMarket>& parts, const CarriesBefore& before) {
  auto carry_before = before.carries.begin();
  for_each_carry(sim, parts, [&](double& carry) { carry = *carry_before++; });
  sim.seen.ledger.resize(before.ledger);
}

/// The one open slice of a line, its owner's; none where there is no such.
Index open_slice_of(const Replication& sim, const model::Kit::Line& line) {
  const ScratchVector<Index> open = open_slices_in(sim, line.order, line.product);
  const bool is_whole =
      open.size() == 1 && sim.slices[at(open.front())].owner == sim.orders[at(line.order)].terms->owner;
  return is_whole ? open.front() : model::none;
}

std::size_t place_of_market(const ScratchVector<KitMarket>& parts, Index market) {
  return static_cast<std::size_t>(
      std::find_if(parts.begin(), parts.end(), [&](const KitMarket& it) { return it.market == market; }) -
      parts.begin());
}

/// Fills the lines of a kit; false where their open units are in no proportion.
bool find_lines(const Replication& sim, const ScratchVector<KitMarket>& parts, KitNow& kit) {
  const model::Kit& it = sim.model.kits[at(kit.kit)];
  for (const model::Kit::Line& line : it.lines) {
    const Index slice = open_slice_of(sim, line);
    if (slice == model::none) return false;
    const Units units = sim.slices[at(slice)].units;
    if (kit.lines.empty()) kit.open = units / line.each;
    if (units != kit.open * line.each) return false;
    const std::size_t part = place_of_market(parts, sim.market_index(it.supplier, line.product));
    const auto& claiming = parts[part].claiming;
    const auto place = static_cast<std::size_t>(std::find(claiming.begin(), claiming.end(), slice) - claiming.begin());
    kit.lines.push_back({slice, part, place, line.each, place < claiming.size() ? sim.slice_cap[at(slice)] : 0});
  }
  return true;
}

/// Kits of which some line claims, in order of the queue.
ScratchVector<KitNow> find_kits(const Replication& sim, const ScratchVector<KitMarket>& parts) {
  auto claiming = sim.list<Index>();
  for (const KitMarket& part : parts)
    for (const Index slice : part.claiming)
      if (sim.terms(sim.slices[at(slice)]).kit != model::none) claiming.push_back(slice);
  std::sort(claiming.begin(), claiming.end(),
            [&](Index a, Index b) { return is_ahead(sim.slices[at(a)], sim.slices[at(b)]); });
  auto found = sim.list<KitNow>();
  for (const Index slice : claiming) {
    const Index kit = sim.terms(sim.slices[at(slice)]).kit;
    if (std::any_of(found.begin(), found.end(), [&](const KitNow& it) { return it.kit == kit; })) continue;
    KitNow now{kit, sim.list<KitLineNow>()};
    if (!find_lines(sim, parts, now)) continue;
    const model::Terms& terms = sim.terms(sim.slices[at(now.lines.front().slice)]);
    now.least = terms.is_partial ? std::min(terms.min_shipment / now.lines.front().each, now.open) : now.open;
    found.push_back(std::move(now));
  }
  return found;
}

/// What is too little to ship is nothing.
Units worth_shipping(const KitNow& kit, Units kits) { return kits < kit.least ? 0 : kits; }

/// As many as the scarcest product makes, `available` saying how many units there are for a line.
template <class Available>
void limit(KitNow& kit, Available available) {
  const auto kits_of = [&](const KitLineNow& line) { return available(line) / line.each; };
  const Units before = kit.most;
  for (const KitLineNow& line : kit.lines) kit.most = std::min(kit.most, kits_of(line));
  kit.most = worth_shipping(kit, kit.most);
  for (KitLineNow& line : kit.lines)
    if (kit.most < before) line.is_waiting = worth_shipping(kit, kits_of(line)) > kit.most;
}

void allow_by_stock(const Replication& sim, const ScratchVector<KitMarket>& parts, KitNow& kit) {
  kit.most = kit.open;
  limit(kit,
        [&](const KitLineNow& line) { return std::min(line.most, sim.markets[at(parts[line.part].market)].free); });
}

void note_kit_line(Replication& sim, const char* event, const KitNow& kit, const KitLineNow& line, Units units) {
  if (!sim.recording.ledger) return;
  LedgerLine& it = note(sim, event);
  it.cells.emplace_back("kit", sim.model.kits[at(kit.kit)].id);
  it.cells.emplace_back("slice", std::int64_t{line.slice});
  it.cells.emplace_back("each", line.each);
  it.cells.emplace_back("units", units);
}

void bind_lines(Replication& sim, const ScratchVector<KitNow>& kits) {
  sim.bound_by_kits.clear();
  for (const KitNow& kit : kits)
    for (const KitLineNow& line : kit.lines) sim.bound_by_kits.push_back(line.slice);
  std::sort(sim.bound_by_kits.begin(), sim.bound_by_kits.end());
}

/// Each market by its rule, no line of a kit getting more than its kit may.
void divide_all(Replication& sim, ScratchVector<KitMarket>& parts, const ScratchVector<KitNow>& kits) {
  for (const KitNow& kit : kits)
    for (const KitLineNow& line : kit.lines) note_kit_line(sim, "kit", kit, line, kit.most * line.each);
  for (KitMarket& part : parts) {
    sim.claiming.assign(part.claiming.begin(), part.claiming.end());
    allow_by_caps(sim, part.market);
    if (sim.has_bounds) cap_orders(sim, part.market);
    for (const KitNow& kit : kits)
      for (const KitLineNow& line : kit.lines)
        if (&parts[line.part] == &part) sim.slice_cap[at(line.slice)] = kit.most * line.each;
    part.left = sim.claiming.empty() ? sim.markets[at(part.market)].free : divide_stock(sim, part.market);
    part.awards.clear();
    for (const Index slice : part.claiming) part.awards.push_back(take_award(sim, part.market, slice));
  }
}

Units given_to(const ScratchVector<KitMarket>& parts, const KitLineNow& line) {
  const KitMarket& part = parts[line.part];
  return line.place < part.awards.size() ? part.awards[line.place] : 0;
}

/// Whether some kit was given less of a product than it may get.
bool lower_kits(const ScratchVector<KitMarket>& parts, ScratchVector<KitNow>& kits) {
  bool is_lower = false;
  for (KitNow& kit : kits) {
    if (kit.most == 0) continue;
    const Units before = kit.most;
    limit(kit, [&](const KitLineNow& line) { return given_to(parts, line); });
    is_lower = is_lower || kit.most < before;
  }
  return is_lower;
}

/// What a line could get of what is left, by its own cap and all above it.
Units could_get(Replication& sim, const KitMarket& part, const KitLineNow& line) {
  if (line.most == 0 || part.left < line.each) return 0;
  const std::vector<model::Level>& levels = sim.model.suppliers[at(sim.markets[at(part.market)].supplier)].levels;
  for (std::size_t i = 0; i < part.claiming.size(); ++i)
    for (std::size_t depth = 0; depth < levels.size() && part.awards[i] > 0; ++depth)
      sim.awarded[depth]
                 [at(sim.claimant(levels[depth], depth, sim.slices[at(part.claiming[i])].owner, part.claiming[i]))] +=
          part.awards[i];
  sim.slice_cap[at(line.slice)] = line.most;
  allow_by_caps(sim, part.market);
  const Units most = could_use(sim, part.market, line.slice).most;
  for (const Index slice : part.claiming) take_award(sim, part.market, slice);
  return std::min(most, part.left);
}

/// Kits in turn, of what nobody else could use.
void serve_what_is_left(Replication& sim, ScratchVector<KitMarket>& parts, ScratchVector<KitNow>& kits) {
  for (KitNow& kit : kits) {
    Units more = kit.open - kit.most;
    for (const KitLineNow& line : kit.lines) {
      if (more == 0) break;
      more = std::min(more, could_get(sim, parts[line.part], line) / line.each);
    }
    more = worth_shipping(kit, kit.most + more) - kit.most;
    if (more <= 0) continue;
    kit.most += more;
    for (const KitLineNow& line : kit.lines) {
      note_kit_line(sim, "kit_more", kit, line, more * line.each);
      parts[line.part].awards[line.place] += more * line.each;
      parts[line.part].left -= more * line.each;
    }
  }
}

void note_waiting(Replication& sim, const ScratchVector<KitNow>& kits) {
  if (!sim.recording.journal) return;
  for (const KitNow& kit : kits)
    for (const KitLineNow& line : kit.lines)
      if (kit.most < kit.open && line.is_waiting) hold_back(sim, line.slice, JournalEntry::Kind::kit);
}

void note_kit_run(Replication& sim, const char* event, Index supplier) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, event);
  std::vector<std::string> products;
  for (const Index product : sim.model.suppliers[at(supplier)].kit_products)
    products.push_back(sim.model.products[at(product)].id);
  line.cells.emplace_back("supplier", sim.model.suppliers[at(supplier)].id);
  line.cells.emplace_back("products", std::move(products));
}

void ship_all(Replication& sim, const ScratchVector<KitMarket>& parts) {
  for (const KitMarket& part : parts)
    for (std::size_t i = 0; i < part.claiming.size(); ++i)
      if (part.awards[i] > 0) ship(sim, part.claiming[i], part.awards[i]);
}

/// Gives whether there was anything to divide.
bool divide_together(Replication& sim, Index supplier) {
  auto parts = sim.list<KitMarket>();
  bool is_claimed = false;
  for (std::size_t i = 0; i < sim.model.suppliers[at(supplier)].kit_products.size(); ++i) {
    KitMarket& part = parts.emplace_back(KitMarket{kit_market(sim, supplier, i), sim.list<Index>(), sim.list<Units>()});
    const bool has_claims = gather_claims(sim, part.market);
    if (sim.markets[at(part.market)].free > 0 && has_claims) is_claimed = true;
    part.claiming.assign(sim.claiming.begin(), sim.claiming.end());
  }
  if (!is_claimed) return false;
  ScratchVector<KitNow> kits = find_kits(sim, parts);
  for (KitNow& kit : kits) allow_by_stock(sim, parts, kit);
  bind_lines(sim, kits);
  note_kit_run(sim, "kit_run", supplier);
  const CarriesBefore before = remember_carries(sim, parts);
  for (divide_all(sim, parts, kits); lower_kits(parts, kits); divide_all(sim, parts, kits))
    put_back(sim, parts, before);
  serve_what_is_left(sim, parts, kits);
  note_kit_run(sim, "kit_run_ends", supplier);
  ship_all(sim, parts);
  note_waiting(sim, kits);
  sim.bound_by_kits.clear();
  for (const KitMarket& part : parts)
    if (!part.claiming.empty()) end_run(sim, part.market, part.left);
  return true;
}

Units free_for_kits(const Replication& sim, Index supplier) {
  Units units = 0;
  for (const Index product : sim.model.suppliers[at(supplier)].kit_products)
    units += sim.markets[at(sim.market_index(supplier, product))].free;
  return units;
}

}  // namespace

bool sells_kits(const Replication& sim, Index market) {
  const Market& it = sim.markets[at(market)];
  const std::vector<Index>& products = sim.model.suppliers[at(it.supplier)].kit_products;
  return !products.empty() && std::binary_search(products.begin(), products.end(), it.product);
}

bool is_bound_by_kit(const Replication& sim, Index slice) {
  return sim.terms(sim.slices[at(slice)]).kit != model::none &&
         std::binary_search(sim.bound_by_kits.begin(), sim.bound_by_kits.end(), slice);
}

void run_with_kits(Replication& sim, Index index) {
  const Index supplier = sim.markets[at(index)].supplier;
  const std::vector<Index>& products = sim.model.suppliers[at(supplier)].kit_products;
  if (sim.markets[at(index)].product != products.back())
    return request_run(sim, sim.market_index(supplier, products.back()));
  const Units before = free_for_kits(sim, supplier);
  if (before == 0) return;
  if (const WindowNow* window = frozen_by(sim, index)) {
    for (std::size_t i = 0; i < products.size(); ++i)
      if (const Index it = kit_market(sim, supplier, i); sim.markets[at(it)].free > 0) stay_frozen(sim, it, *window);
    return;
  }
  if (!sim.awards_left[at(supplier)].empty())
    for (std::size_t i = 0; i < products.size(); ++i) serve_awards(sim, kit_market(sim, supplier, i));
  const bool is_claimed = divide_together(sim, supplier);
  for (std::size_t i = 0; i < products.size(); ++i) serve_substitutes(sim, kit_market(sim, supplier, i));
  if (!is_claimed && free_for_kits(sim, supplier) == before) return;
  for (std::size_t i = 0; i < products.size(); ++i) sim.markets[at(kit_market(sim, supplier, i))].last_run = sim.now;
}

}  // namespace allot::engine
