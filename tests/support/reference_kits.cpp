#include <algorithm>
#include <numeric>
#include <set>

#include "support/reference_choice.hpp"

/// Orders of several products that are shipped together. All markets of the supplier in which they have lines are divided
/// again and again, with fewer kits each time, until every kit gets of all products what it may.
namespace allot::reference {
namespace {

Demand& demand_at(World& world, int order) { return world.demands[static_cast<std::size_t>(order)]; }
const Demand& demand_at(const World& world, int order) { return world.demands[static_cast<std::size_t>(order)]; }

Units lot_of(const World& world, int product) { return world.scenario.products[static_cast<std::size_t>(product)].lot; }

Units kits_ordered(const World& world, const std::vector<int>& lines) {
  Units kits = 0;
  for (const int line : lines)
    kits = std::gcd(kits, demand_at(world, line).units / lot_of(world, demand_at(world, line).product));
  return kits;
}

struct Kit {
  std::vector<int> slices, products;
  std::vector<Units> each;
  Units open = 0, least = 0, may = 0;
};

// The open units of a line, where they stand in one piece; else -1.
int open_slice(const World& world, int line) {
  int found = -1;
  for (int i = 0; i < world.count(); ++i) {
    if (world.slice(i).order != line || world.slice(i).state != State::open) continue;
    if (found >= 0 || world.slice(i).owner != demand_at(world, line).organisation) return -1;
    found = i;
  }
  return found;
}

// Its lines, if what is open of them is in proportion.
std::optional<Kit> kit_of(const World& world, const std::vector<int>& lines) {
  const Units ordered = kits_ordered(world, lines);
  Kit kit;
  for (const int line : lines) {
    const int slice = open_slice(world, line);
    if (slice < 0) return std::nullopt;
    const Units each = demand_at(world, line).units / ordered, units = world.slice(slice).units;
    if (units % each != 0 || (!kit.slices.empty() && units / each != kit.open)) return std::nullopt;
    kit.open = units / each;
    kit.slices.push_back(slice);
    kit.products.push_back(demand_at(world, line).product);
    kit.each.push_back(each);
  }
  const Demand& first = demand_at(world, lines.front());
  kit.least = first.partial ? std::min(kit.open, first.min_shipment / kit.each.front()) : kit.open;
  return kit;
}

using Givens = std::map<int, Given>;  // by product

bool claims(const Givens& givens, int product, int slice) {
  const std::vector<int>& queue = givens.at(product).queue;
  return std::find(queue.begin(), queue.end(), slice) != queue.end();
}

Units enough(const Kit& kit, Units kits) { return kits >= kit.least ? kits : 0; }

// Kits with a line that claims, by the place of the first such.
std::vector<Kit> kits_at(World& world, const Givens& givens) {
  std::vector<int> claiming;
  for (const auto& [product, given] : givens) claiming.insert(claiming.end(), given.queue.begin(), given.queue.end());
  std::sort(claiming.begin(), claiming.end(), [&](int a, int b) { return is_before(world, a, b); });
  std::set<std::vector<int>> seen;
  std::vector<Kit> kits;
  for (const int slice : claiming) {
    const std::vector<int> lines = lines_of_kit(world, world.slice(slice).order);
    if (lines.empty() || !seen.insert(lines).second) continue;
    if (std::optional<Kit> kit = kit_of(world, lines)) kits.push_back(std::move(*kit));
  }
  return kits;
}

Most most_of(const std::vector<Kit>& kits) {
  Most most;
  for (const Kit& kit : kits)
    for (std::size_t i = 0; i < kit.slices.size(); ++i) most[kit.slices[i]] = kit.may * kit.each[i];
  return most;
}

Units got(const Givens& givens, const Kit& kit, std::size_t line) {
  const auto& awards = givens.at(kit.products[line]).awards;
  const auto found = awards.find(kit.slices[line]);
  return found == awards.end() ? 0 : found->second;
}

// Carries as they were before the run.
struct Carries {
  std::map<ClaimantName, double> of_claimants;
  std::vector<double> of_slices;
};

Carries carries_of(const World& world) {
  Carries carries{world.carries, {}};
  for (const Slice& slice : world.slices) carries.of_slices.push_back(slice.carry);
  return carries;
}

void restore(World& world, const Carries& carries) {
  world.carries = carries.of_claimants;
  for (std::size_t i = 0; i < world.slices.size(); ++i) world.slices[i].carry = carries.of_slices[i];
}

Givens divide_each(World& world, int supplier, const std::vector<int>& products, const Most& most) {
  Givens givens;
  for (const int product : products)
    givens[product] = divide_market(world, {supplier, product}, lot_of(world, product), most);
  return givens;
}

void add_what_is_left(World& world, int supplier, const std::vector<Kit>& kits, Givens& givens) {
  for (const Kit& kit : kits) {
    Units more = kit.open - kit.may;
    for (std::size_t i = 0; i < kit.slices.size(); ++i) {
      const Given& given = givens.at(kit.products[i]);
      if (!claims(givens, kit.products[i], kit.slices[i])) more = 0;
      if (more > 0)
        more = std::min(more, could_add(world, {supplier, kit.products[i]}, lot_of(world, kit.products[i]), given,
                                        kit.slices[i], given.caps.at(kit.slices[i])) /
                                  kit.each[i]);
    }
    if (enough(kit, kit.may + more) == 0) continue;
    for (std::size_t i = 0; i < kit.slices.size() && more > 0; ++i) {
      givens.at(kit.products[i]).awards[kit.slices[i]] += more * kit.each[i];
      givens.at(kit.products[i]).left -= more * kit.each[i];
    }
  }
}

}  // namespace

std::vector<int> lines_of_kit(const World& world, int order) {
  const Order* it = demand_at(world, order).order;
  if (!it || it->kit.empty() || demand_at(world, order).stands_for >= 0) return {};
  std::vector<int> lines;
  for (std::size_t i = 0; i < world.demands.size(); ++i)
    if (world.demands[i].order && world.demands[i].order->kit == it->kit && world.demands[i].stands_for < 0)
      lines.push_back(static_cast<int>(i));
  return lines.size() > 1 ? lines : std::vector<int>{};
}

void put_kits_together(World& world) {
  for (std::size_t i = 0; i < world.demands.size(); ++i) {
    const std::vector<int> lines = lines_of_kit(world, static_cast<int>(i));
    if (lines.empty() || lines.front() != static_cast<int>(i)) continue;
    const Units kits = kits_ordered(world, lines);
    Units least = 0;
    bool partial = true;
    for (const int line : lines) {
      const Demand& it = demand_at(world, line);
      const Units each = it.units / kits;
      least = std::max(least, it.min_shipment / each + (it.min_shipment % each > 0 ? 1 : 0));
      partial = partial && it.partial;
    }
    for (const int line : lines) {
      Demand& it = demand_at(world, line);
      it.partial = partial;
      it.min_shipment = least * (it.units / kits);
      it.is_of_kit = true;
    }
  }
}

std::vector<int> products_of_kits(const World& world, int supplier) {
  std::set<int> products;
  for (const Demand& it : world.demands)
    if (it.is_of_kit && it.supplier == supplier) products.insert(it.product);
  return {products.begin(), products.end()};
}

bool divide_kits(World& world, int supplier) {
  const std::vector<int> products = products_of_kits(world, supplier);
  const Carries before = carries_of(world);
  Givens givens = divide_each(world, supplier, products, {});
  bool is_claimed = false;
  for (const auto& [product, given] : givens)
    is_claimed = is_claimed || (!given.queue.empty() && world.free_stock[{supplier, product}] > 0);
  std::vector<Kit> kits = kits_at(world, givens);
  for (Kit& kit : kits) {
    kit.may = kit.open;
    for (std::size_t i = 0; i < kit.slices.size(); ++i) {
      const bool is_in = claims(givens, kit.products[i], kit.slices[i]);
      const Units cap = is_in ? givens.at(kit.products[i]).caps.at(kit.slices[i]) : 0;
      kit.may = std::min(kit.may, std::min(cap, world.free_stock[{supplier, kit.products[i]}]) / kit.each[i]);
    }
    kit.may = enough(kit, kit.may);
  }
  for (bool is_settled = false; !is_settled;) {
    restore(world, before);
    givens = divide_each(world, supplier, products, most_of(kits));
    is_settled = true;
    for (Kit& kit : kits) {
      Units kits_got = kit.may;
      for (std::size_t i = 0; i < kit.slices.size(); ++i)
        kits_got = std::min(kits_got, got(givens, kit, i) / kit.each[i]);
      kits_got = enough(kit, kits_got);
      is_settled = is_settled && kits_got == kit.may;
      kit.may = kits_got;
    }
  }
  add_what_is_left(world, supplier, kits, givens);
  for (const int product : products)
    ship(world, {supplier, product}, givens.at(product).queue, givens.at(product).awards);
  return is_claimed;
}

}  // namespace allot::reference
