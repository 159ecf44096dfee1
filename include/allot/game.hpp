#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/allocation.hpp"
#include "allot/basis.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

/// Does a rule of division invite buyers to order more than they need? The ordering game played inside a
/// scenario: what each organisation orders of one product at one supplier is taken for its true need, and
/// each may order a multiple of it.
namespace allot {

/// What is asked. Nothing named: the scenario's only supplier, only product and own rules.
struct GameRequest {
  std::string supplier, product;
  std::vector<allocation::Rule> rules;  ///< a division rule stands among organisations, a sequence among orders
  double cap = 2;                       ///< the largest multiple
  double step = 0.25;                   ///< between the multiples tried, from 1 on
  std::size_t rounds = 20;              ///< after which nobody waits for the others any longer
};

/// One buyer. Units are means over replications.
///
/// units: a payoff is units awarded up to the need, less units awarded beyond it
struct GamePlayer {
  std::string id;
  double need = 0;        ///< what it orders when it orders truly
  double truthful = 0;    ///< awarded when all order truly
  double alone = 1;       ///< its best multiple while the others order truly
  double alone_gain = 0;  ///< in payoff over ordering truly as well
  double multiple = 1;    ///< its multiple in the end
  double ordered = 0, awarded = 0;
  double gain = 0;  ///< in payoff, in the end over all ordering truly
};

struct GameMove {
  std::size_t round = 0, player = 0;
  double multiple = 1;
};

/// The game under one rule.
struct RuleGame {
  std::string rule;
  std::vector<GamePlayer> players;
  std::vector<GameMove> path;  ///< moves that changed something
  bool is_reached = false;     ///< a round in which nobody moved: no multiple tried would do anybody better
  std::size_t rounds = 0;
  double temptation = 0;                   ///< the largest gain of a lone liar, as a share of its need
  std::string tempted;                     ///< whose it is; empty where nobody gains
  double inflation = 1;                    ///< units ordered over units needed, in the end
  double phantom_backlog = 0;              ///< units open at the end less units truly wanted and not awarded
  double payoff_truthful = 0, payoff = 0;  ///< sums over players
};

struct Game {
  std::string scenario, question, supplier, product;
  double cap = 2, step = 0.25;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  std::vector<RuleGame> rules;
  Labels labels;  ///< how tables and sentences name them
  Basis basis;
};

/// Plays it by sequential best responses, in order of definition, on common draws: each takes the multiple of its
/// orders that pays most, its present one unless another pays more by a lot and a thousandth of its need; until nobody
/// moves. Pegged orders and committed deliveries stay as they are; orders at other suppliers or of other products are
/// left out. An organisation that orders by a roadmap asks for its multiple whenever it has to wait, in place of its
/// own inflation.
///
/// gives:  the same game for the same scenario, seed and build, on any number of threads
/// errors: RequestError where the market is not named and there are several, or nobody orders there; for a rule that means
///         nothing without numbers of its own, and for a cap or a step that leave too little or too much to try; Interrupted
/// cost:   players x multiples runs of the scenario, twice and more, of sampling.replications replications each
/// source: Cachon and Lariviere (1999), Management Science 45(8), 1091-1108; the payoff is single-peaked as in
///         Sprumont (1991), Econometrica 59(2), 509-519
Game play(const Scenario& scenario, const GameRequest& request, const Sampling& sampling);

}  // namespace allot
