#include "allot/reports.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/csv.hpp"
#include "base/utf8.hpp"
#include "report/decisions_words.hpp"
#include "report/invented.hpp"
#include "report/written.hpp"
#include "statistics/paired.hpp"
#include "support/catch.hpp"

namespace decisions_test {

using namespace allot;
using allot::written::lines_of;
using allot::written::records_of;
using allot::written::widest_of;
using namespace allot::report;
using nlohmann::ordered_json;

namespace {

constexpr double null = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;

Difference between(const Values& variant, const Values& baseline) {
  const Paired paired = compare_pairs(variant, baseline);
  return {paired.difference, paired.p_less, paired.p_equal, paired.p_greater, paired.variance_ratio, paired.p_value};
}

/// A baseline in which everything is 0, and variants that differ from it by what is invented.
struct Invented {
  Comparison comparison;
  std::size_t replications;

  explicit Invented(std::size_t n, std::vector<std::string> names = {"swap"}) : replications(n) {
    comparison.scenario = "h100-swap";
    comparison.question = "Who gained?";
    comparison.baseline = "base";
    comparison.variants.push_back({"base", invented::results(n)});
    for (std::string& name : names) {
      comparison.variants.push_back({name, invented::results(n)});
      comparison.differences.push_back({std::move(name), {}, {}, {}, comparison.differences.size() + 1});
    }
  }

  void add(EntityKind kind, const std::string& entity, const std::string& metric, const Values& values,
           std::size_t variant = 0) {
    const Values zeros(values.size(), 0.0);
    invented::add(comparison.variants[0].results, kind, entity, metric, zeros);
    invented::add(comparison.variants[variant + 1].results, kind, entity, metric, values);
    comparison.differences[variant].columns.push_back({kind, entity, metric});
    comparison.differences[variant].differences.push_back(between(values, zeros));
  }
  void add(const std::string& organisation, const Values& values) {
    add(EntityKind::organisation, organisation, "online_gpu_days", values);
  }
  Values all(double value) const { return Values(replications, value); }
  Values around(double middle, double step) const {
    Values values;
    for (std::size_t i = 0; i < replications; ++i)
      values.push_back(middle + step * (static_cast<double>(i) - static_cast<double>(replications - 1) / 2));
    return values;
  }
  std::string table(const Style& style = {false, 100}) const { return render(comparison, Format::table, style); }
  ordered_json json() const { return ordered_json::parse(render(comparison, Format::json)); }
};

Attributions two_decisions(std::size_t replications) {
  Attributions all;
  all.scenario = "h100-swap";
  all.currency = "USD";
  all.replications = replications;
  all.interventions = {"swap", "late"};
  const auto add = [&](EntityKind kind, const char* entity, const char* metric, Values parts) {
    std::vector<std::optional<Interval>> intervals(parts.size());
    if (replications > 1)
      for (std::size_t i = 0; i < parts.size(); ++i) intervals[i] = Interval{parts[i] - 10, parts[i] + 10};
    all.metrics.push_back({{kind, entity, metric}, parts[0] + parts[1], parts, intervals});
  };
  add(EntityKind::organisation, "tesla", "online_gpu_days", {-636000, -30000});
  add(EntityKind::organisation, "x", "online_gpu_days", {1254000, 0});
  add(EntityKind::organisation, "meta", "delivered_units", {0, 0});
  add(EntityKind::system, "", "online_gpu_days", {618000, -30000});
  return all;
}

Solution june() {
  Solution solution;
  solution.search = {"/sites/hall/room/main/at",
                     "2024-01-01",
                     "2024-12-01",
                     "difference.none.organisation.tesla.online_gpu_days",
                     Relation::at_least,
                     0,
                     0};
  solution.value = "2024-06-15";
  solution.band = {"2024-06-10", "2024-06-20"};
  solution.curve = {{"2024-01-01", -996000}, {"2024-06-14", -6000}, {"2024-06-15", 0}, {"2024-12-01", 500}};
  solution.crossings = {{"2024-06-15", true}};
  return solution;
}

std::vector<std::string> keys(const ordered_json& object) {
  std::vector<std::string> found;
  for (const auto& [key, value] : object.items()) found.push_back(key);
  return found;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("JSON of a comparison has every variant, and the differences at the same paths", "[report]") {
  Invented it(4);
  it.comparison.variants[0].results.hash.clear();
  it.add("tesla", {-1, 2, 0, -3});
  it.add(EntityKind::system, "", "fill_rate", {0.5, null, 0.25, 0.25});
  it.comparison.differences[0].milestones.emplace_back("half", between({12.5, 12.5, 12.5, 12.5}, {0, 0, 0, 0}));
  const ordered_json json = it.json();
  CHECK(keys(json) == Keys{"allot", "scenario", "run", "baseline", "variants", "differences"});
  CHECK(json["scenario"] == ordered_json{{"name", "h100-swap"}});
  CHECK(json["run"] == ordered_json{{"replications", 4}, {"seed", 1}, {"failed", 0}});
  CHECK(json["baseline"] == "base");
  CHECK(keys(json["variants"]) == Keys{"base", "swap"});
  CHECK(json["variants"]["swap"]["organisation"]["tesla"]["online_gpu_days"]["min"] == -3);
  const ordered_json swap = json["differences"]["swap"];
  CHECK(keys(swap) == keys(json["variants"]["swap"]));
  const ordered_json tesla = swap["organisation"]["tesla"]["online_gpu_days"];
  CHECK(keys(tesla) == Keys{"mean", "sd", "ci95", "p10", "p50", "p90", "min", "max", "p_less", "p_equal", "p_greater",
                            "variance_ratio", "p_value"});
  CHECK(tesla["mean"] == -0.5);
  CHECK(tesla["p_less"] == 0.5);
  CHECK(tesla["p_equal"] == 0.25);
  CHECK(tesla["p_greater"] == 0.25);
  CHECK(tesla["variance_ratio"] == 1.0);
  CHECK(swap["system"]["fill_rate"]["nulls"] == 1);
  CHECK(swap["milestone"]["half"]["days"]["mean"] == 12.5);
  it.comparison.variants[0].results.hash = "sha256:7";
  CHECK(it.json()["scenario"]["hash"] == "sha256:7");
}

TEST_CASE("JSON says zero of a scenario compared with itself, and null of what one replication cannot say",
          "[report]") {
  Invented same(3);
  same.add("tesla", same.all(0));
  const ordered_json zero = same.json()["differences"]["swap"]["organisation"]["tesla"]["online_gpu_days"];
  CHECK(zero["mean"] == 0);
  CHECK(zero["ci95"] == ordered_json{0, 0});
  CHECK(zero["p_equal"] == 1);
  CHECK(zero["p_value"] == 1);
  CHECK(zero["variance_ratio"].is_null());

  Invented one(1);
  one.add("tesla", {-5});
  const ordered_json alone = one.json()["differences"]["swap"]["organisation"]["tesla"]["online_gpu_days"];
  CHECK(alone["mean"] == -5);
  CHECK(alone["sd"].is_null());
  CHECK(alone["ci95"].is_null());
  CHECK(alone["p_value"].is_null());
}

TEST_CASE("CSV of a comparison has a line per variant and metric", "[report]") {
  Invented it(2, {"one, two"});
  it.add("tesla", {1, 3});
  it.comparison.differences[0].milestones.emplace_back("half", between({2, 2}, {0, 0}));
  const auto records = records_of(render(it.comparison, Format::csv));
  REQUIRE(records.size() == 3);
  REQUIRE(records[0].size() == 20);
  for (const auto& record : records) CHECK(record.size() == records[0].size());
  CHECK(std::vector(records[1].begin(), records[1].begin() + 6) ==
        std::vector<std::string>{"one, two", "base", "organisation", "tesla", "online_gpu_days", "2"});
  CHECK(records[1][17] == "1");
  CHECK(std::vector(records[2].begin(), records[2].begin() + 6) ==
        std::vector<std::string>{"one, two", "base", "milestone", "half", "days", "2"});
  CHECK(records[2][18].empty());
}

TEST_CASE("the table of a comparison opens with who gained and who lost, in that order", "[report]") {
  Invented it(100);
  it.comparison.groups = {{"tesla", "musk"}, {"x", "musk"}};
  it.add("meta", it.all(0));
  it.add("google", it.all(0));
  it.add("tesla", it.around(-20000, 100));
  it.add("x", it.around(15000, 10));
  it.add(EntityKind::organisation, "tesla", "lateness_days", it.all(12.5));
  it.add(EntityKind::group, "musk", "online_gpu_days", it.around(-5000, 110));
  it.add(EntityKind::system, "", "online_gpu_days", it.around(-5000, 110));
  it.comparison.differences[0].milestones.emplace_back("half", between(it.all(31), it.all(0)));
  it.comparison.differences[0].milestones.emplace_back("all", between(it.all(0), it.all(0)));
  invented::add_milestone(it.comparison.variants[0].results, "half", std::vector<int>(100, 31));
  invented::add_milestone(it.comparison.variants[1].results, "half", std::vector<int>(100, 62));
  CHECK(it.table() ==
        "h100-swap\n"
        "Who gained?\n"
        "100 replications, seed 1, the same chance for every variant: mean differences, of milestones the\n"
        "median, and in the line below them the range of eight in ten replications.\n"
        "\n"
        "swap against base: who gained and who lost\n"
        "Organisations              online  delivered\n"
        "                         GPU-days  days late\n"
        "────────────────────────────────────────────\n"
        "x                         +15,000          -\n"
        "                    14,595–15,395\n"
        "tesla                     -20,000      +12.5\n"
        "               -24,050 to -16,050\n"
        "────────────────────────────────────────────\n"
        "everyone                   -5,000          -\n"
        "                   -9,455 to -655\n"
        "Unchanged: meta and google.\n"
        "Nothing leaves the group. Within musk (tesla and x): sums to -5,000 GPU-days.\n"
        "\n"
        "How sure, in online GPU-days\n"
        "  tesla loses in 100 of 100 replications; mean -20,576 to -19,424 GPU-days (95%); pairing made this\n"
        "  interval neither narrower nor wider.\n"
        "  x gains in 100 of 100 replications; mean +14,942 to +15,058 GPU-days (95%); pairing made this\n"
        "  interval neither narrower nor wider.\n"
        "\n"
        "Groups          online\n"
        "              GPU-days\n"
        "──────────────────────\n"
        "musk            -5,000\n"
        "        -9,455 to -655\n"
        "\n"
        "Milestones  median change         base         swap\n"
        "                           median date  median date\n"
        "───────────────────────────────────────────────────\n"
        "half        31 days later   2024-02-01   2024-03-03\n"
        "A change is that within a replication: the median of changes need not be the difference of the two\n"
        "median dates.\n"
        "Milestones unchanged: all.\n"
        "\n"
        "next: --format json (every metric)\n");
}

// 60 replications of a hundred are 3 days later and 40 are 100: the median is 3, the mean 0.6 x 3 + 0.4 x 100 = 41.8.
TEST_CASE("beside median dates, and wherever a milestone is named, stands the median change, and is called so",
          "[report]") {
  Invented it(100);
  std::vector<int> before(100, 10), after(100, 13);
  Values days = it.all(3);
  for (std::size_t r = 60; r < 100; ++r) {
    days[r] = 100;
    after[r] = 110;
  }
  it.add("tesla", it.all(-20000));
  it.comparison.milestone_owners = {{"half", "tesla"}};
  it.comparison.differences[0].milestones.emplace_back("half", between(days, it.all(0)));
  invented::add_milestone(it.comparison.variants[0].results, "half", before);
  invented::add_milestone(it.comparison.variants[1].results, "half", after);
  const std::string text = it.table();
  CHECK_THAT(text, ContainsSubstring("tesla           -20,000   3 days later\n"));
  CHECK_THAT(text, ContainsSubstring("      milestone\n") && ContainsSubstring("  median change\n"));
  CHECK_THAT(text, ContainsSubstring("half                          3 days later   2024-01-11   2024-01-14\n") &&
                       ContainsSubstring("3 days later to 100 days later"));
  CHECK(text.find("41.8") == std::string::npos);
  const ordered_json json = it.json()["differences"]["swap"]["milestone"]["half"]["days"];
  CHECK(json["p50"] == 3);
  CHECK(json["mean"] == 41.8);
  CHECK_FALSE(json.contains("not_reached"));
}

TEST_CASE(
    "of a milestone that is not always reached it is said in how many replications, and what is known of its change",
    "[report]") {
  constexpr double never_known = std::numeric_limits<double>::infinity();
  Invented it(100);
  it.add("tesla", it.all(-20000));
  auto& milestones = it.comparison.differences[0].milestones;
  const auto add = [&](const std::string& id, double days, std::size_t open, Interval bounds) {
    milestones.emplace_back(id, between(it.all(days), it.all(0)));
    milestones.back().second.open = open;
    milestones.back().second.p50_bounds = bounds;
  };
  add("seldom", 20, 3, {20, 20});
  add("late", 200, 100, {200, never_known});
  add("early", -200, 100, {-never_known, -200});
  add("neither", 1, 100, {-never_known, never_known});
  const std::string text = it.table();
  CHECK_THAT(text, ContainsSubstring("seldom                  20 days later") &&
                       ContainsSubstring("late          at least 200 days later") &&
                       ContainsSubstring("early       at least 200 days earlier") &&
                       ContainsSubstring("neither                     not known"));
  CHECK_THAT(text, ContainsSubstring("seldom in 3, late in 100, early in 100 and neither in 100 of") &&
                       ContainsSubstring("replications."));
  const ordered_json days = it.json()["differences"]["swap"]["milestone"]["late"]["days"];
  CHECK(days["not_reached"] == 100);
  CHECK(days["p50_bounds"] == ordered_json{200, nullptr});
}

TEST_CASE("of two scenarios without a common organisation it is said why nobody is compared, and which ids are near",
          "[report]") {
  Invented it(10, {"after"});
  Results &before = it.comparison.variants[0].results, &after = it.comparison.variants[1].results;
  invented::add(before, EntityKind::organisation, "tesla", "online_gpu_days", it.all(1));
  invented::add(before, EntityKind::organisation, "x", "online_gpu_days", it.all(1));
  invented::add(after, EntityKind::organisation, "Tesla", "online_gpu_days", it.all(1));
  invented::add(before, EntityKind::supplier, "nvidia", "stock_units", it.all(1));
  invented::add(after, EntityKind::supplier, "nvidia", "stock_units", it.all(1));
  CHECK_THAT(
      it.table(),
      ContainsSubstring(
          "Nobody can be compared: base and after have no organisation in common. An organisation is the same\n"
          "where its id is the same, letter by letter; base has 'tesla' and 'x', after has 'Tesla'. Nearest are\n"
          "'tesla' and 'Tesla'. The same id in both have: supplier 'nvidia'.\n"));
  invented::add(after, EntityKind::organisation, "x", "online_gpu_days", it.all(1));
  const std::string text = it.table();
  CHECK(text.find("Nobody can be compared") == std::string::npos);
  CHECK_THAT(text, ContainsSubstring("only base has an organisation of that id: 'tesla'.\n") &&
                       ContainsSubstring("only after has an organisation of that id: 'Tesla'.\n"));
}

TEST_CASE("what can be asked next is said in the words of whoever knows the files, each on a line of its own",
          "[report]") {
  Invented it(10);
  it.comparison.next = {"allot explain " + std::string(90, 'f') + " tesla (where its days went)"};
  CHECK_THAT(it.table(), ContainsSubstring("\nnext: allot explain \\\n        " + std::string(90, 'f') +
                                           " \\\n        tesla\n        (where its days went)\n"
                                           "      --format json (every metric)\n"));
  it.comparison.next = {"allot explain my.json tesla (where its days went)"};
  CHECK_THAT(it.table(), ContainsSubstring("\nnext: allot explain my.json tesla (where its days went)\n"));
}

TEST_CASE("units are followed from hand to hand, and what relatives gained and lost can be quoted", "[report]") {
  Invented it(100);
  const Date day_80 = invented::first_of_2024 + 79 * day, day_100 = invented::first_of_2024 + 99 * day;
  Transfer lent{"swap",
                "tesla",
                "x",
                "musk",
                12000,
                12000,
                0,
                3600000,
                {day_80, day_80, day_80, day_80, day_80},
                {{"2024-03", 12000}}};
  Transfer back{"swap",
                "x",
                "tesla",
                "musk",
                12000,
                11000,
                0,
                3000000,
                {day_100, day_100, day_100, day_100, day_100 + day},
                {{"2024-04", 11000}}};
  it.comparison.variants[1].results.transfers = {lent, back};
  it.comparison.labels.organisations = {{"tesla", "Tesla"}, {"x", "X"}};
  it.comparison.labels.groups = {{"musk", "The group"}};
  it.comparison.related = {{"musk", {"tesla", "x"}, {"/parameters/one: guess", "/parameters/two", "/three", "/four"}}};
  it.comparison.milestone_owners = {{"half", "tesla"}};
  it.add("tesla", it.all(-20000));
  it.add("x", it.all(15000));
  it.add("meta", it.all(-1));
  it.comparison.differences[0].milestones.emplace_back("half", between(it.all(31), it.all(0)));
  const std::string table = it.table();
  CHECK_THAT(table,
             ContainsSubstring(
                 "Whose units went to whom, in swap\n"
                 "  swap (within The group): X is 12,000 ahead of Tesla from 20 March 2024; back come 11,000 in April\n"
                 "  2024, 1,000 have not come to Tesla by the end; X is 1,000 ahead at the end. In all X is ahead by\n"
                 "  600,000 GPU-days delivered.\n"
                 "Moved nothing, and yet swap changes what meta has.\n"));
  CHECK_THAT(table, ContainsSubstring(
                        "Within The group, swap against base: means (eight in ten replications)\n"
                        "  X: +15,000 GPU-days online.\n"
                        "  Tesla: -20,000 GPU-days online; half 31 days later (median).\n"
                        "  Rests on 4 assumptions: /parameters/one: guess; /parameters/two; /three; and 1 more: allot\n"
                        "  validate SCENARIO --sources.\n"));
  CHECK(it.json()["transfers"]["swap"]["swap"][1]["came"] == 11000);
  CHECK(it.json()["transfers"]["swap"]["swap"][0]["days"]["p50"] == "2024-03-20");
}

TEST_CASE("of several variants it is said what each forgoes, by choice and by not knowing", "[report]") {
  Invented it(100, {"swap", "wait"});
  it.comparison.none = "base";
  it.comparison.regrets = {{"swap", "tesla", "online_gpu_days", "wait", 5000, 2000, 3000, {}, 4000.0, {}},
                           {"wait", "tesla", "online_gpu_days", "wait", 2000, 2000, 0, {}, -1000.0, {}},
                           {"wait", "tesla", "delay_cost", "wait", 9, 9, 0, {}, {}, {}}};
  CHECK_THAT(
      it.table(),
      ContainsSubstring("Regret, GPU-days  with  forgoes  by choice  by not knowing  best for it  against base\n"
                        "─────────────────────────────────────────────────────────────────────────────────────\n"
                        "tesla             swap    5,000      3,000           2,000  wait               -4,000\n"
                        "tesla             wait    2,000          0           2,000  wait               +1,000\n"));
  const ordered_json regret = it.json()["regret"];
  CHECK(regret["none"] == "base");
  CHECK(regret["variants"]["swap"]["tesla"]["online_gpu_days"]["choice"] == 3000);
  CHECK(regret["variants"]["wait"]["tesla"]["delay_cost"]["against_none"].is_null());
}

TEST_CASE("what replications cannot tell from nothing is said in words, not in a number", "[report]") {
  Invented it(10);
  it.add("tesla", it.around(-5000, 1));
  it.add("meta", it.around(1, 100));
  it.add("google", it.all(0));
  it.add(EntityKind::organisation, "tesla", "online_units", it.around(1, 10));
  const std::string text = it.table();
  CHECK_THAT(text, ContainsSubstring("No difference that these replications can tell from none: meta.\n"));
  CHECK_THAT(text, ContainsSubstring("Unchanged: google.\n"));
  CHECK_THAT(text,
             ContainsSubstring("unclear\n") && ContainsSubstring("\nunclear: no difference that these replications"));
  CHECK(text.find("\nmeta") == std::string::npos);

  Invented same(10);
  same.add("tesla", same.all(0));
  CHECK_THAT(same.table(), ContainsSubstring("Unchanged for everyone.\n"));
}

TEST_CASE("how often each side won, and what pairing bought, are told", "[report]") {
  Invented it(100);
  Values values = it.all(-1000);
  values[0] = 10;
  values[1] = values[2] = 0;
  it.add("tesla", values);
  it.comparison.differences[0].differences[0].variance_ratio = 10.24;
  CHECK_THAT(it.table(),
             ContainsSubstring("tesla loses in 97 of 100 replications, gains in 1, is unchanged in 2; mean") &&
                 ContainsSubstring("pairing made this interval 3.2 times narrower."));
  Difference difference;
  CHECK(pairing_gain(difference).empty());
  difference.variance_ratio = 0.25;
  CHECK(pairing_gain(difference) == "pairing made this interval 2 times wider");
  difference.variance_ratio = 1e4;
  CHECK(pairing_gain(difference) == "pairing made this interval 100 times narrower");
  difference.variance_ratio = 178'313.0 * 178'313.0;  // beyond a factor of 100 the digits say nothing
  CHECK(pairing_gain(difference) == "pairing made this interval more than 100 times narrower");
}

TEST_CASE("a difference that is the same in every replication has no interval to speak of", "[report]") {
  Invented it(20);
  it.add("tesla", it.all(-1000));
  CHECK_THAT(it.table(), ContainsSubstring("  tesla loses in 20 of 20 replications, always by as much.\n"));
}

TEST_CASE("where no chance has a part, differences are exact and nothing is said of how sure they are", "[report]") {
  Invented it(4);
  for (VariantResults& variant : it.comparison.variants) variant.results.is_random = false;
  it.add("tesla", it.all(-1254321));
  const std::string text = it.table();
  CHECK_THAT(text, ContainsSubstring("No chance in this comparison") && ContainsSubstring("-1,254,321"));
  CHECK(text.find("How sure") == std::string::npos);
}

TEST_CASE("several variants are shown at a glance, with those who gain or lose most", "[report]") {
  Invented it(20, {"swap", "half"});
  for (std::size_t variant : {0u, 1u}) {
    it.add(EntityKind::organisation, "meta", "online_gpu_days", it.all(variant == 0 ? 0 : 5), variant);
    it.add(EntityKind::organisation, "tesla", "online_gpu_days", it.all(variant == 0 ? -600 : -300), variant);
    it.add(EntityKind::organisation, "google", "online_gpu_days", it.all(0), variant);
    it.add(EntityKind::system, "", "online_gpu_days", it.all(variant == 0 ? -600 : -295), variant);
  }
  CHECK_THAT(it.table(), ContainsSubstring("Against base, at a glance\n"
                                           "online, GPU-days  tesla  meta  everyone\n"
                                           "───────────────────────────────────────\n"
                                           "swap               -600     0      -600\n"
                                           "half               -300    +5      -295\n"
                                           "Unchanged in all: google.\n"));
}

TEST_CASE("tables about decisions keep to their width, however long names and numbers are", "[report]") {
  Invented it(200, {std::string(60, 'v'), "other"});
  it.comparison.question = std::string(30, 'q') + " " + std::string(50, 'r');
  for (int i = 0; i < 60; ++i) {
    const std::string name = std::string(40, 'n') + std::to_string(i);
    for (const char* metric : {"online_gpu_days", "online_units", "delivered_units", "lateness_days", "delay_cost"})
      it.add(EntityKind::organisation, name, metric, it.around(-1e7 * (i + 1), 1e4));
    it.comparison.groups.emplace_back(name, "g");
  }
  it.add(EntityKind::group, "g", "online_gpu_days", it.around(-1e9, 1e4));
  for (const std::size_t width : {60u, 100u, 160u})
    CHECK(widest_of(it.table({false, width})) <= std::max<std::size_t>(width, 60));
  for (const std::size_t width : {60u, 100u, 160u})
    CHECK(widest_of(it.table({false, width, true})) <= std::max<std::size_t>(width, 60));
  CHECK_THAT(it.table({false, 80, true}), ContainsSubstring("and 20 between"));

  Attributions many = two_decisions(100);
  for (Attribution& one : many.metrics) {
    one.parts.resize(30, 12345678);
    one.intervals.resize(30, Interval{1, 2});
  }
  for (int i = 2; i < 30; ++i) many.interventions.push_back("intervention-" + std::to_string(i));
  for (const std::size_t width : {60u, 100u}) CHECK(widest_of(render(many, Format::table, {false, width})) <= width);
  CHECK_THAT(render(many, Format::table, {false, 100}), ContainsSubstring(" others") && ContainsSubstring("total"));
}

TEST_CASE("colour changes nothing in tables about decisions but the escapes", "[report]") {
  Invented it(100);
  it.add("tesla", it.around(-20000, 100));
  const auto without_escapes = [](std::string text) {
    for (std::size_t at; (at = text.find('\033')) != std::string::npos;) text.erase(at, text.find('m', at) - at + 1);
    return text;
  };
  CHECK(without_escapes(it.table({true, 100})) == it.table());
  CHECK(without_escapes(render(june(), Format::table, {true, 100})) == render(june(), Format::table, {false, 100}));
}

TEST_CASE("JSON of an attribution has the total, the parts by name and their intervals", "[report]") {
  const ordered_json json = ordered_json::parse(render(two_decisions(4), Format::json));
  CHECK(keys(json) == Keys{"allot", "scenario", "run", "baseline", "metrics"});
  CHECK(json["baseline"] == "no interventions");
  CHECK(json["metrics"]["organisation"]["tesla"]["online_gpu_days"] ==
        ordered_json{{"total", -666000},
                     {"parts", {{"swap", -636000}, {"late", -30000}}},
                     {"ci95", {{"swap", {-636010, -635990}}, {"late", {-30010, -29990}}}}});
  const ordered_json alone = ordered_json::parse(render(two_decisions(1), Format::json));
  CHECK(alone["metrics"]["system"]["online_gpu_days"]["ci95"]["swap"].is_null());
}

TEST_CASE("the table of an attribution has a row per organisation and a column per decision", "[report]") {
  const std::string text = render(two_decisions(1), Format::table, {false, 100});
  CHECK_THAT(text, ContainsSubstring("online          swap     late       total\n"
                                     "GPU-days\n"
                                     "─────────────────────────────────────────\n"
                                     "x         +1,254,000        0  +1,254,000\n"
                                     "tesla       -636,000  -30,000    -666,000\n"
                                     "─────────────────────────────────────────\n"
                                     "everyone    +618,000  -30,000    +588,000\n"));
  CHECK(text.find("delivered") == std::string::npos);
  CHECK_THAT(render(two_decisions(100), Format::table, {false, 100}), ContainsSubstring("± "));
}

TEST_CASE("CSV of an attribution has a line per metric and decision", "[report]") {
  const auto records = records_of(render(two_decisions(1), Format::csv));
  REQUIRE(records.size() == 9);
  CHECK(records[0] ==
        std::vector<std::string>{"kind", "entity", "metric", "intervention", "part", "ci95_low", "ci95_high", "total"});
  CHECK(records[2] ==
        std::vector<std::string>{"organisation", "tesla", "online_gpu_days", "late", "-30000", "", "", "-666000"});
}

TEST_CASE("JSON of a solution has the answer, its band, the curve and where it turns", "[report]") {
  const ordered_json json = ordered_json::parse(render(june(), Format::json));
  CHECK(keys(json) == Keys{"allot", "axis", "target", "value", "band", "curve", "crossings"});
  CHECK(json["axis"] == "/sites/hall/room/main/at");
  CHECK(json["target"] == "difference.none.organisation.tesla.online_gpu_days>=0");
  CHECK(json["value"] == "2024-06-15");
  CHECK(json["band"] == ordered_json{"2024-06-10", "2024-06-20"});
  CHECK(json["curve"][0] == ordered_json{"2024-01-01", -996000});
  CHECK(json["crossings"] == ordered_json::array({{"2024-06-15", true}}));
  Solution nowhere;
  nowhere.search = june().search;
  const ordered_json none = ordered_json::parse(render(nowhere, Format::json));
  CHECK(none["value"].is_null());
  CHECK(none["band"] == ordered_json{nullptr, nullptr});
  CHECK(none["crossings"] == ordered_json::array());
}

TEST_CASE("the table of a solution says the answer first, then draws the curve against the target", "[report]") {
  CHECK(render(june(), Format::table, {false, 100}) ==
        "The target is first met at 2024-06-15.\n"
        "The band is 2024-06-10 to 2024-06-20, where one end and the other of the mean's 95% interval first\n"
        "meet it.\n"
        "\n"
        "target: difference.none.organisation.tesla.online_gpu_days >= 0\n"
        "axis:   /sites/hall/room/main/at from 2024-01-01 to 2024-12-01\n"
        "\n"
        "value             mean  │ target\n"
        "              GPU-days\n"
        "─────────────────────────────────────────────────────────────────\n"
        "2024-01-01    -996,000  ●                                       │\n"
        "2024-06-14      -6,000                                          ●\n"
        "2024-06-15 *         0                                          ●\n"
        "2024-12-01         500                                          ●\n");
  CHECK(render(june(), Format::csv) ==
        "value,mean\n2024-01-01,-996000\n2024-06-14,-6000\n2024-06-15,0\n2024-12-01,500\n");
}

TEST_CASE("a solution says where there is none, where it begins met, and where it turns back", "[report]") {
  Solution solution = june();
  solution.value = "2024-01-01";
  CHECK_THAT(render(solution, Format::table, {false, 100}),
             ContainsSubstring("The target is met from the start, at 2024-01-01.\n"));
  solution.crossings = {{"2024-02-01", false}, {"2024-06-15", true}};
  CHECK_THAT(render(solution, Format::table, {false, 100}),
             ContainsSubstring("The metric is not monotone: not met from 2024-02-01, met from 2024-06-15.\n"));
  solution.value = std::nullopt;
  CHECK_THAT(render(solution, Format::table, {false, 100}),
             ContainsSubstring("The target is not met between 2024-01-01 and 2024-12-01.\n"));
  for (int i = 0; i < 500; ++i) solution.curve.emplace_back(std::to_string(i), i % 7 == 0 ? null : i);
  CHECK(lines_of(render(solution, Format::table, {false, 100})).size() <= 31);
  solution.curve.clear();
  CHECK_NOTHROW(render(solution, Format::table, {false, 100}));
}

TEST_CASE("differences read as words", "[report]") {
  CHECK(days_later(12.5) == "12.5 days later");
  CHECK(days_later(-1) == "1 day earlier");
  CHECK(days_later(0) == "0 days");
  CHECK(days_later(0.01) == "about 0 days");
  CHECK(listed({"a"}, 3) == "a");
  CHECK(listed({"a", "b", "c"}, 3) == "a, b and c");
  CHECK(listed({"a", "b", "c", "d"}, 2) == "a, b and 2 more");
  CHECK(in_how_many(0.97, 1000) == "in 970 of 1,000 replications");
  CHECK(signed_figure(0, {1, 0, ""}) == "0");
  CHECK(signed_figure(0.2, {1, 0, ""}) == "about 0");
  CHECK(signed_figure(1200, {1, 0, ""}) == "+1,200");
  CHECK(signed_figure(-1200, {1, 0, ""}) == "-1,200");
}

}  // namespace decisions_test
