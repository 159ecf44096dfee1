#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "stories/told.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/drafts.hpp"

/// Reserve levels against the best that any issue policy could do, and caps of periods against a loop over days.
namespace allot::theory::contracts_test {
namespace {

stories::Told told(const std::string& json) {
  return stories::told(read_text(text_of(json), Loader([](const std::string&) -> TextPointer { return nullptr; })));
}

int units_of(const stories::Told& told, const std::string& organisation) {
  return static_cast<int>(told.metrics.at("organisation." + organisation + ".delivered_units"));
}

std::string day_at(int after) { return format_date(19'723 * day + after * day); }  // from 2024-01-01

// Topkis (1968): stock that is not filled up serves two classes in stages, who is not served is lost.
constexpr int stock = 6, stages = 3, high_pays = 5, low_pays = 2;
struct Demand {
  int high, low;
};
constexpr std::array<Demand, 6> demands = {{{0, 1}, {0, 3}, {1, 1}, {1, 3}, {2, 1}, {2, 3}}};  // equally likely
using Levels = std::array<int, stages>;
using Course = std::array<std::size_t, stages>;

std::vector<Course> courses() {
  std::vector<Course> all;
  for (std::size_t a = 0; a < demands.size(); ++a)
    for (std::size_t b = 0; b < demands.size(); ++b)
      for (std::size_t c = 0; c < demands.size(); ++c) all.push_back({a, b, c});
  return all;
}

/// The sum over all courses of what the best of all issue policies earns from a stage on, times those before it.
int best_of_all(int stage, int left) {
  if (stage == stages) return 0;
  int sum = 0, courses_behind = 1;
  for (int t = stage + 1; t < stages; ++t) courses_behind *= static_cast<int>(demands.size());
  for (const Demand& it : demands) {
    int best = 0;
    for (int high = 0; high <= std::min(it.high, left); ++high)
      for (int low = 0; low <= std::min(it.low, left - high); ++low)
        best = std::max(
            best, (high_pays * high + low_pays * low) * courses_behind + best_of_all(stage + 1, left - high - low));
    sum += best;
  }
  return sum;
}

/// What levels earn in one course: the high class first, the low one down to the level.
int earned(const Levels& levels, const Course& course) {
  int left = stock, money = 0;
  for (std::size_t t = 0; t < stages; ++t) {
    const int high = std::min(demands[course[t]].high, left);
    const int low = std::min(demands[course[t]].low, std::max(0, left - high - levels[t]));
    money += high_pays * high + low_pays * low;
    left -= high + low;
  }
  return money;
}

int earned_in_all(const Levels& levels) {
  int sum = 0;
  for (const Course& course : courses()) sum += earned(levels, course);
  return sum;
}

Levels best_levels() {
  Levels best{};
  for (int a = 0; a <= stock; ++a)
    for (int b = 0; b <= stock; ++b)
      if (const Levels levels{a, b, 0}; earned_in_all(levels) > earned_in_all(best)) best = levels;
  return best;
}

// Low orders are defined first: by the queue alone they would come first.
std::string scenario_of(const Levels& levels, const Course& course) {
  std::string reserves, orders;
  for (std::size_t t = 0; t < stages; ++t) {
    const int from = static_cast<int>(t);
    reserves += (t ? "," : "") + std::string(R"({"units": )") + std::to_string(levels[t]) +
                R"(, "for": {"priority": 1}, "from": ")" + day_at(from) + R"(", "until": ")" + day_at(from + 1) + "\"}";
    const auto add = [&](const std::string& who, int units, int priority) {
      if (units == 0) return;
      orders += (orders.empty() ? "\"" : ",\"") + who + std::to_string(t) + R"(": {"organisation": ")" + who +
                R"(", "units": )" + std::to_string(units) + R"(, "priority": )" + std::to_string(priority) +
                R"(, "placed": ")" + day_at(from) + R"(", "supplier": "s", "product": "u", "patience": "12h"})";
    };
    add("low", demands[course[t]].low, 0);
    add("high", demands[course[t]].high, 1);
  }
  return R"({"allot": 1, "start": "2024-01-01", "end": ")" + day_at(stages) +
         R"(", "products": {"u": {}}, "organisations": {"low": {}, "high": {}}, "suppliers": {"s": {"stock": {"u": )" +
         std::to_string(stock) +
         R"(}, "allocation": {"levels": ["order"], "rules": {"order": "priority"}, "reserves": [)" + reserves +
         "]}}}, \"orders\": {" + orders + "}}";
}

int earned_by_scenario(const Levels& levels, const Course& course) {
  const stories::Told it = told(scenario_of(levels, course));
  return high_pays * units_of(it, "high") + low_pays * units_of(it, "low");
}

/// Three buyers in tiers, the second with a cap of its own, the third with a part of what both others get.
struct Market {
  std::array<int, 3> placed, units;
  std::array<std::pair<int, int>, 6> lots;  // day, units
  int cap = 0, tenths = 0;
  std::size_t period = 0, shared_period = 0;
};

struct Calendar {
  const char* word;
  std::vector<int> begins;  // days after 2024-01-15
};
const std::array<Calendar, 4> calendars = {{{"\"7d\"", {0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77}},
                                            {"\"month\"", {0, 17, 46, 77}},
                                            {"\"quarter\"", {0, 77}},
                                            {"\"all\"", {0}}}};
constexpr int first_day = 14, length = 80;

Market market(Dice& dice) {
  Market it{};
  for (std::size_t i = 0; i < 3; ++i) it.placed[i] = dice.between(0, 40), it.units[i] = dice.between(1, 60);
  for (auto& [when, units] : it.lots) when = dice.between(0, length - 1), units = dice.between(1, 25);
  it.cap = dice.between(0, 30);
  it.tenths = dice.between(1, 9);
  it.period = static_cast<std::size_t>(dice.between(0, 3));
  it.shared_period = static_cast<std::size_t>(dice.between(0, 3));
  return it;
}

std::string scenario_of(const Market& it) {
  std::string lots, orders;
  for (std::size_t k = 0; k < it.lots.size(); ++k)
    lots += (k ? ",\"l" : "\"l") + std::to_string(k) + R"(": {"product": "u", "at": ")" +
            day_at(first_day + it.lots[k].first) + R"(", "units": )" + std::to_string(it.lots[k].second) + "}";
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string who(1, static_cast<char>('a' + static_cast<int>(i)));
    orders += (i ? ",\"o" : "\"o") + who + R"(": {"organisation": ")" + who + R"(", "units": )" +
              std::to_string(it.units[i]) + R"(, "placed": ")" + day_at(first_day + it.placed[i]) +
              R"(", "supplier": "s", "product": "u"})";
  }
  return R"({"allot": 1, "start": ")" + day_at(first_day) + R"(", "end": ")" + day_at(first_day + length) +
         R"(", "products": {"u": {}}, "organisations": {"a": {"priority": 3}, "b": {"priority": 2}, "c": {"priority": 1}},
          "suppliers": {"s": {"supply": {)" +
         lots + R"(}, "allocation": {"caps": [{"organisation": "b", "units": )" + std::to_string(it.cap) +
         R"(, "per": )" + calendars[it.period].word + R"(}, {"organisation": "c", "share": 0.)" +
         std::to_string(it.tenths) + R"(, "of": {"organisation": ["a", "b"]}, "per": )" +
         calendars[it.shared_period].word + "}]}}}, \"orders\": {" + orders + "}}";
}

class Loop {
 public:
  explicit Loop(const Market& market) : market_(market) {}

  std::array<int, 3> awarded() {
    for (int day_number = 0; day_number < length; ++day_number) {
      begin(day_number);
      while (serve(day_number)) {
      }
    }
    return all_;
  }

 private:
  static bool begins(std::size_t calendar, int day_number) {
    const auto& days = calendars[calendar].begins;
    return std::find(days.begin(), days.end(), day_number) != days.end();
  }

  void begin(int day_number) {
    if (begins(market_.period, day_number)) of_b_ = 0;
    if (begins(market_.shared_period, day_number)) of_others_ = of_c_ = 0;
    for (const auto& [when, units] : market_.lots)
      if (when == day_number) stock_ += units;
  }

  // One after the other, each by what its cap says before; whether anybody got something.
  bool serve(int day_number) {
    const std::array<int, 3> most = {stock_, market_.cap - of_b_, of_others_ * market_.tenths / 10 - of_c_};
    int given = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      if (market_.placed[i] > day_number) continue;
      const int units = std::max(0, std::min({market_.units[i] - all_[i], most[i], stock_}));
      stock_ -= units;
      all_[i] += units;
      given += units;
      if (i == 1) of_b_ += units;
      (i == 2 ? of_c_ : of_others_) += units;
    }
    return given > 0;
  }

  const Market& market_;
  std::array<int, 3> all_{};
  int stock_ = 0, of_b_ = 0, of_c_ = 0, of_others_ = 0;
};

}  // namespace

TEST_CASE("the best reserve levels earn what the best of all issue policies earns, and the scenario earns it too",
          "[theory][contracts]") {
  // source: Topkis (1968), Optimal ordering and rationing policies in a nonstationary dynamic inventory model with n demand
  //         classes, Management Science 15(3), 160-176: critical levels by stage are optimal
  const Levels levels = best_levels();
  const int best = best_of_all(0, stock);
  CHECK(earned_in_all(levels) == best);
  CHECK(earned_in_all({}) < best);
  CHECK(levels[0] > levels[1]);
  int sum = 0;
  for (const Course& course : courses()) sum += earned_by_scenario(levels, course);
  CHECK(sum == best);
}

TEST_CASE("any reserve levels earn in a scenario what they earn by the textbook's policy", "[theory][contracts]") {
  Dice dice(5);
  for (int i = 0; i < 60; ++i) {
    const Levels levels{dice.between(0, stock), dice.between(0, stock), dice.between(0, stock)};
    const Course course = courses()[static_cast<std::size_t>(dice.between(0, 215))];
    CAPTURE(scenario_of(levels, course));
    CHECK(earned_by_scenario(levels, course) == earned(levels, course));
  }
}

TEST_CASE("caps of periods and shares of what others get give what a loop over days gives", "[theory][contracts]") {
  Dice dice(11);
  for (int i = 0; i < 200; ++i) {
    const Market it = market(dice);
    CAPTURE(scenario_of(it));
    const stories::Told found = told(scenario_of(it));
    const std::array<int, 3> right = Loop(it).awarded();
    CHECK(units_of(found, "a") == right[0]);
    CHECK(units_of(found, "b") == right[1]);
    CHECK(units_of(found, "c") == right[2]);
  }
}

}  // namespace allot::theory::contracts_test
