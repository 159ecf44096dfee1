#include "support/catch.hpp"
#include "sweep/asked_designs.hpp"

namespace wrong_design_test {

using namespace allot;
using namespace asked_designs;

struct Wrong {
  std::string axis, said;
};

TEST_CASE("what is wrong with an axis is said at its place, with what would be right", "[sweep][design]") {
  const std::vector<Wrong> all{
      {"/parameters/redy=2024-03-01", "there is no parameter 'redy'"},
      {"/parameters/redy=2024-03-01", "did you mean '/parameters/ready'?"},
      {"/orders/frist/units=3", "first"},
      {"/orders/first/unit=3", "units"},
      {"varaint=base", "did you mean 'variant'?"},
      {"market=1,2", "expected a pointer such as /parameters/hall_ready"},
      {"/parameters/market=", "no value stands behind '='"},
      {"/parameters/market=1,,2", "a value is missing"},
      {"/parameters/market=1,2,1", "the value 1 stands twice"},
      {"/parameters/market=1..2:0", "a step is greater than 0"},
      {"/parameters/market=1..2:-1", "a step is greater than 0"},
      {"/parameters/market=1..2:1d", "expected a step such as 10"},
      {"/parameters/market=2..1:1", "the range ends at 1, which is not above 2"},
      {"/parameters/market=1..1:1", "not above"},
      {"/parameters/market=1..2024-01-01:1", "begins with a number and ends with a date"},
      {"/parameters/market=1..x:1", "expected a number, a date or a duration as an end of a range, found 'x'"},
      {"/orders/first/placed=2024-01-01..2024-02-01:7", "write 7d for days"},
      {"/orders/first/placed=2024-01-01..2024-02-01", "2024-01-01..2024-02-01/10"},
      {"/orders/first/placed=2024-01-01..2024-01-03/5", "values would come twice"},
      {"/orders/first/placed=2024-01-01..2024-01-03/0", "expected a number of equal parts"},
      {"/orders/first/units=5..6/3", "values would come twice"},
      {"/products/gpu/power=1 kW..2 MW:1", "one unit"},
      {"/parameters/share", "a distribution has none: add --sample 100"},
      {"/parameters/market", "there stands 1.0, which is no distribution"},
      {"/orders/second/patience", "nothing stands there"},
      {"/sites/hall/room/main/at", "what varies is /parameters/ready"},
      {R"(/parameters/market={"lognormal": {"median": 1})", "something is still open or missing"},
      {R"(/parameters/market={"lognormal": {"median": 1}})", "'p90' is missing"},
      {R"(/parameters/market={"lognormal": {"median": 1, "p90": 0.5}})", "no such distribution"},
      {R"(/parameters/market={"lognormol": {"median": 1, "p90": 2}})", "did you mean 'lognormal'?"},
      {"/orders/first/units=many", "expected a whole number of units, found 'many'"},
      {"/orders/first/units=1.5", "expected"},
      {"/suppliers/maker/allocation/rules/organisation=proportinal,fifo", "did you mean 'proportional'?"},
      {"/orders/first/placed=2024-02-30", "expected a date"},
      {"variant=base,lat", "did you mean 'late'?"},
      {"variant", "such as variant=base,NAME"},
      {"seed=1,x", "expected a whole number from 0 to 9223372036854775807, found 'x'"},
      {"seed", "such as seed=1..20:1"},
      {"/parameters/market=1..100000001:1", "more than the 10,000,000 points"},
  };
  for (const auto& [axis, said] : all) {
    CAPTURE(axis);
    const std::string message = refused({axis});
    CHECK_THAT(message, ContainsSubstring(said));
    CHECK_THAT(message, ContainsSubstring("--vary:1:"));
  }
}

TEST_CASE("every problem of a design is said at once", "[sweep][design]") {
  const std::string pointers =
      refused({"/parameters/redy=1", "market=1", "/parameters/market=1", "/parameters/market=2"});
  CHECK_THAT(pointers,
             ContainsSubstring("'redy'") && ContainsSubstring("'market'") && ContainsSubstring("varies twice"));
  const std::string values =
      refused({"/parameters/market=2..1", "/orders/first/placed=", "/orders/first/units=1..9:x"});
  CHECK_THAT(values,
             ContainsSubstring("not above") && ContainsSubstring("behind '='") && ContainsSubstring("such as 10"));
  const std::string tried = refused({"/orders/first/units=many,3", "/orders/first/placed=soon"});
  CHECK_THAT(tried, ContainsSubstring("many") && ContainsSubstring("soon"));
}

TEST_CASE("a mark stands under the value that is wrong", "[sweep][design]") {
  CHECK_THAT(refused({"/orders/first/units=100,many,300"}),
             ContainsSubstring("--vary:1:25:") && ContainsSubstring("^~~~\n"));
}

// The second order is placed before the first end; none of the values is wrong by itself.
TEST_CASE("what is wrong only together with other values is left to the points", "[sweep][design]") {
  CHECK(grid({"/start=2024-01-01,2024-06-01", "/end=2024-03-01,2024-12-31"}).points.size() == 4);
}

TEST_CASE("an empty design and one that is too large are refused in words", "[sweep][design]") {
  CHECK_THAT(refused(std::vector<std::string>{}), ContainsSubstring("nothing varies"));
  CHECK_THAT(refused({"/parameters/market=1..2/9999", "/parameters/share=0.1..0.9/9999"}),
             ContainsSubstring("the design has 100,000,000 points, and a sweep may have 10,000,000"));
  CHECK_THAT(refused(samples(20'000'000, {"/parameters/market=1..2"})), ContainsSubstring("20,000,000 points"));
  CHECK_THAT(refused(samples(0, {"/parameters/market=1..2"})), ContainsSubstring("at least 1 point"));
}

std::string refused_correlations(const std::vector<std::string>& correlations, bool is_sampled = true) {
  return refusal([&] {
    SweepRequest asked =
        samples(50, {"/parameters/market=1..2", "/parameters/ready", "/parameters/share", "variant=base,late"});
    if (!is_sampled) asked = request({"/parameters/market=1,2"});
    for (const std::string& it : correlations) asked.correlations.push_back(asked_correlation(it));
    design(asked);
  });
}

TEST_CASE("correlations of what is not there, or that cannot be, are refused", "[sweep][design]") {
  const std::string market = "/parameters/market", ready = "/parameters/ready", share = "/parameters/share";
  CHECK_THAT(refused_correlations({"/parameters/redy," + market + "=0.5"}),
             ContainsSubstring("did you mean '" + ready + "'?"));
  CHECK_THAT(refused_correlations({market + "," + ready + "=1.5"}), ContainsSubstring("between -1 and 1"));
  CHECK_THAT(refused_correlations({market + "," + ready + "=x"}), ContainsSubstring("between -1 and 1"));
  CHECK_THAT(refused_correlations({market + "," + market + "=0.5"}), ContainsSubstring("of two axes"));
  CHECK_THAT(refused_correlations({market + ",variant=0.5"}), ContainsSubstring("has no order"));
  CHECK_THAT(refused_correlations({market + "=0.5"}), ContainsSubstring("expected POINTER,POINTER=RHO"));
  CHECK_THAT(refused_correlations({market + "," + ready + "=0.5", ready + "," + market + "=0.4"}),
             ContainsSubstring("said twice"));
  CHECK_THAT(refused_correlations({market + "," + ready + "=0.5"}, false), ContainsSubstring("add --sample 100"));
  CHECK_THAT(refused_correlations({market + "," + ready + "=0.9", ready + "," + share + "=0.9"}),
             ContainsSubstring("no inputs can have these correlations") && ContainsSubstring("about 0.81"));
}

}  // namespace wrong_design_test
