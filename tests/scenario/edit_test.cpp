#include "scenario/edit.hpp"

#include "scenario/members.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace edit_test {

using namespace allot;
using namespace allot::scenario;

namespace {

struct Edited {
  std::string text;
  std::vector<Problem> problems;
};

Edited merged(const std::string& target, const std::string& patch, std::string_view within = {}) {
  Edited edited;
  Draft draft = draft_of(target);
  merge_patch(draft, draft_of(patch), edited.problems, within);
  edited.text = line_of(draft);
  return edited;
}

Edited patched(const std::string& target, const std::string& operations, std::string_view within = {}) {
  Edited edited;
  Draft draft = draft_of(target);
  std::size_t copied = 0;
  json_patch(draft, draft_of(operations), edited.problems, within, copied);
  edited.text = line_of(draft);
  return edited;
}

Edited set(const std::string& target, const std::string& pointer, const std::string& value) {
  Edited edited;
  Draft draft = draft_of(target);
  const TextPointer option = text_of(pointer + "=" + value, "--set");
  const auto end = static_cast<std::uint32_t>(pointer.size());
  set_at(draft, pointer, json::value_of_text(option, end + 1), Place{option, 0, end, 0, 0}, edited.problems);
  edited.text = line_of(draft);
  return edited;
}

bool same_json(const std::string& one, const std::string& other) { return same_value(draft_of(one), draft_of(other)); }

void check_edit(const Edited& edited, const std::string& wanted) {
  for (const Problem& problem : edited.problems) UNSCOPED_INFO(problem.message);
  CHECK(edited.problems.empty());
  CHECK(edited.text == line_of(draft_of(wanted)));
}

}  // namespace

TEST_CASE("a merge patch does what RFC 7396 shows in its appendix", "[scenario][edit]") {
  struct Example {
    const char *target, *patch, *result;
  };
  const std::vector<Example> examples = {{R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
                                         {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
                                         {R"({"a":"b"})", R"({"a":null})", R"({})"},
                                         {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
                                         {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
                                         {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
                                         {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
                                         {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
                                         {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
                                         {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
                                         {R"({"a":"foo"})", R"(null)", R"(null)"},
                                         {R"({"a":"foo"})", R"("bar")", R"("bar")"},
                                         {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
                                         {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
                                         {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"}};
  for (const Example& example : examples) {
    CAPTURE(example.target, example.patch);
    CHECK(same_json(merged(example.target, example.patch).text, example.result));
  }
}

TEST_CASE("a distribution is replaced whole, never half", "[scenario][edit]") {
  const char* base =
      R"({"sites": {"hall": {"commissioning": {"triangular": {"min": "10d", "mode": "21d", "max": "45d"}},
                                            "install": "500/d"}}})";
  check_edit(merged(base, R"({"sites": {"hall": {"commissioning": {"gamma": {"mean": "20d", "sd": "5d"}}}}})"),
             R"({"sites": {"hall": {"commissioning": {"gamma": {"mean": "20d", "sd": "5d"}}, "install": "500/d"}}})");
  check_edit(merged(base, R"({"sites": {"hall": {"commissioning": {"triangular": {"min": "1d"}}}}})"),
             R"({"sites": {"hall": {"commissioning": {"triangular": {"min": "1d"}}, "install": "500/d"}}})");
}

TEST_CASE("a reference to a parameter and a distribution replace each other whole", "[scenario][edit]") {
  const char* base = R"({"orders": {"a": {"units": {"parameter": "share", "times": 12000}}}})";
  check_edit(merged(base, R"({"orders": {"a": {"units": {"parameter": "other"}}}})"),
             R"({"orders": {"a": {"units": {"parameter": "other"}}}})");
  check_edit(merged(base, R"({"orders": {"a": {"units": {"uniform": {"min": 1, "max": 2}}}}})"),
             R"({"orders": {"a": {"units": {"uniform": {"min": 1, "max": 2}}}}})");
}

TEST_CASE("a parameter's value is replaced whole, whatever it is", "[scenario][edit]") {
  check_edit(merged(R"({"parameters": {"beta": {"pert": {"min": 0, "mode": 1, "max": 2}}}})",
                    R"({"parameters": {"beta": {"pert": {"max": 3}}}})"),
             R"({"parameters": {"beta": {"pert": {"max": 3}}}})");
}

TEST_CASE("an id that is the name of a distribution stays an id", "[scenario][edit]") {
  check_edit(merged(R"({"organisations": {"beta": {"weight": 1, "region": "us"}, "gamma": {"weight": 2}}})",
                    R"({"organisations": {"beta": {"weight": 3}}})"),
             R"({"organisations": {"beta": {"weight": 3, "region": "us"}, "gamma": {"weight": 2}}})");
  check_edit(merged(R"({"suppliers": {"s": {"stock": {"beta": 8, "normal": 16}}}})",
                    R"({"suppliers": {"s": {"stock": {"beta": 24}}}})"),
             R"({"suppliers": {"s": {"stock": {"beta": 24, "normal": 16}}}})");
  check_edit(merged(R"({"sites": {"h": {"room": {"fixed": {"at": "2024-01-01", "add": 8}}}}})",
                    R"({"sites": {"h": {"room": {"fixed": {"add": 16}}}}})"),
             R"({"sites": {"h": {"room": {"fixed": {"at": "2024-01-01", "add": 16}}}}})");
  check_edit(merged(R"({"orders": {"parameter": {"units": 8, "site": ["a"]}}})",
                    R"({"orders": {"parameter": {"units": 16}}})"),
             R"({"orders": {"parameter": {"units": 16, "site": ["a"]}}})");
}

TEST_CASE("a rule with parameters is replaced whole", "[scenario][edit]") {
  check_edit(
      merged(
          R"({"suppliers": {"s": {"allocation": {"every": "1w", "rules": {"group": {"quota": {"a": 0.5, "b": 0.5}}, "order": "fifo"}}}}})",
          R"({"suppliers": {"s": {"allocation": {"rules": {"group": {"quota": {"a": 1}}}}}}})"),
      R"({"suppliers": {"s": {"allocation": {"every": "1w", "rules": {"group": {"quota": {"a": 1}}, "order": "fifo"}}}}})");
}

TEST_CASE("an intervention's action is replaced whole and by any other action", "[scenario][edit]") {
  const char* base =
      R"({"interventions": {"x": {"at": "2024-01-01", "swap": {"product": "h100", "units": 8, "between": ["a", "b"]}}}})";
  check_edit(merged(base, R"({"interventions": {"x": {"swap": {"units": 16}}}})"),
             R"({"interventions": {"x": {"at": "2024-01-01", "swap": {"units": 16}}}})");
  check_edit(merged(base, R"({"interventions": {"x": {"divert": {"units": 16, "from": "a", "to": "b"}}}})"),
             R"({"interventions": {"x": {"at": "2024-01-01", "divert": {"units": 16, "from": "a", "to": "b"}}}})");
  check_edit(
      merged(base, R"({"interventions": {"x": {"at": "2024-02-01"}}})"),
      R"({"interventions": {"x": {"at": "2024-02-01", "swap": {"product": "h100", "units": 8, "between": ["a", "b"]}}}})");
}

TEST_CASE("a variant that takes something away still does so after a patch brought it", "[scenario][edit]") {
  check_edit(merged(R"({"variants": {}})", R"({"variants": {"none": {"interventions": {"swap": null}}}})"),
             R"({"variants": {"none": {"interventions": {"swap": null}}}})");
}

TEST_CASE("a note goes when its value changes, and stays when something else does", "[scenario][edit]") {
  const char* base = R"({"orders": {"a": {"units": 8, "units#": "reported: s", "placed": "2024-01-01"}}})";
  check_edit(merged(base, R"({"orders": {"a": {"units": 16}}})"),
             R"({"orders": {"a": {"units": 16, "placed": "2024-01-01"}}})");
  check_edit(merged(base, R"({"orders": {"a": {"units": null}}})"), R"({"orders": {"a": {"placed": "2024-01-01"}}})");
  check_edit(merged(base, R"({"orders": {"a": {"placed": "2024-02-01"}}})"),
             R"({"orders": {"a": {"units": 8, "units#": "reported: s", "placed": "2024-02-01"}}})");
  check_edit(merged(base, R"({"orders": {"a": {"units#": "assumed: me", "units": 16}}})"),
             R"({"orders": {"a": {"units": 16, "units#": "assumed: me", "placed": "2024-01-01"}}})");
  check_edit(merged(base, R"({"orders": {"a": {"units": null, "units#": null}}})"),
             R"({"orders": {"a": {"placed": "2024-01-01"}}})");
  check_edit(merged(R"({"sites": {"h": {"room": {"a": {"add": 8}}, "room#": "reported: s"}}})",
                    R"({"sites": {"h": {"room": {"a": {"add": 16}}}}})"),
             R"({"sites": {"h": {"room": {"a": {"add": 16}}, "room#": "reported: s"}}})");
}

TEST_CASE("a patch keyed by id reaches the entries of a list by their id", "[scenario][edit]") {
  const char* base = R"({"orders": [{"id": "a", "units": 8}, {"id": "b", "units": 16}]})";
  check_edit(merged(base, R"({"orders": {"b": {"units": 24}}})"),
             R"({"orders": [{"id": "a", "units": 8}, {"id": "b", "units": 24}]})");
  check_edit(merged(base, R"({"orders": {"a": null}})"), R"({"orders": [{"id": "b", "units": 16}]})");
  check_edit(merged(base, R"({"orders": {"c": {"units": 8}}})"),
             R"({"orders": [{"id": "a", "units": 8}, {"id": "b", "units": 16}, {"units": 8, "id": "c"}]})");
  check_edit(merged(base, R"({"orders": [{"id": "z", "units": 1}]})"), R"({"orders": [{"id": "z", "units": 1}]})");
  check_edit(
      merged(
          R"({"suppliers": {"s": {"routes": {"us": [{"stage": "sea", "delay": "9d"}, {"stage": "road", "delay": "2d"}]}}}})",
          R"({"suppliers": {"s": {"routes": {"us": {"sea": {"delay": "1d"}}}}}})"),
      R"({"suppliers": {"s": {"routes": {"us": [{"stage": "sea", "delay": "1d"}, {"stage": "road", "delay": "2d"}]}}}})");
}

TEST_CASE("defaults are merged like the entries they fill", "[scenario][edit]") {
  check_edit(merged(R"({"defaults": {"organisations": {"weight": 1, "region": "us"}}})",
                    R"({"defaults": {"organisations": {"weight": {"beta": {"mean": 0.5, "sd": 0.1}}}}})"),
             R"({"defaults": {"organisations": {"weight": {"beta": {"mean": 0.5, "sd": 0.1}}, "region": "us"}}})");
  check_edit(merged(R"({"defaults": {"sites": {"room": {"beta": {"add": 8, "at": "2024-01-01"}}}}})",
                    R"({"defaults": {"sites": {"room": {"beta": {"add": 9}}}}})"),
             R"({"defaults": {"sites": {"room": {"beta": {"add": 9, "at": "2024-01-01"}}}}})");
}

// RFC 7396, section 2: null removes a member if it is there.
TEST_CASE("removing what is not there changes nothing, and is noted where a name is nearly right", "[scenario][edit]") {
  const Edited edited = merged(R"({"interventions": {"swap": {"at": "2024-01-01"}}})",
                               R"({"interventions": {"swpa": null}})", "/variants/no-swap");
  REQUIRE(edited.problems.size() == 1);
  const Problem& problem = edited.problems[0];
  CHECK(problem.pointer == "/variants/no-swap/interventions/swpa");
  CHECK(problem.message == "null reaches nothing: there is no 'swpa' in /interventions; did you mean 'swap'?");
  CHECK(edited.text == line_of(draft_of(R"({"interventions": {"swap": {"at": "2024-01-01"}}})")));
  CHECK(merged(R"({"orders": {"a": {"units": 8}}})", R"({"orders": {"a": {"due": null}}})").problems.empty());
  CHECK(merged(R"({"orders": {"a": {"units": 8}}})", R"({"orders": {"a": {"unit": null}}})").problems.size() == 1);
  CHECK(written_at(problem.place) == "null");
  CHECK(problem.place.text->content == R"({"interventions": {"swpa": null}})");
}

TEST_CASE("what a patch sets keeps its place in the patch", "[scenario][edit]") {
  Draft target = draft_of(R"({"orders": {"a": {"units": 8}}})");
  const Draft patch = json::parse(text_of(R"({"orders": {"a": {"units": 99}}})", "patch.json"));
  std::vector<Problem> problems;
  merge_patch(target, patch, problems);
  const Draft* const units = at(target, "/orders/a/units");
  REQUIRE(units);
  CHECK(units->place.text->name == "patch.json");
  CHECK(written_at(units->place) == "99");
  CHECK(at(target, "/orders/a")->place.text->name == "scenario.json");
}

TEST_CASE("a JSON patch does what RFC 6902 shows in its appendix", "[scenario][edit]") {
  struct Example {
    const char *target, *operations, *result;
  };
  const std::vector<Example> examples = {
      {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux"}])", R"({"baz":"qux","foo":"bar"})"},
      {R"({"foo":["bar","baz"]})", R"([{"op":"add","path":"/foo/1","value":"qux"}])", R"({"foo":["bar","qux","baz"]})"},
      {R"({"baz":"qux","foo":"bar"})", R"([{"op":"remove","path":"/baz"}])", R"({"foo":"bar"})"},
      {R"({"foo":["bar","qux","baz"]})", R"([{"op":"remove","path":"/foo/1"}])", R"({"foo":["bar","baz"]})"},
      {R"({"baz":"qux","foo":"bar"})", R"([{"op":"replace","path":"/baz","value":"boo"}])",
       R"({"baz":"boo","foo":"bar"})"},
      {R"({"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}})",
       R"([{"op":"move","from":"/foo/waldo","path":"/qux/thud"}])",
       R"({"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}})"},
      {R"({"foo":["all","grass","cows","eat"]})", R"([{"op":"move","from":"/foo/1","path":"/foo/3"}])",
       R"({"foo":["all","cows","eat","grass"]})"},
      {R"({"baz":"qux","foo":["a",2,"c"]})",
       R"([{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}])",
       R"({"baz":"qux","foo":["a",2,"c"]})"},
      {R"({"foo":"bar"})", R"([{"op":"add","path":"/child","value":{"grandchild":{}}}])",
       R"({"foo":"bar","child":{"grandchild":{}}})"},
      {R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":10}])", R"({"/":9,"~1":10})"},
      {R"({"foo":["bar"]})", R"([{"op":"add","path":"/foo/-","value":["abc","def"]}])",
       R"({"foo":["bar",["abc","def"]]})"},
      {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux","xyz":123}])", R"({"foo":"bar","baz":"qux"})"},
      {R"({"a":{"b":1}})", R"([{"op":"copy","from":"/a","path":"/c"}])", R"({"a":{"b":1},"c":{"b":1}})"},
      {R"({"a":1})", R"([{"op":"copy","from":"","path":"/b"}])", R"({"a":1,"b":{"a":1}})"},
      {R"({"a":1})", R"([{"op":"move","from":"/a","path":"/a"}])", R"({"a":1})"},
      {R"({"a":[1,2]})", R"([{"op":"add","path":"/a/2","value":3}])", R"({"a":[1,2,3]})"},
      {R"({"a":null})", R"([{"op":"test","path":"/a","value":null},{"op":"remove","path":"/a"}])", R"({})"},
      {R"({"a":{"c":1,"b":[2]}})", R"([{"op":"test","path":"/a","value":{"b":[2.0],"c":1e0}}])",
       R"({"a":{"c":1,"b":[2]}})"},
      {R"({"a":1})", R"([{"op":"replace","path":"","value":[1]},{"op":"test","path":"","value":[1.0]}])", R"([1])"},
      {R"({"a":0.1})", R"([{"op":"test","path":"/a","value":0.10},{"op":"test","path":"/a","value":1e-1}])",
       R"({"a":0.1})"}};
  for (const Example& example : examples) {
    CAPTURE(example.target, example.operations);
    const Edited edited = patched(example.target, example.operations);
    CHECK(edited.problems.empty());
    CHECK(same_json(edited.text, example.result));
  }
}

TEST_CASE("a JSON patch that cannot be applied says where in its own text", "[scenario][edit]") {
  struct Example {
    const char *target, *operations, *pointer, *marked, *message;
  };
  const std::vector<Example> examples = {
      {R"({"baz":"qux"})", R"([{"op":"test","path":"/baz","value":"bar"}])", "/0/path", R"("bar")", "the test fails"},
      {R"({"a":10000000000000000})", R"([{"op":"test","path":"/a","value":10000000000000001}])", "/0/path",
       "10000000000000001", "the test fails"},
      {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz/bat","value":"qux"}])", "/0/path", R"("/baz/bat")", "no 'baz'"},
      {R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":"10"}])", "/0/path", R"("10")", "the test fails"},
      {R"({"a":1})", R"([{"op":"remove","path":"/b"}])", "/0/path", R"("/b")", "reaches nothing"},
      {R"({"a":1})", R"([{"op":"replace","path":"/b","value":1}])", "/0/path", R"("/b")", "reaches nothing"},
      {R"({"a":[1]})", R"([{"op":"add","path":"/a/2","value":1}])", "/0/path", R"("/a/2")", "has no entry '2'"},
      {R"({"a":[1]})", R"([{"op":"remove","path":"/a/01"}])", "/0/path", R"("/a/01")", "has no entry '01'"},
      {R"({"a":[1]})", R"([{"op":"remove","path":"/a/-"}])", "/0/path", R"("/a/-")", "has no entry '-'"},
      {R"({"a":5})", R"([{"op":"add","path":"/a/b","value":1}])", "/0/path", R"("/a/b")", "holds a single value"},
      {R"({"a":1})", R"([{"op":"move","from":"/b","path":"/c"}])", "/0/from", R"("/b")", "reaches nothing"},
      {R"({"a":{"b":1}})", R"([{"op":"move","from":"/a","path":"/a/b"}])", "/0/path", R"("/a/b")", "into itself"},
      {R"({"a":1})", R"([{"op":"repalce","path":"/a","value":1}])", "/0/op", R"("repalce")", "unknown operation"},
      {R"({"a":1})", R"([{"op":"add","path":"/a","vlaue":1}])", "/0", R"({"op":"add","path":"/a","vlaue":1})",
       "'value' is missing"},
      {R"({"a":1})", R"([{"op":"move","from":"/b","path":"/b"}])", "/0/from", R"("/b")", "reaches nothing"},
      {R"({"a":1})", R"([{"op":"move","from":"","path":"/a"}])", "/0/path", R"("/a")", "into itself"},
      {R"({"a":[1,2]})", R"([{"op":"add","path":"/a/01","value":3}])", "/0/path", R"("/a/01")", "has no entry '01'"},
      {R"({"a":[1,2]})", R"([{"op":"add","path":"/a/-1","value":3}])", "/0/path", R"("/a/-1")", "has no entry '-1'"},
      {R"({"a":[1,2]})", R"([{"op":"test","path":"/a/1e0","value":2}])", "/0/path", R"("/a/1e0")",
       "has no entry '1e0'"},
      {R"({"a":1})", R"([{"op":"add","path":"/a"}])", "/0", R"({"op":"add","path":"/a"})", "'value' is missing"},
      {R"({"a":1})", R"([{"op":"remove"}])", "/0", R"({"op":"remove"})", "'path' is missing"},
      {R"({"a":1})", R"([{"op":"remove","path":3}])", "/0/path", "3", "must be a string"},
      {R"({"a":1})", R"([{"op":"remove","path":"a"}])", "/0/path", R"("a")", "expected a JSON pointer"},
      {R"({"a":1})", R"([7])", "/0", "7", "expected an operation"},
      {R"({"a":1})", R"("x")", "", R"("x")", "expected a list of operations"}};
  for (const Example& example : examples) {
    CAPTURE(example.target, example.operations);
    const Edited edited = patched(example.target, example.operations);
    REQUIRE(edited.problems.size() == 1);
    CHECK(edited.problems[0].pointer == example.pointer);
    CHECK(written_at(edited.problems[0].place) == example.marked);
    CHECK_THAT(edited.problems[0].message, ContainsSubstring(example.message));
    CHECK(edited.text == line_of(draft_of(example.target)));
  }
}

TEST_CASE("an operation that says a member twice is no JSON Patch, as RFC 6902 shows in A.13", "[scenario][edit]") {
  const auto problems = problems_of(R"([{"op":"add","path":"/baz","value":"qux","op":"remove"}])");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].pointer == "/0/op");
}

TEST_CASE("what an operation does not know is ignored, and named where it may have been meant", "[scenario][edit]") {
  CHECK(patched(R"({"a":1})", R"([{"op":"add","path":"/a","vlaue":2}])").problems[0].hint == "'vlaue' is ignored");
  CHECK(patched(R"({"a":1})", R"([{"op":"add","path":"/a","comment":2}])").problems[0].hint.empty());
}

TEST_CASE("a pointer that nearly reaches something names it", "[scenario][edit]") {
  const Edited edited =
      patched(R"({"orders": [{"id": "tesla-dec", "units": 8}]})",
              R"([{"op": "replace", "path": "/orders/tesla-dce/units", "value": 16}])", "/variants/v");
  REQUIRE(edited.problems.size() == 1);
  CHECK(edited.problems[0].pointer == "/variants/v/0/path");
  CHECK(edited.problems[0].hint == "did you mean 'tesla-dec'?");
}

TEST_CASE("pointers reach entries of lists by id before place", "[scenario][edit]") {
  const char* base = R"({"orders": [{"id": "b", "units": 1}, {"id": "0", "units": 2}]})";
  CHECK(at(draft_of(base), "/orders/b/units")->number == 1);
  CHECK(at(draft_of(base), "/orders/0/units")->number == 2);
  CHECK(at(draft_of(base), "/orders/1/units")->number == 2);
  CHECK(at(draft_of(base), "/orders/2/units") == nullptr);
  CHECK(at(draft_of(base), "") != nullptr);
  CHECK(at(draft_of(base), "orders") == nullptr);
  check_edit(patched(base, R"([{"op": "remove", "path": "/orders/0"}])"), R"({"orders": [{"id": "b", "units": 1}]})");
  check_edit(patched(base, R"([{"op": "add", "path": "/orders/c", "value": {"units": 3}}])"),
             R"({"orders": [{"id": "b", "units": 1}, {"id": "0", "units": 2}, {"units": 3, "id": "c"}]})");
}

TEST_CASE("a note goes and moves with its value in a JSON patch too", "[scenario][edit]") {
  const char* base = R"({"o": {"units": 8, "units#": "reported: s"}, "p": {}})";
  check_edit(patched(base, R"([{"op": "replace", "path": "/o/units", "value": 9}])"),
             R"({"o": {"units": 9}, "p": {}})");
  check_edit(patched(base, R"([{"op": "remove", "path": "/o/units"}])"), R"({"o": {}, "p": {}})");
  check_edit(patched(base, R"([{"op": "remove", "path": "/o/units"}, {"op": "remove", "path": "/o/units#"}])"),
             R"({"o": {}, "p": {}})");
  check_edit(patched(base, R"([{"op": "replace", "path": "/o/units#", "value": "assumed: me"},
                              {"op": "replace", "path": "/o/units", "value": 9}])"),
             R"({"o": {"units": 9, "units#": "assumed: me"}, "p": {}})");
  check_edit(patched(base, R"([{"op": "move", "from": "/o/units", "path": "/p/units"}])"),
             R"({"o": {}, "p": {"units": 8, "units#": "reported: s"}})");
  check_edit(patched(base, R"([{"op": "copy", "from": "/o/units", "path": "/p/units"}])"),
             R"({"o": {"units": 8, "units#": "reported: s"}, "p": {"units": 8, "units#": "reported: s"}})");
}

TEST_CASE("a setting changes one value", "[scenario][edit]") {
  const char* base = R"({"orders": {"a": {"units": 8, "units#": "reported: s", "site": ["x", "y"]}}})";
  check_edit(set(base, "/orders/a/units", "16"), R"({"orders": {"a": {"units": 16, "site": ["x", "y"]}}})");
  check_edit(set(base, "/orders/a/due", "2024-06-01"),
             R"({"orders": {"a": {"units": 8, "units#": "reported: s", "site": ["x", "y"], "due": "2024-06-01"}}})");
  check_edit(set(base, "/orders/a/site/1", "z"),
             R"({"orders": {"a": {"units": 8, "units#": "reported: s", "site": ["x", "z"]}}})");
  check_edit(set(base, "/orders/a", "null"), R"({"orders": {}})");
  check_edit(set(R"({"orders": [{"id": "a", "units": 8}]})", "/orders/a/units", "16"),
             R"({"orders": [{"id": "a", "units": 16}]})");
  check_edit(set(R"({"orders": [{"id": "a", "units": 8}]})", "/orders/b", R"({"units": 16})"),
             R"({"orders": [{"id": "a", "units": 8}, {"units": 16, "id": "b"}]})");
}

TEST_CASE("a setting makes what a scenario may leave out, and no entity", "[scenario][edit]") {
  check_edit(set(R"({})", "/parameters/market", "1.5"), R"({"parameters": {"market": 1.5}})");
  check_edit(set(R"({"suppliers": {"s": {}}})", "/suppliers/s/allocation/readiness/lookahead", "8w"),
             R"({"suppliers": {"s": {"allocation": {"readiness": {"lookahead": "8w"}}}}})");
  check_edit(set(R"({"suppliers": {"s": {}}})", "/suppliers/s/allocation/rules/order", "fifo"),
             R"({"suppliers": {"s": {"allocation": {"rules": {"order": "fifo"}}}}})");
  check_edit(set(R"({})", "/defaults/orders/supplier", "nvidia"),
             R"({"defaults": {"orders": {"supplier": "nvidia"}}})");
  CHECK(set(R"({"suppliers": {"s": {}}})", "/suppliers/t/allocation/every", "1w").problems.size() == 1);
  CHECK(set(R"({"sites": {"h": {"room": {}}}})", "/sites/h/room/new/add", "8").problems.size() == 1);
  CHECK(set(R"({})", "/nonsense/deep", "1").problems.size() == 1);
}

TEST_CASE("a setting that reaches nothing says what is nearest, in its own text", "[scenario][edit]") {
  const Edited edited = set(R"({"suppliers": {"nvidia": {}}})", "/suppliers/nvdia/stock/h100", "8");
  REQUIRE(edited.problems.size() == 1);
  const Problem& problem = edited.problems[0];
  CHECK(problem.pointer == "/suppliers/nvdia/stock/h100");
  CHECK(problem.message == "reaches nothing: there is no 'nvdia' in /suppliers");
  CHECK(problem.hint == "did you mean 'nvidia'?");
  CHECK(written_at(problem.place) == "/suppliers/nvdia/stock/h100");
  CHECK(set(R"({"a": {}})", "/a/b", "null").problems.size() == 1);
  CHECK(set(R"({"a": [1]})", "/a/1", "2").problems.size() == 1);
  CHECK(set(R"({"a": 1})", "/a/b", "2").problems.size() == 1);
  CHECK(set(R"({"a": 1})", "", "2").problems.size() == 1);
  CHECK(set(R"({"a": 1})", "a", "2").problems[0].hint == "did you mean '/a'?");
  CHECK(set(R"({"a": 1})", "/~", "2").problems.size() == 1);
}

TEST_CASE("a value that a setting brought is found in the option, and so is its name", "[scenario][edit]") {
  Draft draft = draft_of(R"({"orders": {"a": {}}})");
  const TextPointer option = text_of("/orders/a/unit=16", "--set");
  std::vector<Problem> problems;
  set_at(draft, "/orders/a/unit", json::value_of_text(option, 15), Place{option, 0, 14, 0, 0}, problems);
  const Place& place = at(draft, "/orders/a/unit")->place;
  CHECK(written_at(place) == "16");
  CHECK(option->content.substr(place.key_begin, place.key_end - place.key_begin) == "/orders/a/unit");
}

}  // namespace edit_test
