#include <string>
#include <vector>

#include "support/catch.hpp"
#include "theory/queues.hpp"

/// Formulas: Gross, Shortle, Thompson and Harris (2008), Fundamentals of Queueing Theory, chapters 2, 3, 5
/// and 6, where no other source stands beside them. docs/model.md says which queues cannot be stated.
namespace allot::theory::queues_test {
namespace {

struct Station {
  const char* name;
  std::string gaps, service;
  int servers;
  double rate, stay;
};

// About 40,000 customers after the first 3,000, in each of 24 replications.
std::string long_run(const Station& it) {
  const auto years = static_cast<int>(std::ceil(45000 / it.rate / 365.25));
  return queue(it.gaps, station(it.service, it.servers), std::to_string(2000 + years) + "-01-01");
}

void check_stay(const Station& it) {
  CAPTURE(it.name);
  const model::Model model = compiled(long_run(it));
  const Found stay = measured(24, [&](std::size_t r) { return mean(stays(model, r, 3000, 43000)); });
  CAPTURE(stay.mean, it.stay);
  CHECK(stay.holds(it.stay));
  CHECK(stay.is_sharp(it.stay, 0.05));
}

void check_found(const Found& it, double exact, double part) {
  CAPTURE(it.mean, exact);
  CHECK(it.holds(exact));
  CHECK(it.is_sharp(exact, part));
}

/// Units in transit at the end.
double on_the_way(const model::Model& model, std::size_t replication) {
  const engine::Observations seen = engine::simulate(model, seed, replication, {});
  return static_cast<double>(seen.gauges[engine::Layout(model).of(0, engine::OrganisationLevel::in_transit)].level);
}

}  // namespace

TEST_CASE("one server: customers stay as long as Pollaczek and Khinchine say", "[theory][queues]") {
  check_stay({"M/M/1, half busy", exponential(2), exponential(1), 1, 0.5, 2});
  check_stay({"M/M/1, busy four fifths", exponential(1.25), exponential(1), 1, 0.8, 5});
  check_stay({"M/D/1, half busy", exponential(2), days(1), 1, 0.5, 1.5});
  check_stay({"M/D/1, busy four fifths", exponential(1.25), days(1), 1, 0.8, 3});
  check_stay({"M/E2/1", exponential(1.25), R"({"erlang": {"shape": 2, "mean": "1d"}})", 1, 0.8, 4});
  check_stay({"M/U/1", exponential(1 / 0.85), R"({"uniform": {"min": "12h", "max": "36h"}})", 1, 0.85,
              1 + 0.85 * (13. / 12) / (2 * 0.15)});
  check_stay({"M/G/1, one in ten ten times as long", exponential(1.25), R"({"discrete": [["0.5d", 0.9], ["5d", 0.1]]})",
              1, 0.8, 0.95 + 0.8 * (0.9 * 0.25 + 0.1 * 25) / (2 * (1 - 0.8 * 0.95))});
}

// GI/M/1: sigma solves sigma = A*(mu (1 - sigma)); with gaps of 1.25 it is 0.628629796497
TEST_CASE("regular arrivals halve the wait", "[theory][queues]") {
  check_stay({"D/M/1", days(1.25), exponential(1), 1, 0.8, 2.69273083992});
}

// Erlang (1917); the fifty servers are those of Garnett, Mandelbaum and Reiman (2002), MSOM 4, 208-227,
// without impatience
TEST_CASE("several servers: customers stay as long as Erlang says", "[theory][queues]") {
  check_stay({"M/M/2", exponential(1), exponential(1), 2, 1, 4. / 3});
  check_stay({"M/M/3", exponential(5), exponential(10), 3, 0.2, 14.4444444444});
  check_stay({"M/M/50", exponential(1. / 48), exponential(1), 50, 48, 1.3472278056});
}

// The stay in M/M/1 is exponential with rate mu - lambda
TEST_CASE("in M/M/1 one customer in ten stays longer than 2.3 times the mean", "[theory][queues]") {
  const model::Model model = compiled(queue(exponential(1.25), station(exponential(1), 1), "2150-01-01"));
  const Found tenth = measured(24, [&](std::size_t r) { return quantile_of(stays(model, r, 3000, 43000), 0.9); });
  check_found(tenth, 11.512925465, 0.06);
  const Found longer = measured(24, [&](std::size_t r) {
    double count = 0;
    for (const double stay : stays(model, r, 3000, 43000)) count += stay > 5;
    return count / 40000;
  });
  check_found(longer, std::exp(-1), 0.04);
}

// Jackson (1957): each station of a row is an M/M/1 of its own
TEST_CASE("two stations in a row are two queues with the same arrivals", "[theory][queues]") {
  const std::string stages = R"({"stage": "one", "servers": 1, "delay": )" + exponential(1) +
                             R"(}, {"stage": "two", "servers": 1, "delay": )" + exponential(0.8) + "}";
  const model::Model model = compiled(queue(exponential(2), stages, "2250-01-01"));
  check_found(measured(24, [&](std::size_t r) { return mean(stays(model, r, 3000, 43000)); }),
              1 / (1 - 0.5) + 1 / (1.25 - 0.5), 0.03);
}

// Law and Kelton, Simulation Modeling and Analysis, chapter 9: from an empty start, by the embedded chain
TEST_CASE("the first customers of an empty queue wait less than those to come", "[theory][queues]") {
  const auto first = [](double rate, std::size_t customers, std::size_t replications) {
    const model::Model model = compiled(queue(exponential(1), station(exponential(1 / rate), 1), "2000-07-01"));
    return measured(replications, [&](std::size_t r) { return mean(stays(model, r, 0, customers)); });
  };
  check_found(first(1 / 0.9, 25, 20000), 2.12448934653 + 0.9, 0.03);
  check_found(first(2, 10, 10000), 0.323475167443 + 0.5, 0.03);
}

// Palm (1938): Poisson, whatever the distribution of the delay
TEST_CASE("a stage without servers holds a Poisson number of units, with the mean of rate times delay",
          "[theory][queues]") {
  const auto holds = [](const std::string& delay, const std::string& every, const std::string& end,
                        std::size_t replications) {
    const model::Model model = compiled(queue(every, R"({"stage": "way", "delay": )" + delay + "}", end));
    std::vector<double> counts;
    for (std::size_t r = 0; r < replications; ++r) counts.push_back(on_the_way(model, r));
    return counts;
  };
  const auto share_up_to = [](const std::vector<double>& counts, double most) {
    std::vector<double> hits;
    for (const double count : counts) hits.push_back(count <= most);
    return found(hits);
  };
  const std::vector<double> steady = holds(exponential(3), exponential(0.2), "2000-03-01", 10000);
  check_found(found(steady), 15, 0.02);
  CHECK(std::pow(estimate(steady).sd, 2) == Approx(15).epsilon(0.06));
  check_found(share_up_to(steady, 10), 0.118464411529, 0.15);
  const std::vector<double> lognormal =
      holds(R"({"lognormal": {"mean": "3d", "cv": 1}})", exponential(0.2), "2000-04-01", 10000);
  check_found(found(lognormal), 15, 0.02);
  const std::vector<double> early = holds(exponential(3), exponential(0.2), "2000-01-03", 10000);
  check_found(found(early), 7.29874321451, 0.02);
  const std::vector<double> fixed = holds(days(4), exponential(1. / 3), "2000-01-07", 10000);
  check_found(found(fixed), 12, 0.02);
  check_found(share_up_to(fixed, 10), 0.347229417554, 0.1);
}

// Cox (1962), Renewal Theory: m(t) = t/mean - 1/4 + exp(-4t/mean)/4 for Erlang gaps of two phases; e - 1 for
// uniform ones
TEST_CASE("a stream that begins at once has placed as many orders as the renewal function says", "[theory][queues]") {
  const auto placed = [](const std::string& gaps, const std::string& end) {
    const model::Model model = compiled(queue(gaps, "", end));
    return measured(
        20000, [&](std::size_t r) { return static_cast<double>(engine::simulate(model, seed, r, {}).orders.size()); });
  };
  check_found(placed(R"({"erlang": {"shape": 2, "mean": "1d"}})", "2000-01-04"), 2.75000153605, 0.02);
  check_found(placed(R"({"uniform": {"min": "0d", "max": "1d"}})", "2000-01-02"), 1.71828182846, 0.02);
}

}  // namespace allot::theory::queues_test
