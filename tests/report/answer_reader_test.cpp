#include "allot/answers.hpp"
#include "allot/error.hpp"
#include "allot/reports.hpp"
#include "report/division.hpp"
#include "report/invented.hpp"
#include "support/catch.hpp"

namespace answer_reader_test {

using namespace allot;

namespace {

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), by);
}

std::string written() {
  Results results = invented::results(10);
  invented::add(results, EntityKind::organisation, "tesla", "online_units", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  results.labels.organisations["tesla"] = "say \"so\",\n\t \xC3\xA9 \xE4\xB8\xAD";
  return tidy_json(answer_of(results));
}

Problem problem_of(const std::string& text) {
  try {
    answer_from_json(text, "found.json");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    CHECK(error.problems()[0].place.text->name == "found.json");
    return error.problems()[0];
  }
  FAIL("nothing was found to be wrong");
  return {};
}

}  // namespace

TEST_CASE("an answer that is read and written again is the same, byte for byte", "[report]") {
  CHECK(tidy_json(answer_from_json(written())) == written());
  const std::string division =
      render(DivisionAnswer{"talmud", 200, 0, {100, 200, 300}, {50, 75, 75}, false}, Format::tidy);
  CHECK(tidy_json(answer_from_json(division)) == division);
}

TEST_CASE("an answer is told from a scenario by what stands in it", "[report]") {
  CHECK(is_answer(written()));
  CHECK_FALSE(is_answer(R"({"allot": 1, "start": "2024-01-01"})"));
  CHECK_FALSE(is_answer(R"({"organisations": {"allot": {}, "tables": {}}})"));
  CHECK_FALSE(is_answer("// a scenario may begin with a comment\n{}"));
  CHECK_FALSE(is_answer(""));
}

TEST_CASE("what is no JSON says at which byte", "[report]") {
  CHECK(problem_of("{\"allot\": }").message == "this is no JSON: byte 11 cannot stand there");
}

TEST_CASE("what is no answer says what was wanted", "[report]") {
  const std::string wanted = "expected an answer of allot, such as the answer.json that --out writes";
  CHECK(problem_of("{}").message == wanted);
  CHECK(problem_of("[[[[[1]]]]]").message == wanted);
  CHECK(problem_of(R"({"allot": 1, "tables": [{"rows": [[{}]]}]})").message == wanted);
}

TEST_CASE("an answer of another format says which, and what to do", "[report]") {
  const Problem newer = problem_of(replaced(written(), "\"format\": 1", "\"format\": 2"));
  CHECK(newer.pointer == "/allot/format");
  CHECK(newer.message == "this answer has format 2, and this program reads format 1");
  CHECK(newer.hint == "a newer allot wrote it; update this one");
  CHECK(problem_of(replaced(written(), "\"format\": 1", "\"format\": 0")).hint ==
        "ask the question again with this program");
}

TEST_CASE("broken tables say where", "[report]") {
  const std::string row = "[\"organisation\", \"tesla\", ";
  CHECK(problem_of(replaced(written(), row, "[\"organisation\", ")).message ==
        "expected 3 cells, one for each column, found 2");
  CHECK(problem_of(replaced(written(), row, "[\"organisation\", \"tesla\", {}, ")).message ==
        "a cell is a list or an object; expected a number, a text, true, false or null");
  const Problem kind = problem_of(replaced(written(), row, "[\"organisation\", 5, "));
  CHECK(kind.message == "column 'id' is of the kind id");
  CHECK(kind.pointer == "/tables/0/rows/0/1");
  CHECK(problem_of(replaced(written(), "\"kind\": \"id\"", "\"kind\": \"colour\"")).message == "unknown word 'colour'");
  CHECK(problem_of(replaced(written(), "\"title\"", "\"name\"")).message == "expected a member \"title\"");
  CHECK(problem_of(replaced(written(), "\"row\": 0", "\"row\": 99")).message ==
        "there is no cell 'p50' in row 99 of 'metrics'");
  CHECK(problem_of(replaced(written(), "\"row\": 0", "\"row\": -1")).message == "expected a \"row\" from 0 on");
}

TEST_CASE("numbers beyond what can be held, and values too deep, are refused", "[report]") {
  const std::string row = "[\"organisation\", \"tesla\", ";
  CHECK(problem_of(replaced(written(), row, "[\"organisation\", 1e999, ")).message == "a number is too large");
  CHECK(problem_of(written() + std::string(1, '\0')).message ==
        "this is no JSON: byte " + std::to_string(written().size() + 1) + " is a NUL");
  const std::string deep = "{\"x\": " + std::string(100'000, '[') + std::string(100'000, ']') + ", ";
  CHECK(problem_of(replaced(written(), "{", deep)).message == "values stand more than 64 levels deep in each other");
}

}  // namespace answer_reader_test
