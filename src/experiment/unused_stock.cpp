#include "experiment/unused_stock.hpp"

#include <algorithm>

namespace allot::experiment {
namespace {

constexpr auto changes_stock = engine::JournalEntry::Kind::stock;

// After each moment in which it changed.
std::vector<UnusedStock> levels(const engine::Observations& seen, model::Index market) {
  std::vector<UnusedStock> out;
  Units level = 0;
  for (const engine::JournalEntry& it : seen.journal) {
    if (it.kind != changes_stock || it.slice != market) continue;
    level += it.units;
    if (out.empty() || out.back().since != it.at) out.push_back({it.at, 0});
    out.back().units = level;
  }
  return out;
}

}  // namespace

std::vector<UnusedStock> unused_stock(const engine::Observations& seen, model::Index market, Units lot) {
  std::vector<UnusedStock> all = levels(seen, market), out;
  for (std::size_t i = all.size(); i-- > 1;) all[i - 1].units = std::min(all[i - 1].units, all[i].units);
  for (const UnusedStock& it : all) {
    const Units whole = it.units / lot * lot;
    if (whole > (out.empty() ? 0 : out.back().units)) out.push_back({it.since, whole});
  }
  return out;
}

std::optional<Time> unused_since(const std::vector<UnusedStock>& stock, Units units) {
  for (const UnusedStock& it : stock)
    if (it.units >= units) return it.since;
  return std::nullopt;
}

Units stocked_by(const engine::Observations& seen, const model::Model& model, model::Index supplier,
                 model::Index product, Time by) {
  const auto products = static_cast<model::Index>(model.products.size());
  Units units = 0;
  for (const engine::JournalEntry& it : seen.journal)
    if (it.kind == changes_stock && it.at <= by && it.slice / products == supplier &&
        (product == model::none || it.slice % products == product))
      units += std::max<Units>(0, it.units);
  return units;
}

}  // namespace allot::experiment
