#include "allot/reports.hpp"
#include "report/figures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;

std::string times(double multiple) { return trimmed(multiple, 2) + "x"; }

bool invites(const RuleGame& it) { return !it.tempted.empty(); }

std::string name_in(const Labels& labels, const std::string& organisation) {
  return report::full_name(labels, EntityKind::organisation, organisation);
}

std::string verdict(const RuleGame& it, const Labels& labels) {
  if (!invites(it))
    return it.inflation > 1 ? "It does not tempt a lone liar, but many together inflate."
                            : "It does not invite gaming: nobody gains by ordering more than it needs.";
  const auto tempted = std::find_if(it.players.begin(), it.players.end(),
                                    [&](const GamePlayer& player) { return player.id == it.tempted; });
  return fmt::format("It invites gaming: alone, {} gains {} of its need by ordering {} what it needs.",
                     name_in(labels, it.tempted), report::percent(it.temptation), times(tempted->alone));
}

std::string ending(const RuleGame& it) {
  const std::string rounds = report::counted(it.rounds, "round");
  std::string text = it.is_reached ? fmt::format("After {} nobody wants to move", rounds)
                                   : fmt::format("After {} they still move", rounds);
  text += fmt::format(": orders come to {} the need, {} of phantom backlog.", times(it.inflation),
                      report::counted_whole(it.phantom_backlog, "unit"));
  return text;
}

std::string use(const RuleGame& it) {
  return fmt::format("What is of use to them, summed: {}, {} when all order truly.",
                     report::counted_whole(it.payoff, "unit"), report::whole(it.payoff_truthful));
}

std::string as_table(const RuleGame& it, const Labels& labels, const Style& style) {
  std::string text = report::bold_lines(it.rule, style);
  for (const std::string& sentence : {verdict(it, labels), ending(it), use(it)})
    text += report::wrapped(sentence, style.width);
  text += "\n";
  report::Table table;
  table.columns = {{"Organisations", "", Align::left},
                   {"need", "units"},
                   {"all true", "awarded"},
                   {"alone", "orders"},
                   {"gains", "units"},
                   {"in the end", "orders"},
                   {"", "awarded"},
                   {"gains", "units"}};
  for (const GamePlayer& player : it.players)
    table.rows.push_back(
        {{Cell{report::shown_name(labels, EntityKind::organisation, player.id), ""},
          Cell{report::whole(player.need), ""}, Cell{report::whole(player.truthful), ""}, Cell{times(player.alone), ""},
          Cell{report::whole_with_sign(player.alone_gain), ""}, Cell{times(player.multiple), ""},
          Cell{report::whole(player.awarded), ""}, Cell{report::whole_with_sign(player.gain), ""}}});
  return text + report::text_of(table, style) + "\n";
}

std::string overview(const Game& game, const Style& style) {
  report::Table table;
  table.columns = {{"Rules", "", Align::left},
                   {"a lone liar", "gains, of its need"},
                   {"ordered", "per unit needed"},
                   {"phantom backlog", "units"},
                   {"rounds", ""}};
  for (const RuleGame& it : game.rules)
    table.rows.push_back(
        {{Cell{it.rule, ""}, Cell{invites(it) ? report::percent(it.temptation) : "nothing", ""},
          Cell{trimmed(it.inflation, 2), ""}, Cell{report::whole(it.phantom_backlog), ""},
          Cell{it.is_reached ? std::to_string(it.rounds) : std::to_string(it.rounds) + ", unsettled", ""}}});
  return report::text_of(table, style) + "\n";
}

std::string as_text(const Game& game, const Style& style) {
  std::string text = report::bold_lines(report::one_line(game.scenario), style);
  text += report::wrapped(
              fmt::format("The ordering game: {} at {}. What is ordered in the scenario counts as need; each may order "
                          "up to {} as much, in steps of {}. {}, seed {}, the same chance in all.",
                          report::full_product(game.labels, game.product),
                          report::full_name(game.labels, EntityKind::supplier, game.supplier), times(game.cap),
                          trimmed(game.step), report::counted(game.replications, "replication"), game.seed),
              style.width) +
          "\n";
  if (game.rules.size() > 1) text += overview(game, style);
  for (const RuleGame& it : game.rules) text += as_table(it, game.labels, style);
  return text + report::quiet_lines(
                    "A gain is units awarded up to the need, less units beyond it, against all ordering truly.", style);
}

}  // namespace

std::string render(const Game& game, Format format, const Style& style) {
  return report::rendered(game, format, [&](const Game& it) { return as_text(it, report::wide_enough(style)); });
}

}  // namespace allot
