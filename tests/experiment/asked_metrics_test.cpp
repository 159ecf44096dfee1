#include <map>

#include "allot/compared_files.hpp"
#include "base/pattern.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace asked_metrics_test {

using namespace allot;

namespace {

Sampling asking(std::vector<std::string> metrics) {
  Sampling out = trade::sampling(20);
  out.metrics = std::move(metrics);
  return out;
}

std::map<std::string, double> means_of(const Results& results) {
  std::map<std::string, double> out;
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    out.emplace(path_of(results.columns[i]), results.estimates[i].mean);
  return out;
}

std::string refusal(const auto& asked) {
  try {
    asked();
  } catch (const RequestError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("only metrics that are asked for are kept, with the numbers that they have among all", "[metrics][results]") {
  const auto all = means_of(run(trade::scenario("now-and-then"), trade::sampling(20)));
  for (const std::string pattern :
       {"organisation.*.online_gpu_days", "site.hall.*", "*units", "order.*", "system.jain"}) {
    INFO(pattern);
    auto some = means_of(run(trade::scenario("now-and-then"), asking({pattern})));
    CHECK_FALSE(some.empty());
    for (const auto& [path, mean] : all) {
      CHECK(some.contains(path) == fits(pattern, path));
      if (some.contains(path) && mean == mean) CHECK(some.at(path) == mean);
    }
    std::erase_if(some, [&](const auto& it) { return all.contains(it.first); });
    CHECK(some.empty());
  }
}

TEST_CASE("several that are compared keep the same, whatever else one of them has", "[metrics][comparison]") {
  const std::vector<std::pair<std::string, Scenario>> variants = {{"none", trade::scenario("none")},
                                                                  {"now-and-then", trade::scenario("now-and-then")}};
  const Comparison all = compare(variants, trade::sampling(20));
  const Comparison some = compare(variants, asking({"organisation.*.online_gpu_days", "intervention.*"}));
  std::map<std::string, double> wanted;
  for (std::size_t i = 0; i < all.differences[0].columns.size(); ++i)
    wanted.emplace(path_of(all.differences[0].columns[i]), all.differences[0].differences[i].estimate.mean);
  REQUIRE(some.differences[0].columns.size() == trade::scenario("none").organisations.size());
  for (std::size_t i = 0; i < some.differences[0].columns.size(); ++i)
    CHECK(some.differences[0].differences[i].estimate.mean == wanted.at(path_of(some.differences[0].columns[i])));
  CHECK(means_of(some.variants[0].results).size() < means_of(some.variants[1].results).size());
}

TEST_CASE("what a precision is of is kept as well", "[metrics][precision]") {
  Sampling sampling = asking({"system.jain"});
  sampling.precisions = {{"system.online_gpu_days", 0.5}};
  CHECK(means_of(run(trade::scenario("now-and-then"), sampling)).contains("system.online_gpu_days"));
}

TEST_CASE("a pattern that fits nothing is refused with what was meant", "[metrics][results]") {
  CHECK(refusal([] { run(trade::scenario("none"), asking({"organisation.x.online_gpu_dais"})); }) ==
        "unknown metric 'organisation.x.online_gpu_dais'; did you mean 'organisation.x.online_gpu_days'?");
  CHECK(refusal([] {
          run(trade::scenario("none"), asking({"system.*", "nothing.*"}));
        }).starts_with("unknown metric 'nothing.*'"));
}

}  // namespace asked_metrics_test
