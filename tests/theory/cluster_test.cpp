#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "theory/queues.hpp"

/// The jobs of data/scenarios/cluster-shares against loops of our own that know nothing of slices, markets or divisions: who
/// starts when on a cluster whose GPUs come back.
namespace allot::theory::cluster_test {
namespace {

struct Job {
  std::string id, owner;
  int gpus = 0;
  Time placed = 0, length = 0;
};

// Lines "job-001,vc6ye,1,2020-09-01T00:05:47,555s", all of the first days of a month.
std::vector<Job> jobs() {
  std::ifstream file(ALLOT_SOURCE_DIR "/data/scenarios/cluster-shares-jobs.csv");
  std::vector<Job> out;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream cells(line);
    Job it;
    std::string when;
    cells >> it.id >> it.owner >> it.gpus >> when >> it.length;
    const auto number = [&](std::size_t at) { return std::stoll(when.substr(at, 2)); };
    it.placed = (number(8) - 1) * day + number(11) * 3600 + number(14) * 60 + number(17);
    out.push_back(it);
  }
  return out;
}

// Earlier jobs first; one that fits starts ahead of one that does not.
std::map<std::string, Time> first_come_first_fit(const std::vector<Job>& jobs, int gpus) {
  std::map<std::string, Time> starts;
  std::multimap<Time, int> running;
  std::set<Time> moments;
  for (const Job& it : jobs) moments.insert(it.placed);
  while (!moments.empty()) {
    const Time now = *moments.begin();
    moments.erase(moments.begin());
    for (; !running.empty() && running.begin()->first <= now; running.erase(running.begin()))
      gpus += running.begin()->second;
    for (const Job& it : jobs) {
      if (it.placed > now || starts.contains(it.id) || it.gpus > gpus) continue;
      gpus -= it.gpus;
      starts[it.id] = now;
      running.emplace(now + it.length, it.gpus);
      moments.insert(now + it.length);
    }
  }
  return starts;
}

std::map<std::string, Time> starts_of(const model::Model& model) {
  const engine::Observations seen = engine::simulate(model, seed, 0, {});
  std::map<std::string, Time> starts;
  for (const engine::DeliveryRecord& it : seen.deliveries) {
    const auto order = static_cast<std::size_t>(seen.promises[static_cast<std::size_t>(it.promise)].order);
    starts[std::string(model.order_ids[order])] = it.at;
  }
  return starts;
}

model::Model variant(const std::string& name) {
  return model::compile(check(edited(read(ALLOT_SOURCE_DIR "/data/scenarios/cluster-shares.json"), name, {})));
}

const std::vector<std::pair<std::string, double>> teams = {{"vc6ye", 27}, {"vcvp5", 22}, {"vc4om", 12}, {"vcvly", 12}};

// What each has received in all is brought to one level per weight; whole GPUs by largest remainder and what is carried.
class FairShare {
 public:
  std::array<int, 4> divide(int free, const std::array<int, 4>& claims) {
    std::array<double, 4> real = awards(free, claims);
    std::array<int, 4> whole{};
    int left = std::min(free, claims[0] + claims[1] + claims[2] + claims[3]);
    std::array<double, 4> due{};
    for (std::size_t i = 0; i < 4; ++i) {
      whole[i] = static_cast<int>(std::floor(real[i] + 1e-9));
      left -= whole[i];
      due[i] = real[i] - whole[i] + carry_[i];
    }
    while (left > 0) {
      std::size_t best = 4;
      for (std::size_t i = 0; i < 4; ++i)
        if (whole[i] < claims[i] && whole[i] <= std::floor(real[i] + 1e-9) && (best == 4 || due[i] > due[best] + 1e-9))
          best = i;
      ++whole[best];
      --left;
    }
    for (std::size_t i = 0; i < 4; ++i) {
      if (claims[i] > 0) carry_[i] += real[i] - whole[i];
      received_[i] += whole[i];
    }
    return whole;
  }

 private:
  std::array<double, 4> awards(int free, const std::array<int, 4>& claims) const {
    std::array<double, 4> out{};
    const auto at = [&](double level) {
      double sum = 0;
      for (std::size_t i = 0; i < 4; ++i)
        sum += out[i] = std::clamp(level * teams[i].second - received_[i], 0.0, static_cast<double>(claims[i]));
      return sum;
    };
    double low = 0, high = 1e6;
    for (int i = 0; i < 200; ++i) (at((low + high) / 2) < free ? low : high) = (low + high) / 2;
    at(high);
    return out;
  }

  std::array<double, 4> carry_{}, received_{};
};

// Jobs of one GPU each; within a team, first come first served.
std::map<std::string, Time> fair_starts(const std::vector<Job>& jobs, int gpus) {
  std::map<std::string, Time> starts;
  std::multiset<Time> running;
  std::set<Time> moments;
  FairShare rule;
  for (const Job& it : jobs) moments.insert(it.placed);
  while (!moments.empty()) {
    const Time now = *moments.begin();
    moments.erase(moments.begin());
    for (; !running.empty() && *running.begin() <= now; running.erase(running.begin())) ++gpus;
    std::array<int, 4> claims{};
    const auto team = [](const Job& it) {
      std::size_t i = 0;
      while (teams[i].first != it.owner) ++i;
      return i;
    };
    for (const Job& it : jobs)
      if (it.placed <= now && !starts.contains(it.id)) ++claims[team(it)];
    if (gpus == 0 || claims == std::array<int, 4>{}) continue;
    std::array<int, 4> given = rule.divide(gpus, claims);
    for (const Job& it : jobs) {
      if (it.placed > now || starts.contains(it.id) || given[team(it)] == 0) continue;
      --given[team(it)];
      --gpus;
      starts[it.id] = now;
      running.insert(now + it.length);
      moments.insert(now + it.length);
    }
  }
  return starts;
}

std::string single_gpus(const std::vector<Job>& jobs, int gpus) {
  std::string orders, organisations;
  for (const auto& [id, weight] : teams)
    organisations +=
        (organisations.empty() ? "" : ", ") + ("\"" + id + R"(": {"weight": )" + std::to_string(weight) + "}");
  for (const Job& it : jobs)
    orders += (orders.empty() ? "" : ", ") +
              ("\"" + it.id + R"(": {"organisation": ")" + it.owner + R"(", "placed": ")" +
               format_date(Date{1598918400} + it.placed) + R"(", "term": ")" + std::to_string(it.length) + "s\"}");
  return R"({"allot": 1, "start": "2020-09-01", "end": "2020-12-01", "products": {"gpu": {}}, "organisations": {)" +
         organisations + R"(}, "suppliers": {"cluster": {"stock": {"gpu": )" + std::to_string(gpus) +
         R"(}, "allocation": {"rules": {"organisation": "fair_share"}}}},
      "defaults": {"orders": {"supplier": "cluster", "product": "gpu", "units": 1}}, "orders": {)" +
         orders + "}}";
}

}  // namespace

TEST_CASE("jobs of a cluster start when a loop of our own starts them, first come and as they fit",
          "[theory][leases]") {
  const std::vector<Job> all = jobs();
  REQUIRE(all.size() == 503);
  CHECK(starts_of(variant("first-come")) == first_come_first_fit(all, 73));
  CHECK(starts_of(variant("short-first-come")) == first_come_first_fit(all, 48));
}

TEST_CASE("jobs of one GPU start when a loop of our own levels what teams have received", "[theory][leases]") {
  const std::vector<Job> all = jobs();
  for (const int gpus : {5, 12, 20}) {
    CAPTURE(gpus);
    CHECK(starts_of(compiled(single_gpus(all, gpus))) == fair_starts(all, gpus));
  }
}

}  // namespace allot::theory::cluster_test
