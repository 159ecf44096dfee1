#include "page/model.hpp"

#include <nlohmann/json.hpp>

#include "support/catch.hpp"

namespace model_test {

using namespace allot::page;
using nlohmann::json;

TEST_CASE("rows say what stands beside a mark, and leave out what is not known", "[page]") {
  RowsModel model{"GPU-days", false, {}};
  model.rows.push_back({.head = "Lab"});
  model.rows.push_back(
      {.label = "late", .reading = 1, .organisation = "lab", .tone = Tone::loss, .mean = -2.5, .text = "x"});
  const json it = json::parse(json_of(model));
  CHECK(it["kind"] == "rows");
  CHECK(it["scale"] == "number");
  CHECK(it["rows"][0] == json({{"head", "Lab"}}));
  CHECK(it["rows"][1] == json({{"label", "late"},
                               {"reading", 1},
                               {"org", "lab"},
                               {"tone", "loss"},
                               {"mean", -2.5},
                               {"ci", nullptr},
                               {"p10", nullptr},
                               {"p90", nullptr},
                               {"text", "x"}}));
}

TEST_CASE("layers over time say only what they have", "[page]") {
  using enum TimeModel::Kind;
  TimeModel model{.unit = "GPUs",
                  .organisation = "",
                  .layers = {},
                  .limits = std::pair(-1.0, 2.0),
                  .say = {{"with", {1, 2}, {}, {}}}};
  model.layers = {{line, Tone::with, true, "with", {1, 2}, {}, {}, {}},
                  {band, Tone::none, false, "", {}, {0, 1}, {2, 3}, {}}};
  const json it = json::parse(json_of(model));
  CHECK(it["layers"][0] ==
        json({{"type", "line"}, {"tone", "with"}, {"dash", true}, {"y", {1, 2}}, {"label", "with"}}));
  CHECK(it["layers"][1] == json({{"type", "band"}, {"tone", "none"}, {"lo", {0, 1}}, {"hi", {2, 3}}}));
  CHECK(it["limits"] == json({-1, 2}));
  CHECK(it["say"][0] == json({{"label", "with"}, {"y", {1, 2}}}));
  CHECK(!it.contains("org"));
}

TEST_CASE("a day that is not reached is null, and a hostile label a string", "[page]") {
  const json it = json::parse(
      json_of(RangesModel{{{"</script>", "x", "no change", Tone::none, {{Tone::with, "2024-01-01", "", "", 0.25}}}}}));
  CHECK(it["rows"][0]["label"] == "</script>");
  CHECK(it["rows"][0]["marks"][0]["p90"].is_null());
  CHECK(it["rows"][0]["marks"][0]["share"] == 0.25);
  CHECK(json_of(PlanModel{{{"order", "<b>", "", "", "", "", ""}}}).find('<') == std::string::npos);
}

TEST_CASE("curves of days and of numbers", "[page]") {
  CurveModel model{"GPU-days", true, {{"2024-01-01", 1, {}, {}}}, "", {}};
  CHECK(json::parse(json_of(model))["points"][0]["x"] == "2024-01-01");
  CHECK(json::parse(json_of(model))["now"].is_null());
  model = {"GPU-days", false, {{"12000", 1, 0.5, 1.5}}, "6000", {}};
  CHECK(json::parse(json_of(model))["points"][0] == json({{"x", 12000}, {"mean", 1}, {"lo", 0.5}, {"hi", 1.5}}));
  CHECK(json::parse(json_of(model))["now"] == 6000);
}

}  // namespace model_test
