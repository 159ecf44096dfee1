#include <algorithm>

#include "allot/answers.hpp"
#include "allot/comparison.hpp"
#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace compare_pairs_test {

using namespace allot;

namespace {

std::vector<std::pair<std::string, Scenario>> named(const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, Scenario>> out;
  for (const std::string& name : names) out.emplace_back(name, trade::scenario(name));
  return out;
}

std::vector<Pair> three_pairs() { return {{"On time", 0, 1}, {"Late", 2, 3}, {"Now and then", 4, 1}}; }

Comparison compared(const Sampling& sampling = trade::sampling(20)) {
  return compare(named({"on-time", "on-time+no-swap", "same", "no-swap", "now-and-then"}), three_pairs(), sampling);
}

std::string bytes_of(const VariantDifferences& it) {
  std::string text;
  for (const Difference& one : it.differences)
    text += std::to_string(one.estimate.mean) + " " + std::to_string(one.estimate.p10.value) + " " +
            std::to_string(one.p_greater) + ";";
  return text;
}

double of(const VariantDifferences& it, const std::string& organisation) {
  return trade::difference(it, EntityKind::organisation, organisation, "online_gpu_days").estimate.mean;
}

}  // namespace

// On paper: without the delay the swap costs Tesla its first half's days from 1 March to 15 June, and X gains what it
// would have had to wait for.
TEST_CASE("each pair has its own baseline, and says what comparing these two alone says", "[experiment]") {
  const Comparison all = compared();
  REQUIRE(all.differences.size() == 3);
  CHECK(all.baseline.empty());
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    const Pair pair = three_pairs()[i];
    CHECK(all.differences[i].label == pair.label);
    const std::string &baseline = all.baseline_of(i).name, &variant = all.variant_of(i).name;
    const Comparison alone = compare(named({baseline, variant}), trade::sampling(20));
    CHECK(bytes_of(all.differences[i]) == bytes_of(alone.differences[0]));
  }
  CHECK(of(all.differences[0], "tesla") == -6000 * 106);
}

TEST_CASE("pairs are told under their labels in every format", "[experiment][report]") {
  const Comparison all = compared();
  const std::string json = render(all, Format::json), csv = render(all, Format::csv),
                    table = render(all, Format::table);
  CHECK_THAT(json, ContainsSubstring(
                       R"("comparisons": [{"label": "On time", "variant": "on-time", "baseline": "on-time+no-swap"})"));
  CHECK_THAT(json, ContainsSubstring(R"("Now and then": {)"));
  CHECK_THAT(csv, ContainsSubstring("\nnow-and-then,on-time+no-swap,organisation,"));
  CHECK_THAT(table, ContainsSubstring("What each comparison says") && ContainsSubstring("On time") &&
                        ContainsSubstring("Unchanged in all: other."));
  CHECK(table.find("who gained and who lost") == std::string::npos);
  Style detailed;
  detailed.is_detailed = true;
  CHECK_THAT(render(all, Format::table, detailed), ContainsSubstring("Late: who gained and who lost"));
}

TEST_CASE("a sentence about a pair says what was added to its reading", "[experiment][report]") {
  const Answer answer = answer_of(compared());
  REQUIRE_FALSE(answer.statements.empty());
  const auto is_first = [](const Answer::Statement& it) { return it.id == "difference.On time.tesla"; };
  const auto found = std::find_if(answer.statements.begin(), answer.statements.end(), is_first);
  REQUIRE(found != answer.statements.end());
  CHECK_THAT(found->text, ContainsSubstring("On time: tesla has 636,000 fewer GPU-days online than with no-swap"));
}

TEST_CASE("every row about a difference names the baseline of its pair", "[experiment][report]") {
  Sampling asked = trade::sampling(20);
  asked.with_answer = asked.with_series = true;
  const Comparison all = compared(asked);
  const Answer answer = answer_of(all);
  for (const char* id : {"differences", "milestone_differences", "difference_series", "difference_quantiles"}) {
    CAPTURE(id);
    const Answer::Table& table = *answer.table(id);
    REQUIRE(table.size > 0);
    for (std::size_t i = 0; i < table.size; ++i) {
      const Answer::Row row = table.row(i);
      const auto is_its = [&](const Pair& pair) {
        return row[0] == Answer::Cell(all.variants[pair.variant].name) &&
               row[1] == Answer::Cell(all.variants[pair.baseline].name);
      };
      const std::vector<Pair> pairs = three_pairs();
      REQUIRE(std::any_of(pairs.begin(), pairs.end(), is_its));
    }
  }
}

TEST_CASE("pairs are the same bytes on 1, 2 and 5 threads", "[experiment][law]") {
  const std::string one = render(compared(trade::sampling(20)), Format::json);
  CHECK(render(compared(trade::sampling(20, 2)), Format::json) == one);
  CHECK(render(compared(trade::sampling(20, 5)), Format::json) == one);
}

}  // namespace compare_pairs_test
