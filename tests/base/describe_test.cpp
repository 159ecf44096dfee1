#include "allot/error.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace describe_test {

using namespace allot;

namespace {

Problem problem_at(const TextPointer& text, std::string_view what, std::string message, std::string hint = {}) {
  const auto begin = static_cast<std::uint32_t>(text->content.find(what));
  return {Place{text, begin, begin + static_cast<std::uint32_t>(what.size()), 0, 0}, "/a", std::move(message),
          std::move(hint), false};
}

std::string described(std::vector<Problem> problems) { return describe(InputError(std::move(problems))); }

}  // namespace

TEST_CASE("a problem is shown under its line with what was probably meant", "[base]") {
  const auto text = text_of("{\n  \"rules\": {\"group\": \"proportinal\"}\n}\n");
  CHECK(
      described({problem_at(text, "\"proportinal\"", "unknown rule 'proportinal'", "did you mean 'proportional'?")}) ==
      "scenario.json:2:22: error: /a: unknown rule 'proportinal'\n"
      "    2 |   \"rules\": {\"group\": \"proportinal\"}\n"
      "      |                      ^~~~~~~~~~~~~ did you mean 'proportional'?\n");
}

TEST_CASE("a wrong name is marked itself, not its value", "[base]") {
  const auto text = text_of("{\"lott\": 8}");
  const Problem problem{Place{text, 9, 10, 1, 7}, "/lott", "unknown key 'lott'", "", true};
  CHECK(described({problem}) ==
        "scenario.json:1:2: error: /lott: unknown key 'lott'\n"
        "    1 | {\"lott\": 8}\n"
        "      |  ^~~~~~\n");
}

TEST_CASE("the caret stands right after accents, tabs, line ends of Windows and a byte-order mark", "[base]") {
  const auto text = text_of("\xEF\xBB\xBF{\"n\": \"\xC3\xA9t\xC3\xA9\", \"x\": bad}\r\n\t\"y\": worse\r\n");
  CHECK(described({problem_at(text, "bad", "wrong")}) ==
        "scenario.json:1:19: error: /a: wrong\n"
        "    1 | {\"n\": \"\xC3\xA9t\xC3\xA9\", \"x\": bad}\n"
        "      |                   ^~~\n");
  CHECK(described({problem_at(text, "worse", "wrong")}) ==
        "scenario.json:2:7: error: /a: wrong\n"
        "    2 | \t\"y\": worse\n"
        "      | \t     ^~~~~\n");
}

TEST_CASE("problems come in the order of the text, once each", "[base]") {
  const auto text = text_of("one two three");
  const std::string all = described({problem_at(text, "three", "c"), problem_at(text, "one", "a"),
                                     problem_at(text, "two", "b"), problem_at(text, "one", "a")});
  const auto first = all.find("/a: a"), second = all.find("/a: b"), third = all.find("/a: c");
  CHECK(first < second);
  CHECK(second < third);
  CHECK(third != std::string::npos);
  CHECK(all.find("/a: a", first + 1) == std::string::npos);
}

TEST_CASE("what no text says has no line", "[base]") {
  CHECK(described({Problem{{}, "/start", "is missing", "", false}}) == "error: /start: is missing\n");
  CHECK(described({Problem{{}, "", "nothing to do", "add orders", false}}) == "error: nothing to do (add orders)\n");
}

TEST_CASE("a long line is shown around its fault only", "[base]") {
  const auto text = text_of(std::string(5000, 'x').append("BAD").append(5000, 'y'));
  const std::string all = described({problem_at(text, "BAD", "wrong")});
  CHECK(all.find("scenario.json:1:5001:") == 0);
  const std::size_t line = all.find('\n') + 1;
  const std::size_t end = all.find('\n', line);
  CHECK(end - line < 120);
  CHECK(all.find("BAD") - line == all.find("^~~") - end - 1);
}

TEST_CASE("a fault that is a long line itself is marked as far as it is shown", "[base]") {
  const auto text = text_of("[" + std::string(5000, 'z') + "]");
  const std::string all = described({problem_at(text, std::string(5000, 'z'), "wrong", "shorter?")});
  CHECK(all.size() < 400);
  CHECK_THAT(all, ContainsSubstring("~ shorter?"));
}

TEST_CASE("a fault that goes on over lines is marked to the end of its first", "[base]") {
  const auto text = text_of("{\"a\": {\n\"b\": 1}}");
  CHECK_THAT(described({problem_at(text, "{\n\"b\": 1}", "wrong")}), ContainsSubstring("      |       ^\n"));
}

TEST_CASE("a hundred problems are shown and the rest are counted", "[base]") {
  const auto text = text_of(std::string(150, ' '));
  std::vector<Problem> problems;
  for (std::uint32_t i = 0; i < 123; ++i) problems.push_back({Place{text, i, i + 1, 0, 0}, "/a", "wrong", "", false});
  const std::string all = described(problems);
  CHECK(all.ends_with("and 23 more\n"));
}

TEST_CASE("nothing that a text holds can steer the terminal", "[base]") {
  const auto text = text_of("\x1B[31m bad \xFF");
  const std::string all = described({problem_at(text, "bad", "found '\x1B[0m'")});
  CHECK(all.find('\x1B') == std::string::npos);
  CHECK(all.find('\xFF') == std::string::npos);
}

TEST_CASE("a fault at the end of an empty text has a place too", "[base]") {
  CHECK(describe(InputError(problems_of(""))) ==
        "scenario.json:1:1: error: the text is empty\n"
        "    1 | \n"
        "      | ^\n");
}

}  // namespace describe_test
