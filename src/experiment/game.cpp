#include "allot/game.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "experiment/columns.hpp"
#include "experiment/game_market.hpp"
#include "experiment/labels.hpp"
#include "experiment/study.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

using experiment::Market;

/// By player: the place of its multiple among those tried.
using Profile = std::vector<std::size_t>;

/// By player, in the mean over replications.
struct Outcome {
  std::vector<double> ordered, awarded, backlog, payoff, unmet;
};

double mean_of(const std::vector<double>& values) {
  return blockwise_sum(values.size(), [&](std::size_t i) { return values[i]; }) / static_cast<double>(values.size());
}

/// The scenario as a game: from multiples to payoffs, each profile simulated once.
class Play {
 public:
  Play(Scenario scenario, Market market, const GameRequest& request, Sampling sampling)
      : scenario_(std::move(scenario)),
        market_(market),
        sampling_(std::move(sampling)),
        players_(experiment::players_in(scenario_, market)) {
    const auto steps = static_cast<std::size_t>(std::floor((request.cap - 1) / request.step + 1e-9));
    for (std::size_t k = 0; k <= steps; ++k) multiples_.push_back(1 + static_cast<double>(k) * request.step);
    if (multiples_.back() < request.cap) multiples_.push_back(request.cap);
    sampling_.with_orders = false;
    const auto progress = sampling_.progress;
    if (progress)
      sampling_.progress = [this, progress, most = (request.rounds + 1) * players_.size() * multiples_.size() + 1](
                               std::size_t, std::size_t) { return progress(std::min(seen_.size(), most), most); };
    find_needs();
  }

  std::size_t players() const { return players_.size(); }
  const std::vector<double>& multiples() const { return multiples_; }
  const std::string& id(std::size_t player) const { return scenario_.organisations[players_[player].at()].id; }
  double need(std::size_t player) const { return mean_of(needs_[player]); }

  /// How much more a change of mind has to bring: rounding and a rare draw are no reason.
  double worthwhile(std::size_t player) const {
    return std::max(static_cast<double>(scenario_.products[market_.product.at()].lot), need(player) / 1000);
  }

  bool is_random() const { return is_random_; }

  const Outcome& outcome(const Profile& profile) {
    const auto known = seen_.find(profile);
    return known != seen_.end() ? known->second : seen_.emplace(profile, simulate(profile)).first->second;
  }

 private:
  std::vector<std::vector<double>> columns_of(const experiment::Rows& rows, const std::string& metric) const {
    const std::vector<MetricColumn> columns = rows.point().columns();
    std::vector<std::vector<double>> out;
    for (std::size_t player = 0; player < players(); ++player)
      out.push_back(rows.column(experiment::column_named(columns, "organisation." + id(player) + "." + metric)));
    return out;
  }

  experiment::Study sampled(const Profile& profile) {
    std::vector<double> multiple(scenario_.organisations.size(), 1);
    for (std::size_t player = 0; player < players(); ++player)
      multiple[players_[player].at()] = multiples_[profile[player]];
    experiment::Design design(sampling_);
    design.add(experiment::inflated(scenario_, market_, multiple));
    experiment::Study study(std::move(design));
    study.need(0);
    is_random_ = is_random_ || study.is_random();
    return study;
  }

  void find_needs() { needs_ = columns_of(sampled(Profile(players(), 0))[0], "ordered_units"); }

  Outcome simulate(const Profile& profile) {
    const experiment::Study study = sampled(profile);
    const auto ordered = columns_of(study[0], "ordered_units"), awarded = columns_of(study[0], "allocated_units"),
               backlog = columns_of(study[0], "backlog_units");
    Outcome out;
    for (std::size_t player = 0; player < players(); ++player) {
      const std::vector<double>& got = awarded[player];
      const std::vector<double>& need = needs_[player];
      const auto mean = [&](auto of) { return blockwise_sum(got.size(), of) / static_cast<double>(got.size()); };
      out.ordered.push_back(mean_of(ordered[player]));
      out.awarded.push_back(mean_of(got));
      out.backlog.push_back(mean_of(backlog[player]));
      out.payoff.push_back(
          mean([&](std::size_t r) { return std::min(got[r], need[r]) - std::max(0.0, got[r] - need[r]); }));
      out.unmet.push_back(mean([&](std::size_t r) { return std::max(0.0, need[r] - got[r]); }));
    }
    return out;
  }

  Scenario scenario_;
  Market market_;
  Sampling sampling_;
  std::vector<Ref> players_;
  std::vector<double> multiples_;
  std::vector<std::vector<double>> needs_;  ///< by player and replication
  std::map<Profile, Outcome> seen_;
  bool is_random_ = false;  ///< something was drawn in any of them
};

/// The smallest multiple that pays about as much as the best, unless the present one does.
std::size_t best_multiple(Play& game, const Profile& profile, std::size_t player) {
  std::vector<double> pays;
  for (std::size_t k = 0; k < game.multiples().size(); ++k) {
    Profile other = profile;
    other[player] = k;
    pays.push_back(game.outcome(other).payoff[player]);
  }
  const double enough = *std::max_element(pays.begin(), pays.end()) - game.worthwhile(player);
  if (pays[profile[player]] >= enough) return profile[player];
  return static_cast<std::size_t>(std::find_if(pays.begin(), pays.end(), [&](double it) { return it >= enough; }) -
                                  pays.begin());
}

void find_temptation(Play& game, RuleGame& out) {
  const Profile truth(game.players(), 0);
  for (std::size_t player = 0; player < game.players(); ++player) {
    Profile alone = truth;
    alone[player] = best_multiple(game, truth, player);
    GamePlayer& it = out.players[player];
    it.alone = game.multiples()[alone[player]];
    it.alone_gain = game.outcome(alone).payoff[player] - game.outcome(truth).payoff[player];
    if (it.need > 0 && it.alone_gain / it.need > out.temptation) {
      out.temptation = it.alone_gain / it.need;
      out.tempted = it.id;
    }
  }
}

Profile settle(Play& game, std::size_t most_rounds, RuleGame& out) {
  Profile profile(game.players(), 0);
  while (out.rounds < most_rounds && !out.is_reached) {
    ++out.rounds;
    out.is_reached = true;
    for (std::size_t player = 0; player < game.players(); ++player) {
      const std::size_t best = best_multiple(game, profile, player);
      if (best == profile[player]) continue;
      out.is_reached = false;
      profile[player] = best;
      out.path.push_back({out.rounds, player, game.multiples()[best]});
    }
  }
  return profile;
}

RuleGame played(Play& game, const std::string& rule, std::size_t most_rounds) {
  RuleGame out;
  out.rule = rule;
  const Outcome& truth = game.outcome(Profile(game.players(), 0));
  for (std::size_t player = 0; player < game.players(); ++player)
    out.players.push_back({game.id(player), game.need(player), truth.awarded[player], 1, 0, 1, 0, 0, 0});
  find_temptation(game, out);
  const Profile profile = settle(game, most_rounds, out);
  const Outcome& end = game.outcome(profile);
  double ordered = 0, needed = 0;
  for (std::size_t player = 0; player < game.players(); ++player) {
    GamePlayer& it = out.players[player];
    it.multiple = game.multiples()[profile[player]];
    it.ordered = end.ordered[player];
    it.awarded = end.awarded[player];
    it.gain = end.payoff[player] - truth.payoff[player];
    ordered += it.ordered;
    needed += it.need;
    out.phantom_backlog += (end.backlog[player] - end.unmet[player]) - (truth.backlog[player] - truth.unmet[player]);
    out.payoff_truthful += truth.payoff[player];
    out.payoff += end.payoff[player];
  }
  out.inflation = needed > 0 ? ordered / needed : 1;
  return out;
}

// The game knows of claims alone.
void expect_playable(const GameRequest& request) {
  for (const allocation::Rule rule : request.rules)
    if (allocation::facts(rule).needs_terms)
      throw RequestError("--rule: '" + std::string(allocation::facts(rule).name) +
                         "' means nothing without numbers of its own");
  if (!(request.cap > 1) || request.cap > 1000)
    throw RequestError("--cap: expected a multiple above 1, at most 1000");
  if (!(request.step > 0)) throw RequestError("--step: expected a step above 0");
  if ((request.cap - 1) / request.step > 1000) throw RequestError("--step: at most 1000 multiples are tried");
}

}  // namespace

Game play(const Scenario& scenario, const GameRequest& request, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "a game takes the same replications of every profile");
  expect_playable(request);
  const Market market = experiment::market_of(scenario, request);
  const Scenario alone = experiment::only_market(scenario, market);
  Game out;
  out.scenario = scenario.name;
  out.labels = experiment::labels_of(scenario);
  out.basis = experiment::basis_of(scenario);
  out.question = scenario.question;
  out.supplier = scenario.suppliers[market.supplier.at()].id;
  out.product = scenario.products[market.product.at()].id;
  out.cap = request.cap;
  out.step = request.step;
  out.seed = sampling.seed;
  out.replications = 1;
  if (experiment::players_in(alone, market).empty())
    throw RequestError("nobody orders " + out.product + " at " + out.supplier + " in amounts that could be inflated");
  const auto add = [&](const Scenario& rules, const std::string& name) {
    Play game(rules, market, request, sampling);
    out.rules.push_back(played(game, name, request.rounds));
    if (game.is_random()) out.replications = experiment::count_of(sampling);
  };
  if (request.rules.empty()) add(alone, experiment::rule_in_words(alone.suppliers[market.supplier.at()]));
  for (const allocation::Rule rule : request.rules)
    add(experiment::with_rule(alone, market.supplier, rule), std::string(allocation::facts(rule).name));
  return out;
}

}  // namespace allot
