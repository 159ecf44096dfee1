#include "allot/reports.hpp"
#include "report/figures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "allot/version.hpp"
#include "base/text.hpp"
#include "report/csv_line.hpp"
#include "report/json.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;
using report::JsonTree;

std::string times(double multiple) { return trimmed(multiple, 2) + "x"; }

bool invites(const RuleGame& it) { return !it.tempted.empty(); }

void add_rule(JsonTree& tree, const RuleGame& it) {
  const auto number = [](double value) { return report::json_number(value); };
  tree.open(it.rule);
  tree.add("invites_gaming", invites(it) ? "true" : "false");
  tree.add("temptation", number(it.temptation));
  tree.add("tempted", it.tempted.empty() ? "null" : report::json_string(it.tempted));
  tree.add("equilibrium", it.is_reached ? "true" : "false");
  tree.add("rounds", std::to_string(it.rounds));
  tree.add("inflation", number(it.inflation));
  tree.add("phantom_backlog_units", number(it.phantom_backlog));
  tree.add("payoff_truthful", number(it.payoff_truthful));
  tree.add("payoff", number(it.payoff));
  tree.open("organisation");
  for (const GamePlayer& player : it.players)
    tree.add(player.id, report::json_object({{"need_units", number(player.need)},
                                             {"awarded_units_truthful", number(player.truthful)},
                                             {"multiple_alone", number(player.alone)},
                                             {"gain_alone", number(player.alone_gain)},
                                             {"multiple", number(player.multiple)},
                                             {"ordered_units", number(player.ordered)},
                                             {"awarded_units", number(player.awarded)},
                                             {"gain", number(player.gain)}}));
  tree.close();
  std::string path;
  for (const GameMove& move : it.path)
    path += (path.empty() ? "" : ", ") +
            report::json_object({{"round", std::to_string(move.round)},
                                 {"organisation", report::json_string(it.players[move.player].id)},
                                 {"multiple", number(move.multiple)}});
  tree.add("path", "[" + path + "]");
  tree.close();
}

std::string as_json(const Game& game) {
  JsonTree tree;
  tree.add("allot", report::json_object(
                        {{"version", report::json_string(version)}, {"format", std::to_string(format_version)}}));
  tree.add("scenario", report::json_object({{"name", report::json_string(game.scenario)}}));
  tree.add("run", report::json_object(
                      {{"replications", std::to_string(game.replications)}, {"seed", std::to_string(game.seed)}}));
  tree.add("game", report::json_object({{"supplier", report::json_string(game.supplier)},
                                        {"product", report::json_string(game.product)},
                                        {"cap", report::json_number(game.cap)},
                                        {"step", report::json_number(game.step)}}));
  tree.open("rules");
  for (const RuleGame& it : game.rules) add_rule(tree, it);
  tree.close();
  return tree.take();
}

std::string as_csv(const Game& game) {
  std::string text = report::csv_line({"rule", "organisation", "need_units", "awarded_units_truthful", "multiple_alone",
                                       "gain_alone", "multiple", "ordered_units", "awarded_units", "gain"});
  for (const RuleGame& rule : game.rules)
    for (const GamePlayer& it : rule.players)
      text += report::csv_line({rule.rule, it.id, shortest(it.need), shortest(it.truthful), shortest(it.alone),
                                shortest(it.alone_gain), shortest(it.multiple), shortest(it.ordered),
                                shortest(it.awarded), shortest(it.gain)});
  return text;
}

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
  return report::rendered(
      game, format, [&](const Game& it) { return as_text(it, report::wide_enough(style)); },
      [](const Game& it) { return as_json(it); }, [](const Game& it) { return as_csv(it); });
}

}  // namespace allot
