#include <cmath>
#include <random>

#include "scenario/members.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace json_test {

using namespace allot;
using scenario::same_value;

namespace {

// Any document, with odd spacing and comments between its tokens.
class Generator {
 public:
  explicit Generator(unsigned seed) : engine_(seed) {}

  std::string document() { return gap() + value(0) + gap(); }

 private:
  unsigned below(unsigned count) { return static_cast<unsigned>(engine_()) % count; }

  std::string pick(std::initializer_list<const char*> choices) {
    return choices.begin()[below(static_cast<unsigned>(choices.size()))];
  }

  std::string gap() {
    return pick({"", "", "", " ", "\n", "\r\n", "\t", "// a, b: {\"}\n", "/* [1, \"2\": */", " /**/ ", "/*/ x */"});
  }

  std::string string() {
    return pick({"\"\"", "\"a\"", "\"\\\"\"", "\"\\\\\"", "\"//no comment\"", "\"\\u00e9\"", "\"\xC3\xA9\"",
                 "\"a,b:c\"", "\"/*\"", "\"\\ud83d\\ude00\""});
  }

  std::string scalar() {
    if (below(3) == 0) return string();
    return pick({"0", "-1", "1.50", "1e3", "-2.5E-7", "12345678901234567890123", "true", "false", "null"});
  }

  std::string value(int depth) {
    if (depth == 5 || below(3) == 0) return scalar();
    const bool is_object = below(2) == 0;
    std::string text = is_object ? "{" : "[";
    const unsigned count = below(5);
    for (unsigned i = 0; i < count; ++i) {
      text += gap() + (i > 0 ? "," + gap() : "");
      if (is_object) text += "\"k" + std::to_string(i) + "\"" + gap() + ":" + gap();
      text += value(depth + 1);
    }
    return text + gap() + (is_object ? "}" : "]");
  }

  std::mt19937 engine_;
};

void check_spans(const Draft& draft) {
  const std::string& content = draft.place.text->content;
  const Draft alone = draft_of(written_at(draft.place));
  CHECK(same_value(alone, draft));
  for (std::size_t i = 0; i < draft.items.size(); ++i) {
    const Place& place = draft.items[i].place;
    if (draft.is(Draft::Type::object))
      CHECK(content.substr(place.key_begin, place.key_end - place.key_begin) == json::quoted(draft.keys[i]));
    else
      CHECK(place.key_begin == place.key_end);
    check_spans(draft.items[i]);
  }
}

}  // namespace

TEST_CASE("every value knows where it stands, whatever stands between", "[json]") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const std::string document = Generator(seed).document();
    CAPTURE(document);
    check_spans(draft_of(document));
  }
}

TEST_CASE("a draft that is written and read again is the same", "[json]") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const Draft draft = draft_of(Generator(seed).document());
    CHECK(same_value(draft_of(json::write(draft)), draft));
    CHECK(line_of(draft_of(json::write(draft))) == line_of(draft));
    CHECK(line_of(draft_of(line_of(draft))) == line_of(draft));
  }
}

TEST_CASE("a byte-order mark, Windows line ends, tabs and accents do no harm", "[json]") {
  const Draft draft = draft_of("\xEF\xBB\xBF{\r\n\t\"\xC3\xA9t\xC3\xA9\": \"\xC3\xA0\",\r\n\t\"b\": [1]\r\n}\r\n");
  CHECK(draft.keys == std::vector<std::string>{"\xC3\xA9t\xC3\xA9", "b"});
  check_spans(draft);
}

TEST_CASE("a number keeps how it was written", "[json]") {
  const Draft draft = draft_of("[1.50, -0, 1e3, 12345678901234567890123]");
  CHECK(draft.items[0].text == "1.50");
  CHECK(draft.items[1].text == "-0");
  CHECK(draft.items[2].number == 1000);
  CHECK(draft.items[3].text == "12345678901234567890123");
  CHECK(line_of(draft) == "[1.50,-0,1e3,12345678901234567890123]");
}

TEST_CASE("all keys that stand twice are found, each at its second place", "[json]") {
  const auto problems = problems_of("{\"a\": 1, \"b\": {\"c\": 1, \"d\": 2, \"c\": 3}, \"a\": 4, \"a\": 5}");
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].pointer == "/b/c");
  CHECK(problems[0].at_key);
  CHECK(written_at(problems[0].place) == "3");
  CHECK(problems[1].pointer == "/a");
  CHECK(written_at(problems[1].place) == "4");
}

TEST_CASE("a hundred thousand brackets are one problem", "[json]") {
  const auto problems = problems_of(std::string(100000, '['));
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0].message, ContainsSubstring("64 levels"));
  CHECK(problems_of(std::string(64, '[') + std::string(64, ']')).empty());
  CHECK(problems_of(std::string(65, '[') + std::string(65, ']')).size() == 1);
}

TEST_CASE("a fault of syntax is shown where it is, with what may be meant", "[json]") {
  struct Fault {
    std::string text, marked, message, hint;
  };
  const std::vector<Fault> faults = {
      {"{\"a\": 1,}", "}", "unexpected '}'", "the comma before it must go"},
      {"[1, ]", "]", "unexpected ']'", "the comma before it must go"},
      {"[1, // last\n ]", "]", "unexpected ']'", "the comma before it must go"},
      {"[1,, 2]", ",", "unexpected ','", "is a value missing before it?"},
      {"[1 2]", "2", "unexpected number", "is a comma missing before it?"},
      {"{\"a\": 1 \"b\": 2}", "\"b\"", "unexpected string", "is a comma missing before it?"},
      {"{\"a\" 12}", "12", "expected ':'", ""},
      {"{\"a\": tru}", "tru", "invalid literal", "text stands in double quotes"},
      {"[nan]", "nan", "invalid literal", "text stands in double quotes"},
      {"{'a': 1}", "'", "invalid literal", "text stands in double quotes"},
      {"[\"abc", "\"abc", "missing closing quote", ""},
      {"[\"a\\qb\"]", "q", "forbidden character after backslash", ""},
      {"[01]", "1", "unexpected number", ""},
      {"[1e999]", "1e999", "number too large", ""},
      {"[1", "", "the text ends here", ""},
      {"1 2", "2", "expected end of input", ""},
      {"/* x", "/*", "missing closing '*/'", ""},
      {"[\"\xFF\"]", "\xFF", "not UTF-8", ""},
      {std::string("{} \0 {\"rubbish\":", 15), std::string(1, '\0'), "a NUL", ""},
      {std::string("[1, // \0\n 2]", 12), std::string(1, '\0'), "a NUL", ""}};
  for (const Fault& fault : faults) {
    CAPTURE(fault.text);
    const auto problems = problems_of(fault.text);
    REQUIRE(problems.size() == 1);
    CHECK(written_at(problems[0].place) == fault.marked);
    CHECK_THAT(problems[0].message, ContainsSubstring(fault.message));
    if (!fault.hint.empty()) CHECK(problems[0].hint == fault.hint);
  }
}

TEST_CASE("a fault of syntax says how deep it is", "[json]") {
  CHECK(problems_of("{\"a\": {\"b/c\": [1, {\"d\": x}]}}")[0].pointer == "/a/b~1c/1");
}

TEST_CASE("an empty text is empty, also with comments", "[json]") {
  for (const char* text : {"", " \n", "// nothing", "/* nothing */", "\xEF\xBB\xBF", "\xEF\xBB\xBF \r\n"}) {
    CAPTURE(text);
    const auto problems = problems_of(text);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "the text is empty");
  }
}

TEST_CASE("no text, however broken, does more than raise an input error", "[json]") {
  std::mt19937 engine(7);
  for (unsigned seed = 0; seed < 2000; ++seed) {
    std::string document = Generator(seed % 100).document();
    if (document.empty()) continue;
    for (int i = 0; i < 3; ++i) {
      const std::size_t at = engine() % document.size();
      document[at] = "{}[]\",:/*\\e-0 \xC3\n"[engine() % 16];
    }
    document.resize(engine() % (document.size() + 1));
    try {
      check_spans(draft_of(document));
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) {
        CHECK(problem.place.begin <= problem.place.end);
        CHECK(problem.place.end <= document.size());
      }
      CHECK_FALSE(describe(error).empty());
    }
  }
}

TEST_CASE("strings are written so that every reader takes them back", "[json]") {
  CHECK(json::quoted("a\"b\\c\n\t\x01\x1F") == "\"a\\\"b\\\\c\\n\\t\\u0001\\u001f\"");
  CHECK(json::quoted("caf\xC3\xA9 </script>") == "\"caf\xC3\xA9 </script>\"");
}

TEST_CASE("short lists and objects are written on one line, long ones are not", "[json]") {
  const Draft draft =
      draft_of("{\"rate\": [[\"2023-10-01\", \"9000/w\"], [\"2024-06-01\", \"35000/w\"]], \"none\": {}}");
  CHECK(json::write(draft) ==
        "{\n"
        "  \"rate\": [[\"2023-10-01\", \"9000/w\"], [\"2024-06-01\", \"35000/w\"]],\n"
        "  \"none\": {}\n"
        "}");
  std::string list = "[1000";
  for (int i = 0; i < 40; ++i) list += ", 1000";
  const std::string written = json::write(draft_of("{\"long\": " + list + "]}"));
  CHECK_THAT(written, ContainsSubstring("\"long\": [\n    1000,\n    1000,"));
  CHECK(json::write(draft_of("{}")) == "{}");
  CHECK(json::write(draft_of("[]")) == "[]");
  CHECK(json::write(draft_of("3.0")) == "3.0");
}

TEST_CASE("a number that was computed is written in the fewest digits", "[json]") {
  Draft draft = Draft::object_of();
  draft.set("a", Draft::number_of(0.1 + 0.2, ""));
  draft.set("b", Draft::number_of(250000, ""));
  CHECK(line_of(draft) == "{\"a\":0.30000000000000004,\"b\":250000}");
}

TEST_CASE("an option's value is JSON where it can be and text where it cannot", "[json]") {
  const auto value = [](const char* text) { return json::value_of_text(text_of(text, "--set")); };
  CHECK(value("12").number == 12);
  CHECK(value("true").boolean);
  CHECK(value("null").is(Draft::Type::null));
  CHECK(value("{\"fixed\": 3}").is(Draft::Type::object));
  CHECK(value("\"quoted\"").text == "quoted");
  for (const char* text : {"2024-06-01", "3000/w", "1.4 kW", "010", "nan", "proportional", "", "1e999", "-"}) {
    CAPTURE(text);
    CHECK(value(text).is(Draft::Type::string));
    CHECK(value(text).text == text);
  }
  CHECK_THROWS_AS(value("{\"fixed\": 3"), InputError);
  CHECK_THROWS_AS(value("[1,"), InputError);
  CHECK_THROWS_AS(value("\xFF"), InputError);
}

TEST_CASE("an option's value knows its place in the option", "[json]") {
  const auto option = text_of("/orders/a/units=[1, 2]", "--set");
  const Draft value = json::value_of_text(option, 16);
  CHECK(written_at(value.place) == "[1, 2]");
  CHECK(written_at(value.items[1].place) == "2");
  const auto text = text_of("/start=2024-06-01", "--set");
  CHECK(written_at(json::value_of_text(text, 7).place) == "2024-06-01");
}

TEST_CASE("a draft's members are found, replaced, added and removed by name", "[json]") {
  Draft draft = draft_of("{\"a\": 1, \"b\": 2}");
  draft.set("a", Draft::string_of("x"));
  draft.set("c", Draft::number_of(3, "3"));
  CHECK(line_of(draft) == "{\"a\":\"x\",\"b\":2,\"c\":3}");
  CHECK(draft.erase("b"));
  CHECK_FALSE(draft.erase("b"));
  CHECK(draft.find("b") == nullptr);
  CHECK(line_of(draft) == "{\"a\":\"x\",\"c\":3}");
  Draft list = draft_of("[1, 2]");
  list.set("a", Draft::number_of(1, "1"));
  CHECK(line_of(list) == "{\"a\":1}");
}

}  // namespace json_test
