#include "cli/topics.hpp"

namespace allot::cli {

std::vector<Topic> game_topics() {
  return {
      {"game",
       {"game", "ordering game"},
       "allot game SCENARIO plays the ordering game: what each organisation orders of one product at one supplier "
       "counts as its true need, and each may order a multiple of it, up to --cap. In turn each takes the multiple "
       "that pays most, on common draws, until nobody moves (an equilibrium among the multiples tried) or --rounds are "
       "over. A payoff is units awarded up to the need by the end of the scenario, less units beyond it.\n\n"
       "Rules in proportion to orders, and equal losses, invite it; equal awards do not, within one division. Where "
       "orders come over time, who orders early may gain under any rule.\n\n"
       "  allot game my.json --rule proportional,equal_awards,equal_losses --cap 4\n"},
      {"game",
       {"game.temptation", "temptation"},
       "The most that one organisation gains by inflating its orders while all others order truly, as a share of its "
       "need. 0: the rule does not invite gaming. Gains below a lot, or a thousandth of the need, count as none.\n"},
      {"game",
       {"game.inflation", "inflation"},
       "Units ordered for each unit needed, all organisations together, once nobody moves any more.\n"},
      {"game",
       {"game.phantom_backlog_units", "phantom_backlog_units", "phantom backlog"},
       "Of the units open at the end those that nobody truly wants: what gaming adds to the backlog that a supplier "
       "sees, less what it adds to unmet need.\n"},
  };
}

}  // namespace allot::cli
