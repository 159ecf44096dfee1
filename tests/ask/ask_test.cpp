#include "allot/ask.hpp"

#include "allot/compared_files.hpp"
#include "allot/reports.hpp"
#include "json/parse.hpp"
#include "support/catch.hpp"

using namespace allot;

namespace {

// The order stands in a book, and when its room is ready nobody knows.
const ScenarioTexts texts{"my.json",
                          R"({
  "allot": 1, "name": "story", "question": "What does waiting cost?", "start": "2024-01-01", "end": "2024-12-31",
  "parameters": {"ready": {"triangular": {"min": "2024-02-01", "mode": "2024-03-01", "max": "2024-06-01"}, "label": "the day of the room"},
                 "ready#": "assumed: judgement"},
  "products": {"u": {}}, "organisations": {"a": {"label": "Ada"}, "b": {}},
  "sites": {"s": {"organisation": "a", "room": {"r": {"at": {"parameter": "ready"}, "add": 100}}}},
  "suppliers": {"m": {"stock": {"u": 100}}},
  "order_books": ["book.csv"],
  "interventions": {"fewer": {"label": "an order cut", "at": "2024-01-01", "cancel": {"order": "o2", "units": 20}}},
  "variants": {"soon": {"label": "ready at once", "parameters": {"ready": "2024-01-15"}}}
})",
                          {{"book.csv", "id,organisation,supplier,product,units\no1,a,m,u,60\no2,b,m,u,60\n"}}};

ScenarioFile file_of_texts() {
  return read_text(std::make_shared<Text>(Text{texts.name, texts.text}), [](const std::string& path) {
    return std::make_shared<Text>(Text{path, texts.files.at(path)});
  });
}

Reply asked(const std::string& question) { return ask(texts, question); }

}  // namespace

TEST_CASE("a question that is a text is answered as one that is a call") {
  Sampling sampling;
  sampling.replications = 50;
  sampling.seed = 7;
  const ComparedFiles files = variants_of(file_of_texts(), {"soon"}, "base", {{"/suppliers/m/stock/u", "90"}});
  const Reply reply = asked(
      R"({"command": "compare", "variants": ["soon"], "set": {"/suppliers/m/stock/u": 90}, "replications": 50, "seed": 7})");
  CHECK(reply.kind == Reply::Kind::answer);
  CHECK(reply.text == render(compare(files, sampling), Format::json));
  CHECK(asked(R"({"command": "compare", "variants": ["soon"], "set": {"/suppliers/m/stock/u": 90}, "replications": 50,
                  "seed": 7, "threads": 3})")
            .text == reply.text);
}

TEST_CASE("the command that asks the program the same can be typed") {
  CHECK(asked(R"({"command": "compare", "variants": ["soon", "base"], "set": {"/name": "it's", "/end": "2024-06-01"},
                  "replications": 200, "format": "shell"})")
            .text ==
        "allot compare my.json --variants soon,base --set '/name=it'\\''s' --set /end=2024-06-01 -n 200 --seed 1");
}

TEST_CASE("a tidy answer says how the program would have been asked") {
  const std::string text = asked(R"({"command": "run", "variant": "soon", "replications": 20, "format": "tidy"})").text;
  CHECK_THAT(text, ContainsSubstring("my.json --variant soon -n 20 --seed 1 --format tidy"));
}

TEST_CASE("what may be moved is told with its values, notes and rules") {
  const Reply reply = asked(R"({"command": "levers"})");
  CHECK(reply.kind == Reply::Kind::answer);
  const Draft levers = json::parse(std::make_shared<Text>(Text{"levers", reply.text}));
  const Draft& ready = levers.find("assumptions")->items.front();
  CHECK(ready.find("pointer")->text == "/parameters/ready");
  CHECK(ready.find("label")->text == "the day of the room");
  CHECK(ready.find("is_drawn")->boolean);
  CHECK(ready.find("confidence")->text == "assumed");
  CHECK(ready.find("values")->items.front().text == "2024-02-01");
  CHECK(ready.find("values")->items.back().text == "2024-06-01");
  CHECK(ready.find("values")->items.size() == 122);  // a day apart
  CHECK(levers.find("decisions")->items.front().find("pointer")->text == "/interventions/fewer/probability");
  const Draft& level = levers.find("suppliers")->items.front().find("levels")->items.front();
  CHECK(level.find("pointer")->text == "/suppliers/m/allocation/rules/organisation");
  CHECK(level.find("rule")->text == "proportional");
  for (const Draft& rule : level.find("rules")->items) {
    CAPTURE(rule.text);
    CHECK(asked(R"({"command": "run", "replications": 1, "set": {")" + level.find("pointer")->text + R"(": ")" +
                rule.text + "\"}}")
              .kind == Reply::Kind::answer);
  }
}

TEST_CASE("what is compared is no lever") {
  CHECK_THAT(asked(R"({"command": "levers", "variants": ["soon"]})").text,
             ContainsSubstring("/interventions/fewer/probability") && !ContainsSubstring("/parameters/ready"));
}

TEST_CASE("what is wrong is said in words, with whose fault it is") {
  const Reply unknown = asked(R"({"command": "compare", "variantes": [], "seed": -1})");
  CHECK(unknown.kind == Reply::Kind::wrong_question);
  CHECK_THAT(unknown.text, ContainsSubstring("question:1:") && ContainsSubstring("did you mean 'variants'?") &&
                               ContainsSubstring("/seed: expected a whole number from 0"));
  const Reply no_json = asked("compare");
  CHECK(no_json.kind == Reply::Kind::wrong_question);
  const Reply twice = asked(R"({"command": "compare", "variants": ["soon", "soon"]})");
  CHECK(twice.kind == Reply::Kind::wrong_question);
  CHECK(twice.text == "'soon' is named twice");
  const Reply wrong = asked(R"({"command": "run", "set": {"/sites/s/organisation": "c"}})");
  CHECK(wrong.kind == Reply::Kind::wrong_scenario);
  CHECK_THAT(wrong.text, ContainsSubstring("--set:1:"));
  const Reply absent = ask({"my.json", texts.text, {}}, R"({"command": "run"})");
  CHECK(absent.kind == Reply::Kind::wrong_scenario);
  CHECK_THAT(absent.text, ContainsSubstring("no text is given for 'book.csv'"));
  CHECK(asked(R"({"command": "run", "replications": 10000000})").kind == Reply::Kind::too_much);
}
