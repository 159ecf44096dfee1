// Which of several decisions brought what.
//
// Decisions do not add up: a swap is worth more after a hall opened early, and two ways of mending the same shortage
// are not worth twice. So "what did this one change" has no answer until one says against what. The Shapley value takes
// the mean over all orders in which the decisions could have been made of what each adds when its turn comes. It is the
// only split that sums to the whole, gives equals the same, gives nothing to who changes nothing, and splits a sum of
// metrics as the sum of splits.
//
// In formulas: part i = sum over sets S without i of |S|! (k - |S| - 1)! / k! times (v(S + i) - v(S)), v(S) being the
// metric of the replication in which exactly S is done. Up to six decisions all 2^k subsets are simulated, with one
// past for as long as they share it (engine/forks). Above, each replication draws one order and adds its reverse, an
// antithetic pair: unbiased, some 2 k runs instead of 2^k; parts still sum to the whole in each replication, and what
// decisions do independently of each other comes out without error.
//
// All of it happens within a replication, on common draws, so that the parts of each replication sum to its own
// difference exactly and the interval of a part is that of a mean of paired numbers. A metric that is null with some
// subset (a ratio of nothing) is left out of that replication for all, since a part of nothing would make the rest not
// sum.
//
// source: Shapley (1953), in Contributions to the Theory of Games II, 307-317; antithetic orders, Mitchell, Cooper,
//         Frank and Holmes (2022), Journal of Machine Learning Research 23(43); for sensitivity of simulations, Owen
//         (2014), SIAM/ASA Journal on Uncertainty Quantification 2(1), 245-251

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "allot/comparison.hpp"
#include "base/text.hpp"
#include "engine/forks.hpp"
#include "engine/simulate.hpp"
#include "experiment/columns.hpp"
#include "experiment/feasible.hpp"
#include "experiment/labels.hpp"
#include "experiment/study.hpp"
#include "random/key.hpp"
#include "random/shuffle.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using Mask = std::uint64_t;

constexpr std::size_t most_exact = 6;
constexpr std::size_t most_values = std::size_t{1} << 24;  // numbers of all subsets that are kept at once
constexpr std::size_t most_members = 60;

/// Who shares a difference, and the scenario in which only some of them are.
struct Coalitions {
  std::vector<std::string> members;
  std::function<Scenario(Mask)> with_only;
  bool is_of_interventions = false;  ///< of all those of a scenario, in their order

  std::size_t size() const { return members.size(); }
  Mask all() const { return (Mask{1} << size()) - 1; }
};

Coalitions game_of_interventions(const Scenario& scenario) {
  Coalitions game;
  for (const Intervention& it : scenario.interventions) game.members.push_back(it.id);
  game.with_only = [&scenario](Mask mask) {
    Scenario out = scenario;
    out.interventions.clear();
    for (std::size_t i = 0; i < scenario.interventions.size(); ++i)
      if (mask >> i & 1) out.interventions.push_back(scenario.interventions[i]);
    return out;
  };
  game.is_of_interventions = true;
  return game;
}

Coalitions game_of_edits(const std::vector<std::string>& edits, const ScenarioWith& scenario_with) {
  return {edits, [&scenario_with, count = edits.size()](Mask mask) {
            std::vector<std::size_t> places;
            for (std::size_t i = 0; i < count; ++i)
              if (mask >> i & 1) places.push_back(i);
            return scenario_with(places);
          }};
}

/// What is split among the members: metrics, and behind them the days of milestones.
struct Wanted {
  std::vector<MetricColumn> columns;
  std::vector<std::string> milestones;

  std::size_t size() const { return columns.size() + milestones.size(); }
};

/// Where they stand in one model; what a subset lacks is null.
class WantedPlaces {
 public:
  WantedPlaces(const Wanted& wanted, const model::Model& model)
      : columns_(experiment::places(wanted.columns, metrics::columns(model))), end_(model.end) {
    for (const std::string& id : wanted.milestones) {
      const auto found =
          std::find_if(model.milestones.begin(), model.milestones.end(), [&](const auto& it) { return it.id == id; });
      milestones_.push_back(found == model.milestones.end()
                                ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - model.milestones.begin())));
    }
  }

  const std::vector<std::optional<std::size_t>>& columns() const { return columns_; }
  const std::vector<std::optional<std::size_t>>& milestones() const { return milestones_; }

  void add(std::span<const double> row, std::span<const Time> dates, std::vector<double>& to) const {
    for (const auto place : columns_) to.push_back(place ? row[*place] : std::nan(""));
    for (const auto place : milestones_) to.push_back(place ? days(dates[*place]) : std::nan(""));
  }

 private:
  /// Not reached counts as reached at the end.
  double days(Time date) const { return static_cast<double>(std::min(date, end_)) / static_cast<double>(day); }

  std::vector<std::optional<std::size_t>> columns_, milestones_;
  Time end_;
};

/// The parts of every metric, by intervention, replication and metric, while they add up.
struct Parts {
  std::size_t interventions, replications, metrics;
  std::vector<double> cells, totals;

  Parts(std::size_t k, std::size_t n, std::size_t m)
      : interventions(k), replications(n), metrics(m), cells(k * n * m), totals(n * m) {}
  double& cell(std::size_t intervention, std::size_t replication, std::size_t metric) {
    return cells[(intervention * replications + replication) * metrics + metric];
  }
  double& total(std::size_t replication, std::size_t metric) { return totals[replication * metrics + metric]; }
};

// |S|! (k - |S| - 1)! / k!: how often a member comes right after exactly S in all orders.
double weight(std::size_t before, std::size_t k) {
  double weight = 1 / static_cast<double>(k);
  for (std::size_t i = 0; i < before; ++i) weight *= static_cast<double>(i + 1) / static_cast<double>(k - 1 - i);
  return weight;
}

// What a member adds to each subset without it, subset by subset, so that one that changes nothing adds
// exactly 0.
double part_of(std::size_t member, std::size_t k, const std::vector<std::vector<double>>& values, std::size_t cell) {
  const Mask bit = Mask{1} << member;
  double part = 0;
  for (Mask mask = 0; mask < Mask{1} << k; ++mask)
    if (!(mask & bit))
      part +=
          weight(static_cast<std::size_t>(std::popcount(mask)), k) * (values[mask | bit][cell] - values[mask][cell]);
  return part;
}

/// Numbers by subset, replication and metric.
using Values = std::vector<std::vector<double>>;

std::vector<double> values_of(const experiment::Rows& rows, const WantedPlaces& places) {
  std::vector<double> out;
  for (std::size_t r = 0; r < rows.size(); ++r) places.add(rows.row(r), rows.dates(r), out);
  return out;
}

experiment::Study study_of_subsets(const Coalitions& game, const Sampling& sampling) {
  experiment::Design design(sampling);
  for (Mask mask = 0; mask <= game.all(); ++mask) design.add(game.with_only(mask));
  return experiment::Study(std::move(design));
}

// Gives whether chance had a part in any replication of any subset.
bool add_subsets(const Coalitions& game, const Sampling& sampling, const Wanted& wanted, Parts& parts) {
  const std::size_t k = parts.interventions, subsets = std::size_t{1} << k;
  const std::size_t block =
      std::clamp<std::size_t>(most_values / (subsets * std::max<std::size_t>(1, wanted.size())), 1, parts.replications);
  std::size_t first = 0, count = 0;
  Sampling counted = sampling;  // its progress is that of all blocks
  if (sampling.progress)
    counted.progress = [&](std::size_t done, std::size_t of) {
      return sampling.progress(first + done * count / of, parts.replications);
    };
  experiment::Study study = study_of_subsets(game, counted);
  std::vector<WantedPlaces> places;
  for (std::size_t subset = 0; subset < subsets; ++subset) places.emplace_back(wanted, study.design()[subset].model);
  bool is_random = false;
  for (; first < parts.replications; first += count) {
    count = std::min(block, parts.replications - first);
    study.take(sampling.only.value_or(0) + first, count);
    is_random = is_random || study.is_random();
    Values values;
    for (std::size_t subset = 0; subset < subsets; ++subset) {
      values.push_back(values_of(study[subset], places[subset]));
      study.forget(subset);
    }
    for (std::size_t cell = 0; cell < count * wanted.size(); ++cell) {
      const std::size_t r = first + cell / wanted.size(), m = cell % wanted.size();
      parts.total(r, m) = values.back()[cell] - values.front()[cell];
      for (std::size_t i = 0; i < k; ++i) parts.cell(i, r, m) = part_of(i, k, values, cell);
    }
  }
  return is_random;
}

Parts first_alone(Parts& parts) {
  Parts out(parts.interventions, 1, parts.metrics);
  for (std::size_t m = 0; m < parts.metrics; ++m) {
    out.total(0, m) = parts.total(0, m);
    for (std::size_t i = 0; i < parts.interventions; ++i) out.cell(i, 0, m) = parts.cell(i, 0, m);
  }
  return out;
}

std::vector<std::size_t> random_order(std::size_t k, std::uint64_t seed, std::uint64_t replication) {
  std::vector<std::size_t> order(k);
  std::iota(order.begin(), order.end(), std::size_t{0});
  shuffle(std::span(order),
          [&](std::size_t place) { return draw(seed, replication, hash_name("attribute/order"), place); });
  return order;
}

/// Gives the wanted metrics of one replication with each of some subsets.
using Simulate = std::function<Values(std::size_t worker, std::uint64_t replication, const std::vector<Mask>& masks)>;

// Each subset as a scenario of its own.
Simulate apart(const Coalitions& game, const Sampling& sampling, const Wanted& wanted) {
  return [&](std::size_t, std::uint64_t replication, const std::vector<Mask>& masks) {
    Values rows;
    for (const Mask mask : masks) {
      experiment::Design design(sampling);
      const model::Model& model = design.add(game.with_only(mask)).model;
      std::vector<double> row(metrics::width(model));
      const engine::Observations seen = engine::simulate(model, sampling.seed, replication, design.recording());
      metrics::measure(model, engine::Layout(model), seen, row);
      WantedPlaces(wanted, model).add(row, seen.milestones, rows.emplace_back());
    }
    return rows;
  };
}

/// All subsets of the interventions of one model, with the past that they share.
class SharedOut {
 public:
  SharedOut(const Coalitions& game, const Sampling& sampling, const Wanted& wanted)
      : design_(sampling),
        model_(design_.add(game.with_only(game.all())).model),
        layout_(model_),
        places_(wanted, model_) {
    for (std::size_t i = 0; i < experiment::Executor(sampling).workers(); ++i)
      workers_.push_back(
          {engine::Forks(model_, design_.recording(), sampling.seed), {}, std::vector<double>(metrics::width(model_))});
  }

  Values operator()(std::size_t worker, std::uint64_t replication, const std::vector<Mask>& masks) {
    Worker& it = workers_[worker];
    std::vector<engine::Choice> choices;
    for (const Mask mask : masks) {
      engine::Choice& choice = choices.emplace_back(model_.interventions.size());
      for (std::size_t i = 0; i < choice.size(); ++i) choice[i] = static_cast<char>(mask >> i & 1);
    }
    Values rows(masks.size());
    it.forks.run(replication, choices, [&](std::span<const std::size_t> same, const engine::Observations& seen) {
      metrics::measure(model_, layout_, seen, it.row, it.scratch);
      for (const std::size_t choice : same) places_.add(it.row, seen.milestones, rows[choice]);
    });
    return rows;
  }

 private:
  struct Worker {
    engine::Forks forks;
    metrics::Scratch scratch;
    std::vector<double> row;
  };
  experiment::Design design_;
  const model::Model& model_;
  engine::Layout layout_;
  WantedPlaces places_;
  std::vector<Worker> workers_;
};

// None, all, and what is taken so far along an order and back.
std::vector<Mask> masks_along(const std::vector<std::size_t>& order, Mask all) {
  std::vector<Mask> masks = {0, all};
  Mask forth = 0, back = 0;
  for (const std::size_t i : order) masks.push_back(forth |= Mask{1} << i);
  for (auto i = order.rbegin(); i != order.rend(); ++i) masks.push_back(back |= Mask{1} << *i);
  return masks;
}

// What each member adds, on average over one random order and its reverse.
void add_order(std::vector<std::size_t> order, std::size_t r, const Values& rows, Parts& parts) {
  const std::vector<double>&none = rows[0], &all = rows[1];
  for (std::size_t m = 0; m < parts.metrics; ++m) parts.total(r, m) = all[m] - none[m];
  std::size_t next = 2;
  for (int direction = 0; direction < 2; ++direction) {
    const std::vector<double>* before = &none;
    for (const std::size_t i : order) {
      const std::vector<double>& after = rows[next++];
      for (std::size_t m = 0; m < parts.metrics; ++m) parts.cell(i, r, m) += (after[m] - (*before)[m]) / 2;
      before = &after;
    }
    std::reverse(order.begin(), order.end());
  }
}

void add_orders(const Coalitions& game, const Sampling& sampling, const Wanted& wanted, Parts& parts) {
  const bool is_shared = sampling.shares_prefix && game.is_of_interventions;
  std::optional<SharedOut> shared;
  if (is_shared) shared.emplace(game, sampling, wanted);
  const Simulate simulate = is_shared ? Simulate(std::ref(*shared)) : apart(game, sampling, wanted);
  const experiment::Block block{sampling.only.value_or(0), 0, parts.replications};
  experiment::Executor(sampling).replicate(block, true, [&](std::size_t worker, std::size_t r) {
    const std::uint64_t replication = block.first + r;
    const std::vector<std::size_t> order = random_order(parts.interventions, sampling.seed, replication);
    add_order(order, r, simulate(worker, replication, masks_along(order, game.all())), parts);
    return true;
  });
}

// A replication in which a part or the total is null says nothing about the others either: they would not sum
// up.
void drop_nulls(std::size_t m, Parts& parts) {
  for (std::size_t r = 0; r < parts.replications; ++r) {
    bool is_null = std::isnan(parts.total(r, m));
    for (std::size_t i = 0; i < parts.interventions; ++i) is_null = is_null || std::isnan(parts.cell(i, r, m));
    if (!is_null) continue;
    parts.total(r, m) = std::nan("");
    for (std::size_t i = 0; i < parts.interventions; ++i) parts.cell(i, r, m) = std::nan("");
  }
}

Attribution attribution_of(const MetricColumn& column, std::size_t m, Parts& parts) {
  Attribution out;
  out.column = column;
  drop_nulls(m, parts);
  std::vector<double> values(parts.replications);
  for (std::size_t r = 0; r < parts.replications; ++r) values[r] = parts.total(r, m);
  out.total = estimate(values).mean;
  for (std::size_t i = 0; i < parts.interventions; ++i) {
    for (std::size_t r = 0; r < parts.replications; ++r) values[r] = parts.cell(i, r, m);
    const Estimate part = estimate(values);
    out.parts.push_back(part.mean);
    out.intervals.push_back(part.ci95);
  }
  return out;
}

void refuse_too_large(std::size_t k, std::size_t replications, std::size_t metrics, const Sampling& sampling) {
  const double needed =
      8 * (static_cast<double>(k + 1) * static_cast<double>(replications) * static_cast<double>(metrics) + most_values);
  experiment::expect_memory(needed, sampling, "this attribution",
                            replications > 1 ? "fewer --replications" : "fewer decisions");
}

// What both the least and the most of the scenarios have.
Wanted wanted_of(const Coalitions& game, const Sampling& sampling) {
  experiment::Design design(sampling);
  const model::Model& least = design.add(game.with_only(0)).model;
  const model::Model& most = design.add(game.with_only(game.all())).model;
  Wanted all{metrics::columns(least), {}};
  for (const model::Milestone& it : least.milestones) all.milestones.push_back(it.id);
  const WantedPlaces found(all, most);
  Wanted out;
  for (std::size_t i = 0; i < all.columns.size(); ++i)
    if (found.columns()[i] && all.columns[i].kind != EntityKind::intervention) out.columns.push_back(all.columns[i]);
  for (std::size_t i = 0; i < all.milestones.size(); ++i)
    if (found.milestones()[i]) out.milestones.push_back(all.milestones[i]);
  return out;
}

void refuse_wrong(const Coalitions& game, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "an attribution takes the same replications of every subset");
  if (game.size() > most_members) throw RequestError("at most 60 decisions are told apart");
}

Attributions attributions_of(const Coalitions& game, const Sampling& sampling) {
  refuse_wrong(game, sampling);
  const Wanted wanted = wanted_of(game, sampling);
  const std::size_t replications = experiment::count_of(sampling);
  refuse_too_large(game.size(), replications, wanted.size(), sampling);
  Parts parts(game.size(), replications, wanted.size());
  if (game.size() > most_exact)
    add_orders(game, sampling, wanted, parts);
  else if (!add_subsets(game, sampling, wanted, parts))
    parts = first_alone(parts);
  Attributions out;
  out.seed = sampling.seed;
  out.replications = parts.replications;
  out.interventions = game.members;
  const std::size_t columns = wanted.columns.size();
  for (std::size_t m = 0; m < columns; ++m) out.metrics.push_back(attribution_of(wanted.columns[m], m, parts));
  for (std::size_t i = 0; i < wanted.milestones.size(); ++i)
    out.milestones.push_back(attribution_of({EntityKind::system, wanted.milestones[i], "days"}, columns + i, parts));
  return out;
}

}  // namespace

Attributions attribute(const Scenario& scenario, const Sampling& sampling) {
  if (scenario.interventions.empty())
    throw RequestError("there is nothing to attribute: the scenario has no interventions");
  Attributions out = attributions_of(game_of_interventions(scenario), sampling);
  out.scenario = scenario.name;
  out.currency = scenario.currency;
  out.labels = experiment::labels_of(scenario);
  out.basis = experiment::basis_of(scenario);
  return out;
}

bool can_attribute(const Scenario& scenario, const Sampling& sampling) {
  if (scenario.interventions.size() < 2 || scenario.interventions.size() > most_members) return false;
  const Coalitions game = game_of_interventions(scenario);
  try {
    refuse_wrong(game, sampling);
    refuse_too_large(game.size(), experiment::count_of(sampling), wanted_of(game, sampling).size(), sampling);
  } catch (const RequestError&) {
    return false;
  }
  return true;
}

Attributions attribute(const std::vector<std::string>& edits, const ScenarioWith& scenario_with,
                       const Sampling& sampling) {
  if (edits.empty()) throw RequestError("there is nothing to attribute: no edit is named");
  Attributions out = attributions_of(game_of_edits(edits, scenario_with), sampling);
  const Scenario written = scenario_with({});
  out.scenario = written.name;
  out.currency = written.currency;
  out.labels = experiment::labels_of(written);
  out.basis = experiment::basis_of(written);
  out.is_of_edits = true;
  return out;
}

}  // namespace allot
