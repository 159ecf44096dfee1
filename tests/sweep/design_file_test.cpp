#include "support/catch.hpp"
#include "sweep/asked_designs.hpp"

namespace design_file_test {

using namespace allot;
using namespace asked_designs;

SweepRequest written(const std::string& content, const std::string& name = "design.csv") {
  return read_design_text(std::make_shared<Text>(Text{name, content}));
}

std::string refused_file(const std::string& content) {
  return refusal([&] { design(written(content)); });
}

TEST_CASE("a CSV file has a point in each row", "[sweep][design]") {
  const SweepDesign it = design(written(
      "/parameters/market,variant,/orders/first/placed\n1,base,2024-01-10\n2,late,2024-02-01\n2,late,2024-02-01\n"));
  CHECK(it.points == std::vector<std::vector<std::string>>{
                         {"1", "base", "2024-01-10"}, {"2", "late", "2024-02-01"}, {"2", "late", "2024-02-01"}});
  CHECK(it.axes[1].pointer == "variant");
}

TEST_CASE("a CSV cell may be a value of JSON in quotes", "[sweep][design]") {
  CHECK(values(design(written("/parameters/market\n\"{\"\"uniform\"\": {\"\"min\"\": 1, \"\"max\"\": 2}}\"\n"))) ==
        R"({"uniform": {"min": 1, "max": 2}})");
}

TEST_CASE("a JSON design says what options would", "[sweep][design]") {
  const SweepRequest asked = written(R"json({
    // comments are allowed
    "axes": {"/parameters/market": "1..2", "/parameters/ready": null, "/parameters/share": {"uniform": {"min": 0.2, "max": 0.4}},
             "variant": ["base", "late"]},
    "sample": 40, "by": "sobol", "correlate": [["/parameters/market", "/parameters/ready", 0.5]], "seed": 7
  })json");
  SweepRequest same = samples(40,
                              {"/parameters/market=1..2", "/parameters/ready",
                               R"(/parameters/share={"uniform": {"min": 0.2, "max": 0.4}})", "variant=base,late"},
                              SampleBy::sobol);
  same.correlations = {asked_correlation("/parameters/market,/parameters/ready=0.5")};
  same.seed = 7;
  CHECK(design(asked).points == design(same).points);
}

TEST_CASE("values listed in JSON are as options have them", "[sweep][design]") {
  CHECK(values(design(written(R"({"axes": {"/parameters/market": [1, 1.50, {"uniform": {"min": 1, "max": 2}}]}})"))) ==
        R"(1 | 1.50 | {"uniform":{"min":1,"max":2}})");
  CHECK(values(design(written(R"({"axes": {"/orders/first/placed": ["2024-01-10", "2024-02-01"]}})"))) ==
        "2024-01-10 | 2024-02-01");
}

TEST_CASE("what is wrong in a design file is said with its line and column", "[sweep][design]") {
  CHECK_THAT(refused_file("/parameters/redy\n2024-03-01\n"),
             ContainsSubstring("design.csv:1:1: error") && ContainsSubstring("'/parameters/ready'"));
  CHECK_THAT(refused_file("/orders/first/units,variant\n3,base\nmany,base\n4,lat\n"),
             ContainsSubstring("design.csv:3:1: error") && ContainsSubstring("design.csv:4:3: error"));
  CHECK_THAT(refused_file("/parameters/market,/parameters/market\n1,2\n"), ContainsSubstring("design.csv:1:20: error"));
  CHECK_THAT(refused_file("/parameters/market,variant\n1\n"), ContainsSubstring("expected 2 cells, found 1"));
  CHECK_THAT(refused_file("/parameters/market,variant\n1,\n"),
             ContainsSubstring("design.csv:2:3: error") && ContainsSubstring("a value is missing"));
  CHECK_THAT(refused_file("/parameters/market\n"), ContainsSubstring("no point"));
  CHECK_THAT(refused_file(""), ContainsSubstring("empty"));
  CHECK_THAT(refused_file("1,2\n3,4\n"), ContainsSubstring("the first line names what varies"));
}

TEST_CASE("what is wrong in a JSON design is said at its place, all at once", "[sweep][design]") {
  const std::string several =
      refused_file("{\"axes\": {\"/parameters/market\": []},\n \"sampel\": 3,\n \"by\": \"lsh\", \"seed\": -1}");
  CHECK_THAT(several, ContainsSubstring("the list has no values") && ContainsSubstring("did you mean 'sample'?"));
  CHECK_THAT(several, ContainsSubstring("design.csv:2:2: error") && ContainsSubstring("did you mean 'lhs'?") &&
                          ContainsSubstring("seed"));
  CHECK_THAT(refused_file("{\"sample\": 5}"), ContainsSubstring("'axes' is missing"));
  CHECK_THAT(refused_file("{\"axes\": {\"/parameters/market\": \"1..2\"}, \"sample\": 5, \"correlate\": [[1]]}"),
             ContainsSubstring("[pointer, pointer, correlation]"));
  CHECK_THAT(refused_file("{\"axes\":\n {\"/parameters/market\": \"2..1\"}}"),
             ContainsSubstring("design.csv:2:29: error"));
  CHECK_THAT(refused_file("{\"axes\":\n {\"/parameters/redy\": \"1..2/4\"}}"),
             ContainsSubstring("design.csv:2:3: error"));
  CHECK_THAT(refused_file("{\"axes\": [}"), ContainsSubstring("design.csv:1:"));
}

}  // namespace design_file_test
