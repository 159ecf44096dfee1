#include "metrics/fairness_series.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::Layout;
using engine::Model;
using O = engine::OrganisationLevel;

/// The levels at one moment of the grid, or before the first, when all are 0.
struct Levels {
  const Units* row = nullptr;

  Units of(const Layout& layout, std::size_t organisation, O level) const {
    return row ? row[layout.of(static_cast<Index>(organisation), level)] : 0;
  }
};

void fill(const Model& model, const Layout& layout, Levels before, Levels now, std::vector<Fill>& fills) {
  fills.clear();
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    const auto since = [&](O level) { return now.of(layout, i, level) - before.of(layout, i, level); };
    const auto asked = static_cast<double>(before.of(layout, i, O::backlog) + since(O::ordered));
    fills.push_back({asked, static_cast<double>(since(O::allocated)), model.policy.organisation_weight[i].plus.real()});
  }
}

}  // namespace

std::vector<MetricColumn> fairness_columns(const Model& model, bool with_envy) {
  std::vector<MetricColumn> out = {{EntityKind::system, "", "jain"}, {EntityKind::system, "", "gini"}};
  if (!with_envy) return out;
  for (const auto& it : model.organisations) out.push_back({EntityKind::organisation, it.id, "envy"});
  return out;
}

void measure_fairness(const Model& model, const Layout& layout, const engine::Observations& seen, bool with_envy,
                      std::span<double> out, FairnessScratch& scratch) {
  const std::size_t moments = seen.grid_levels.size() / layout.before_orders();
  Levels before;
  for (std::size_t k = 0; k < moments; ++k) {
    const Levels now{seen.grid_levels.data() + k * layout.before_orders()};
    fill(model, layout, before, now, scratch.fills);
    const Evenness evenness = evenness_of(scratch);
    out[k] = evenness.jain;
    out[moments + k] = evenness.gini;
    if (with_envy) {
      const std::vector<double>& envies = envy_of(scratch);
      for (std::size_t i = 0; i < envies.size(); ++i) out[(2 + i) * moments + k] = envies[i];
    }
    before = now;
  }
}

}  // namespace allot::metrics
