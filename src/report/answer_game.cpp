#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Places;
using report::Sentence;

std::size_t players_of(const RuleGame& it) { return it.players.size(); }
std::size_t moves_of(const RuleGame& it) { return it.path.size(); }

Answer::Table game_table(const Game& game) {
  return {"game",
          "The ordering game under each rule",
          {{"rule", CellKind::text},
           {"invites_gaming", CellKind::boolean},
           {"temptation", CellKind::number, "share"},
           {"tempted", CellKind::id},
           {"is_equilibrium", CellKind::boolean},
           {"rounds", CellKind::number},
           {"inflation", CellKind::number},
           {"phantom_backlog", CellKind::number, "GPUs"},
           {"payoff_truthful", CellKind::number, "GPUs"},
           {"payoff", CellKind::number, "GPUs"}},
          game.rules.size(),
          [&game](std::size_t i) -> Answer::Row {
            const RuleGame& it = game.rules[i];
            return {it.rule,
                    !it.tempted.empty(),
                    report::cell(it.temptation),
                    report::text_cell(it.tempted),
                    it.is_reached,
                    report::count_cell(it.rounds),
                    report::cell(it.inflation),
                    report::cell(it.phantom_backlog),
                    report::cell(it.payoff_truthful),
                    report::cell(it.payoff)};
          }};
}

Answer::Table players_table(const Game& game) {
  const Places places = report::places_of(game.rules, players_of);
  return {"players",
          "What each ordered and gained: alone in not ordering truly, and in the end",
          {{"rule", CellKind::text},
           {"organisation", CellKind::id},
           {"need", CellKind::number, "GPUs"},
           {"awarded_truthful", CellKind::number, "GPUs"},
           {"multiple_alone", CellKind::number},
           {"gain_alone", CellKind::number, "GPUs"},
           {"multiple", CellKind::number},
           {"ordered", CellKind::number, "GPUs"},
           {"awarded", CellKind::number, "GPUs"},
           {"gain", CellKind::number, "GPUs"}},
          places.size(),
          [&game, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const RuleGame& rule = game.rules[which];
            const GamePlayer& it = rule.players[at];
            Answer::Row row = {rule.rule, it.id};
            for (const double number :
                 {it.need, it.truthful, it.alone, it.alone_gain, it.multiple, it.ordered, it.awarded, it.gain})
              row.push_back(report::cell(number));
            return row;
          }};
}

Answer::Table moves_table(const Game& game) {
  const Places places = report::places_of(game.rules, moves_of);
  return {"moves",
          "Who changed its order to which multiple of its need, in which round",
          {{"rule", CellKind::text},
           {"number", CellKind::number},
           {"round", CellKind::number},
           {"organisation", CellKind::id},
           {"multiple", CellKind::number}},
          places.size(),
          [&game, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const RuleGame& rule = game.rules[which];
            const GameMove& it = rule.path[at];
            return {rule.rule, report::count_cell(at), report::count_cell(it.round), rule.players[it.player].id,
                    report::cell(it.multiple)};
          }};
}

std::string multiple_text(double multiple) { return trimmed(multiple, 2); }

// "proportional invites gaming: alone, lab gains 12.5% of its need by ordering 2 times what it needs."
Answer::Statement invites_or_not(const Game& game, std::size_t which, std::size_t first_player) {
  const RuleGame& it = game.rules[which];
  Sentence sentence;
  if (it.tempted.empty())
    return sentence
        .say(it.rule + (it.inflation > 1 ? " tempts nobody alone, but all together order more than they need."
                                         : " does not invite gaming: nobody gains by ordering more than it needs."))
        .done("game." + it.rule, Answer::Certainty::stated);
  const auto tempted = std::find_if(it.players.begin(), it.players.end(),
                                    [&](const GamePlayer& player) { return player.id == it.tempted; });
  const std::size_t row = first_player + static_cast<std::size_t>(tempted - it.players.begin());
  return sentence
      .say(it.rule + " invites gaming: alone, " + report::full_name(game.labels, EntityKind::organisation, it.tempted) +
           " gains ")
      .show(report::percent(it.temptation), "game", which, "temptation")
      .say(" of its need by ordering ")
      .show(multiple_text(tempted->alone), "players", row, "multiple_alone")
      .say(" times what it needs.")
      .done("game." + it.rule, Answer::Certainty::stated);
}

Answer::Statement in_the_end(const Game& game, std::size_t which) {
  const RuleGame& it = game.rules[which];
  return Sentence()
      .say("Under " + it.rule +
           (it.is_reached ? ", nobody wants to change its order after " : ", some still change their orders after "))
      .show(with_thousands(static_cast<std::int64_t>(it.rounds)), "game", which, "rounds")
      .say(it.rounds == 1 ? " round: orders come to " : " rounds: orders come to ")
      .show(multiple_text(it.inflation), "game", which, "inflation")
      .say(" times what is needed.")
      .done("end." + it.rule, Answer::Certainty::stated);
}

// Of a player: the key in JSON and CSV, and the column.
constexpr std::pair<const char*, const char*> player_fields[] = {{"need_units", "need"},
                                                                 {"awarded_units_truthful", "awarded_truthful"},
                                                                 {"multiple_alone", "multiple_alone"},
                                                                 {"gain_alone", "gain_alone"},
                                                                 {"multiple", "multiple"},
                                                                 {"ordered_units", "ordered"},
                                                                 {"awarded_units", "awarded"},
                                                                 {"gain", "gain"}};

View game_tree() {
  std::vector<Part> of_player;
  for (const auto& [key, column] : player_fields) of_player.push_back(views::field(key, column));
  const View move = views::object({views::field("round"), views::field("organisation"), views::field("multiple")});
  const View rule = views::lines(
      {views::field("invites_gaming"),
       views::field("temptation"),
       views::field("tempted"),
       views::field("equilibrium", "is_equilibrium"),
       views::field("rounds"),
       views::field("inflation"),
       views::field("phantom_backlog_units", "phantom_backlog"),
       views::field("payoff_truthful"),
       views::field("payoff"),
       {"organisation", views::of("players", views::grouped_lines("organisation", views::object(std::move(of_player))),
                                  {{.column = "rule"}})},
       {"path", views::of("moves", views::each(move), {{.column = "rule"}})}});
  return views::lines({report::version_field(),
                       {"scenario", views::object({views::field("name", "scenario")})},
                       {"run", report::run_view(false)},
                       {"game", views::object({views::field("supplier"), views::field("product"), views::field("cap"),
                                               views::field("step")})},
                       {"rules", views::of("game", views::grouped_lines("rule", rule))}});
}

std::vector<Sheet> game_sheets() {
  Sheet sheet{{"rule", "organisation"}, {}};
  std::vector<View> line = {views::cell("rule"), views::cell("organisation")};
  for (const auto& [key, column] : player_fields) {
    sheet.head.emplace_back(key);
    line.push_back(views::cell(column));
  }
  sheet.lines = {views::of("players", views::each(views::list(std::move(line))))};
  return {std::move(sheet)};
}

}  // namespace

Answer answer_of(const Game& game) {
  Answer answer;
  answer.provenance = report::provenance_of(game.scenario, game.basis, game.seed, game.replications);
  for (const auto& [name, value] : {std::pair("supplier", game.supplier), std::pair("product", game.product)})
    answer.provenance.emplace_back(name, value);
  answer.provenance.emplace_back("cap", game.cap);
  answer.provenance.emplace_back("step", game.step);
  const Places players = report::places_of(game.rules, players_of);
  std::vector<std::pair<EntityKind, std::string>> things = {{EntityKind::supplier, game.supplier}};
  for (std::size_t i = 0; i < game.rules.size(); ++i) {
    answer.statements.push_back(invites_or_not(game, i, players.start(i)));
    answer.statements.push_back(in_the_end(game, i));
    for (const GamePlayer& it : game.rules[i].players) things.emplace_back(EntityKind::organisation, it.id);
  }
  answer.tables = {report::entities_table(things, game.labels), report::assumptions_table(game.basis.notes),
                   game_table(game), players_table(game), moves_table(game)};
  answer.tree = game_tree();
  answer.sheets = game_sheets();
  return answer;
}

}  // namespace allot
