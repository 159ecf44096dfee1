#include <string>
#include <vector>

#include "support/catch.hpp"
#include "theory/queues.hpp"

/// Queues whose servers are units that come back: a stock of c, a stream of orders, and a term. Formulas: Gross, Shortle,
/// Thompson and Harris (2008), Fundamentals of Queueing Theory, chapters 2 and 4, where no other source stands beside them.
namespace allot::theory::leases_test {
namespace {

struct Fleet {
  int units = 1;
  std::string gaps, term;
  std::string more = "";  // of the stream
  std::string rule = "fifo";
  int size = 1;  // of an order
};

std::string stream(const std::string& id, const Fleet& it, const std::string& more) {
  return R"({"id": ")" + id + R"(", "organisation": ")" + id + R"(", "supplier": "s", "product": "u", "every": )" +
         it.gaps + R"(, "units": )" + std::to_string(it.size) + R"(, "term": )" + it.term + it.more + more + "}";
}

std::string scenario(const Fleet& it, const std::string& streams, double days) {
  return R"({"allot": 1, "name": "fleet", "start": "2000-01-01", "end": ")" +
         format_date(Date{946684800} + std::llround(days) * day).substr(0, 10) + R"(",
    "products": {"u": {}}, "organisations": {"a": {}, "b": {}},
    "suppliers": {"s": {"stock": {"u": )" +
         std::to_string(it.units) + R"(}, "allocation": {"levels": ["order"], "rules": {"order": ")" + it.rule +
         R"("}}}}, "streams": [)" + streams + "]}";
}

// So many orders on average.
model::Model fleet(const Fleet& it, double rate, double orders) {
  return compiled(scenario(it, stream("a", it, ""), orders / rate));
}

void check_found(const Found& it, double exact, double part) {
  CAPTURE(it.mean, exact);
  CHECK(it.holds(exact));
  CHECK(it.is_sharp(exact, part));
}

// About 20,000 orders after the first 2,000, in each of 16 replications.
constexpr double orders = 23000;
constexpr std::size_t first = 2000, last = 22000, replications = 16;

Found measured_waits(const model::Model& model, double (*of)(const std::vector<double>&)) {
  return measured(replications, [&](std::size_t r) { return of(stays(model, r, first, last)); });
}

double share_that_waits(const std::vector<double>& waits) {
  return static_cast<double>(std::count_if(waits.begin(), waits.end(), [](double it) { return it > 0; })) /
         static_cast<double>(waits.size());
}

Units level(const engine::Observations& seen, const model::Model& model, engine::OrganisationLevel level) {
  return seen.gauges[engine::Layout(model).of(0, level)].level;
}

// Of the orders of a run, those that were cancelled.
Found measured_loss(const model::Model& model) {
  return measured(replications, [&](std::size_t r) {
    const engine::Observations seen = engine::simulate(model, seed, r, {});
    return static_cast<double>(level(seen, model, engine::OrganisationLevel::cancelled)) /
           static_cast<double>(level(seen, model, engine::OrganisationLevel::ordered));
  });
}

const std::string served_at_once_or_lost = R"(, "patience": "0d")";
const std::string lognormal = R"({"lognormal": {"mean": "1d", "cv": 1.5}})";

}  // namespace

// Erlang (1917), the delay formula
TEST_CASE("who waits for a unit to come back waits as long, and as often, as Erlang says", "[theory][leases]") {
  const auto check = [](int units, double rate, double term, double wait, double share) {
    CAPTURE(units);
    const model::Model model = fleet({units, exponential(1 / rate), exponential(term)}, rate, orders);
    check_found(measured_waits(model, mean), wait, 0.15);
    check_found(measured_waits(model, share_that_waits), share, 0.06);
  };
  check(2, 1, 1, 1. / 3, 1. / 3);
  check(3, 0.2, 10, 4.44444444444, 4. / 9);
  check(4, 0.2, 10, 0.869565217391, 0.173913043478);
  check(10, 8, 1, 0.204590075397, 0.409180150796);
}

// Erlang (1917), the loss formula; insensitive to the distribution, Sevastyanov (1957), Theory of Probability and its
// Applications 2(1), 104-112
TEST_CASE("who is served at once or lost is lost as often as Erlang says, whatever the distribution of terms",
          "[theory][leases]") {
  for (const std::string& term : {exponential(1), days(1), lognormal}) {
    CAPTURE(term);
    check_found(measured_loss(fleet({10, exponential(1. / 8), term, served_at_once_or_lost}, 8, orders)),
                0.121661064253, 0.06);
    check_found(measured_loss(fleet({1, exponential(1 / 0.9), term, served_at_once_or_lost}, 0.9, orders)),
                0.473684210526, 0.02);
  }
}

// Palm (1938)
TEST_CASE("a fleet that is never short has a Poisson number of units out, whatever the distribution of terms",
          "[theory][leases]") {
  for (const std::string& term : {exponential(3), days(3)}) {
    CAPTURE(term);
    const model::Model model = fleet({1000, exponential(0.2), term}, 5, 5 * 60);
    std::vector<double> out;
    for (std::size_t r = 0; r < 4000; ++r) {
      const engine::Observations seen = engine::simulate(model, seed, r, {});
      out.push_back(
          static_cast<double>(seen.gauges[engine::Layout(model).of(0, engine::OrganisationLevel::online)].level));
    }
    check_found(found(out), 15, 0.02);
    CHECK(std::pow(estimate(out).sd, 2) == Approx(15).epsilon(0.1));
  }
}

// Palm (1957), Erlang A: patience runs while an order waits for a unit. With a fixed patience Barrer (1957), Operations
// Research 5(5), 644-649
TEST_CASE("who does not wait longer than patience lasts is lost as often as in M/M/c+M and M/M/1+D",
          "[theory][leases]") {
  const auto check = [](int units, double rate, const std::string& patience, double share, double part) {
    CAPTURE(units, patience);
    const std::string more = R"(, "patience": )" + patience;
    check_found(measured_loss(fleet({units, exponential(1 / rate), exponential(1), more}, rate, orders)), share, part);
  };
  check(1, 1.2, exponential(2), 0.366204210859, 0.04);
  check(1, 0.9, exponential(1), 0.340632955267, 0.04);
  check(50, 48, exponential(2), 0.0309122491622, 0.25);
  check(1, 0.9, days(2), 0.218763725364, 0.06);
}

// Cobham (1954), Operations Research 2(1), 70-76; Kleinrock's conservation law
TEST_CASE("an order of a higher tier passes the others, and does not stop what runs", "[theory][leases]") {
  const Fleet high{1, exponential(1 / 0.3), exponential(1)}, low{1, exponential(1 / 0.5), exponential(1)};
  const std::string both = stream("a", high, R"(, "priority": 1)") + ", " + stream("b", low, "");
  Fleet it = high;
  it.rule = "priority";
  const model::Model model = compiled(scenario(it, both, 60000));
  const auto mean_wait_of = [&](engine::Index owner) {
    return measured(replications, [&](std::size_t r) {
      const engine::Observations seen = engine::simulate(model, seed, r, {});
      std::vector<double> waits;
      for (const engine::DeliveryRecord& it : seen.deliveries) {
        const auto& promise = seen.promises[static_cast<std::size_t>(it.promise)];
        if (it.owner == owner && it.at > 2000 * day)
          waits.push_back(static_cast<double>(it.at - seen.orders[static_cast<std::size_t>(promise.order)].placed) /
                          day);
      }
      return mean(waits);
    });
  };
  check_found(mean_wait_of(0), 1.14285714286, 0.1);
  check_found(mean_wait_of(1), 5.71428571429, 0.2);
}

// Burke (1975), Operations Research 23(4), 830-833
TEST_CASE("units of one order that are served one by one wait as in a queue with batches", "[theory][leases]") {
  Fleet it{1, exponential(20), exponential(2)};
  it.size = 8;
  const model::Model model = fleet(it, 0.05, 6000);
  check_found(measured(replications, [&](std::size_t r) { return mean(stays(model, r, 4000, 44000)); }), 43, 0.25);
}

}  // namespace allot::theory::leases_test
