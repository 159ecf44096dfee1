#include "report/views.hpp"
#include "allot/answer.hpp"
#include "support/catch.hpp"

namespace views_test {

using namespace allot;

namespace {

Answer::Table table(std::string id, const std::vector<std::string>& columns, std::vector<Answer::Row> rows) {
  Answer::Table out{std::move(id), "", {}, rows.size(), [rows](std::size_t i) { return rows[i]; }};
  for (const std::string& name : columns) out.columns.push_back({name, Answer::Kind::text});
  return out;
}

const Answer::Cell none;
std::string text(const char* it) { return it; }

// Two rules, of the second of which nothing is known; who plays under the first.
Answer of_games() {
  Answer answer;
  answer.provenance = {{"scenario", text("a \"b\"")}, {"seed", text("18446744073709551615")}};
  answer.tables = {table("rules", {"rule", "is_fair", "low", "high", "nulls"},
                         {{text("fifo, then all"), true, 0.5, 2.0, 0.0}, {text("talmud"), false, none, none, 3.0}}),
                   table("players", {"rule", "kind", "player", "need", "gain"},
                         {{text("fifo, then all"), text("lab"), text("x"), 10.0, -0.0},
                          {text("fifo, then all"), text("system"), text(""), 30.0, none},
                          {text("fifo, then all"), text("lab"), text("y"), 20.0, 0.25}})};
  return answer;
}

std::string json(View tree) {
  Answer answer = of_games();
  answer.tree = std::move(tree);
  return json_of(answer);
}

std::string csv(std::vector<Sheet> sheets) {
  Answer answer = of_games();
  answer.sheets = std::move(sheets);
  return csv_of(answer);
}

}  // namespace

TEST_CASE("the tree starts at the provenance, in which a seed keeps all its digits", "[report]") {
  CHECK(json(views::object({})) == "{}\n");
  CHECK(json(views::lines({})) == "{}\n");
  CHECK(json(views::lines(
            {views::field("name", "scenario"),
             {"run", views::object({{"seed", views::digits("seed")}, {"failed", views::constant(0.0)}})}})) ==
        "{\n  \"name\": \"a \\\"b\\\"\",\n  \"run\": {\"seed\": 18446744073709551615, \"failed\": 0}\n}\n");
}

TEST_CASE("a pair is null, or a field left out, where a column says so", "[report]") {
  const View rule = views::object({{"ci95", views::interval("low", "high")},
                                   {"bounds", views::cells({"low", "high"})},
                                   views::if_counted("nulls", views::field("nulls")),
                                   views::if_known("is_fair", views::field("fair", "is_fair")),
                                   views::if_known("low", views::field("low"))});
  CHECK(
      json(views::of("rules", views::each(rule))) ==
      "[{\"ci95\": [0.5, 2], \"bounds\": [0.5, 2], \"fair\": true, \"low\": 0.5}, {\"ci95\": null, \"bounds\": [null, "
      "null], \"nulls\": 3}]\n");
}

TEST_CASE("groups keep the order in which they come first, wherever their rows stand; without a name they are no level",
          "[report]") {
  const View gains =
      views::grouped_lines("kind", views::grouped_lines("player", views::object({views::field("gain")})));
  CHECK(json(views::of("players", gains)) ==
        "{\n  \"lab\": {\n    \"x\": {\"gain\": 0},\n    \"y\": {\"gain\": 0.25}\n  },\n  \"system\": {\n"
        "    \"\": {\"gain\": null}\n  }\n}\n");
  const View by_need =
      views::grouped_lines("kind", views::grouped_lines("player", views::grouped_lines("need", views::cell("gain"))));
  CHECK(json(views::of("players", by_need)) ==
        "{\n  \"lab\": {\n    \"x\": {\n      \"10\": 0\n    },\n    \"y\": {\n      \"20\": 0.25\n    }\n  },\n"
        "  \"system\": {\n    \"30\": null\n  }\n}\n");
}

TEST_CASE("groups with keys are these alone, in their order, also where nothing is of them", "[report]") {
  CHECK(json(views::of("players", views::grouped_lines("kind", views::grouped_lines("need", views::cell("player")),
                                                       {"site", "system"}))) ==
        "{\n  \"site\": {},\n  \"system\": {\n    \"30\": \"\"\n  }\n}\n");
}

TEST_CASE("rows of another table are those that match the row in hand, or a value", "[report]") {
  const std::vector<View::Match> same_rule = {{.column = "rule"}};
  const View rule = views::lines(
      {views::field("is_fair"),
       {"labs", views::of("players", views::each(views::cell("player")), {{.column = "rule"}, {"kind", text("lab")}})},
       {"need", views::of("players", views::groups("player", views::cell("need")), same_rule)},
       views::entries(views::of("players", views::object({views::field("first", "player")}), same_rule))});
  CHECK(
      json(views::of("rules", views::grouped_lines("rule", rule))) ==
      "{\n  \"fifo, then all\": {\n    \"is_fair\": true,\n    \"labs\": [\"x\", \"y\"],\n    \"need\": {\"x\": 10, "
      "\"\": 30, \"y\": 20},\n    \"first\": \"x\"\n  },\n  \"talmud\": {\n    \"is_fair\": false,\n    \"labs\": [],\n"
      "    \"need\": {},\n    \"first\": null\n  }\n}\n");
}

TEST_CASE("the rows of one group may be lists beside one another", "[report]") {
  const View lists =
      views::object({{"need", views::each(views::cell("need"))}, {"gain", views::each(views::cell("gain"))}});
  CHECK(json(views::of("players", views::groups("rule", lists))) ==
        "{\"fifo, then all\": {\"need\": [10, 30, 20], \"gain\": [0, null, 0.25]}}\n");
}

TEST_CASE("a sheet has a head and a line for each list, quoted where it has to be", "[report]") {
  const View fact = views::list({views::text("rule"), views::cell("rule"), views::cell("low")});
  const View note =
      views::list({views::text("nulls"), views::list({views::cell("rule"), views::text("@"), views::cell("nulls")}),
                   views::constant({})});
  CHECK(csv({{{"what", "of", "value"},
              {views::of("rules", views::each(std::vector<Part>{views::entries(fact),
                                                                views::if_counted("nulls", views::entries(note))}))}},
             {{"a,b"}, {views::of("players", views::list({views::cell("player")}))}}}) ==
        "what,of,value\nrule,\"fifo, then all\",0.5\nrule,talmud,\nnulls,talmud@3,\n\n\"a,b\"\nx\n");
}

TEST_CASE("a sheet may go on from a row of a table, and from each row to those of another", "[report]") {
  View later = views::of("players", views::each(views::cells({"player", "need"})));
  later.from = 1;
  CHECK(csv({{{"player", "need"}, {later}}}) == "player,need\n,30\ny,20\n");
  const View players = views::of("players", views::each(views::cells({"rule", "player"})), {{.column = "rule"}});
  CHECK(csv({{{"rule", "player"}, {views::of("rules", views::each(players))}}}) ==
        "rule,player\n\"fifo, then all\",x\n\"fifo, then all\",\n\"fifo, then all\",y\n");
}

TEST_CASE("a table of nothing has no sheet and an empty tree", "[report]") {
  CHECK(csv({}).empty());
  Answer answer;
  answer.tables = {table("rules", {"rule"}, {})};
  answer.tree = views::lines({{"rules", views::of("rules", views::each(views::cell("rule")))},
                              {"first", views::of("rules", views::cell("rule"))}});
  CHECK(json_of(answer) == "{\n  \"rules\": [],\n  \"first\": null\n}\n");
}

}  // namespace views_test
