#include "allot/distribution.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "random/key.hpp"
#include "support/catch.hpp"

namespace distribution_test {

using namespace allot;

namespace {

using Family = Distribution::Family;

Distribution of(Family family, std::vector<double> parameters) {
  Distribution distribution;
  distribution.family = family;
  distribution.parameters = std::move(parameters);
  return distribution;
}

Distribution shifted(Distribution distribution, double plus) {
  distribution.plus += plus;
  return distribution;
}

Distribution discrete(std::vector<std::pair<double, double>> values) {
  Distribution distribution = of(Family::discrete, {});
  distribution.values = std::move(values);
  return distribution;
}

Distribution mixture(std::vector<Distribution::Part> parts) {
  Distribution distribution = of(Family::mixture, {});
  distribution.parts = std::move(parts);
  return distribution;
}

struct Known {
  std::string name;
  Distribution distribution;
  double mean, sd;
  std::array<double, 9> quantiles;
};

constexpr std::array<double, 9> shares{0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

// Source: closed forms, and quantiles of the gamma and beta distributions, computed to twelve figures with an
// independent program.
std::vector<Known> known_distributions() {
  return {
      {"lognormal mu=3 sigma=0.5",
       of(Family::lognormal, {3, 0.5}),
       22.7598950935,
       12.1296664577,
       {6.27658512689, 8.82486395224, 10.582738361, 14.3357314702, 20.0855369232, 28.1414864901, 38.1213991816,
        45.7150156281, 64.2752046435}},
      {"lognormal mean 60 sd 30",
       from_mean_sd(Family::lognormal, 60, 30),
       60,
       30,
       {17.8830061783, 24.6746310871, 29.2942873565, 39.0232190005, 53.66563146, 73.8022150342, 98.3126834578,
        116.719070281, 161.046748588}},
      {"lognormal mean 90 cv 0.4",
       from_mean_sd(Family::lognormal, 90, 36),
       90,
       36,
       {34.1023662849, 44.3412144604, 51.0026638861, 64.4410178352, 83.5629021797, 108.358912619, 136.909684488,
        157.477838748, 204.758771352}},
      {"lognormal p10=36 p90=52",
       from_p10_p90(Family::lognormal, 36, 52),
       43.7141979843,
       6.30402548644,
       {30.9887269067, 34.1716552196, 36, 39.2759840135, 43.2666153056, 47.6627141756, 52, 54.7822453425, 60.40906442}},
      {"lognormal p10=8 p90=12",
       from_p10_p90(Family::lognormal, 8, 12),
       9.92132634666,
       1.57935539077,
       {6.78125389031, 7.55318765122, 8, 8.80636277906, 9.79795897113, 10.9012088655, 12, 12.7098656134,
        14.1566739062}},
      {"lognormal p50=40 p90=65",
       from_median_p90(Family::lognormal, 40, 65),
       42.9759540856,
       16.8832004307,
       {16.5693909522, 21.4502632664, 24.6153846154, 30.9803527092, 40, 51.6456353812, 65, 74.5911590981,
        96.5635975767}},
      {"lognormal median 45 gsd 1.8",
       from_median_sigma(45, std::log(1.8)),
       53.4854188283,
       34.3593941134,
       {11.4646252746, 17.1130180292, 21.1869106571, 30.2714919227, 45, 66.8946216846, 95.5778797945, 118.330968655,
        176.630282412}},
      {"shifted lognormal p10/p50/p90 = 30/45/80",
       shifted(of(Family::lognormal, {std::log(26.25), std::log(35.0 / 15) / 1.2815515655446004}), 18.75),
       51.4124360317,
       24.184342122,
       {24.3884038175, 27.5978187402, 30, 35.5558504718, 45, 59.751346594, 80, 96.6293644209, 140.958788569}},
      {"gamma shape 2.5 scale 12",
       of(Family::gamma, {2.5, 12}),
       30,
       18.973665961,
       {3.32578846037, 6.87285735637, 9.66184792177, 16.0476168566, 26.1087611466, 39.754078583, 55.4181413987,
        66.4229861611, 90.5176348163}},
      {"gamma shape 4 rate 0.1",
       of(Family::gamma, {4, 10}),
       40,
       20,
       {8.23248686345, 13.6631839675, 17.4476956282, 25.353202119, 36.7206074885, 51.0942748512, 66.8078306826,
        77.5365652793, 100.451175148}},
      {"gamma mean 40 cv 0.5",
       from_mean_sd(Family::gamma, 40, 20),
       40,
       20,
       {8.23248686345, 13.6631839675, 17.4476956282, 25.353202119, 36.7206074885, 51.0942748512, 66.8078306826,
        77.5365652793, 100.451175148}},
      {"gamma p10=20 p90=60",
       from_p10_p90(Family::gamma, 20, 60),
       38.5821450895,
       16.0162565303,
       {11.1843557772, 16.5138906822, 20, 26.9304343641, 36.3899875202, 47.8542914033, 60, 68.1344898871,
        85.2084349452}},
      {"Erlang 3 mean 21",
       of(Family::erlang, {3, 21}),
       21,
       12.124355653,
       {3.05231615555, 5.72384013015, 7.71445729775, 12.091095925, 18.7184221961, 27.442814422, 37.2562423648,
        44.0705553531, 58.8416284042}},
      {"weibull shape 1.8 scale 50",
       of(Family::weibull, {1.8, 50}),
       44.4643366226,
       25.5613393808,
       {3.88213222846, 9.60145388862, 14.3223167791, 25.024534271, 40.7886850693, 59.948537341, 79.4695845277,
        91.9801031369, 116.799189467}},
      {"weibull shape 0.5 scale 1",
       of(Family::weibull, {0.5, 1}),
       2,
       4.472135955,
       {0.000101009250768, 0.00263100204913, 0.0111008382597, 0.0827609748102, 0.480453013918, 1.92181205567,
        5.30189811048, 8.97441185481, 21.2075924419}},
      {"weibull p10=15 p90=70",
       from_p10_p90(Family::weibull, 15, 70),
       40.9008435985,
       21.3579235927,
       {4.63898754797, 10.4703324892, 15, 24.771968677, 38.4325824111, 54.3304492628, 70, 79.8319379159,
        98.9559173441}},
      {"weibull mean 24 cv 0.6",
       from_mean_sd(Family::weibull, 24, 14.399999999999999),
       24,
       14.4,
       {1.84722434324, 4.77283971357, 7.25838183682, 13.0285341822, 21.7427741357, 32.5558974223, 43.7485535727,
        50.9944217773, 65.5055980253}},
      {"exponential mean 14",
       of(Family::exponential, {14}),
       14,
       14,
       {0.140704701949, 0.718106121426, 1.47504721921, 4.02754901432, 9.70406052784, 19.4081210557, 32.2361913019,
        41.9402518298, 64.4723826038}},
      {"exponential rate 0.05",
       of(Family::exponential, {20}),
       20,
       20,
       {0.20100671707, 1.02586588775, 2.10721031316, 5.75364144904, 13.8629436112, 27.7258872224, 46.0517018599,
        59.9146454711, 92.1034037198}},
      {"uniform 0.5..1",
       of(Family::uniform, {0.5, 1}),
       0.75,
       0.144337567297,
       {0.505, 0.525, 0.55, 0.625, 0.75, 0.875, 0.95, 0.975, 0.995}},
      {"triangular 60/90/150",
       of(Family::triangular, {60, 90, 150}),
       100,
       18.7082869339,
       {65.1961524227, 71.6189500386, 76.4316767252, 85.9807621135, 98.0384757729, 113.257653858, 126.762099923,
        133.568323275, 142.651530772}},
      {"PERT 30/45/120 lambda 4",
       of(Family::pert, {30, 45, 120}),
       55,
       15.2362350055,
       {31.5952126626, 34.3557485744, 36.8393699762, 42.9456692677, 52.6758579427, 64.8308300185, 76.6741388473,
        83.6380854221, 95.4861036141}},
      {"PERT 5/10/15 lambda 4",
       of(Family::pert, {5, 10, 15}),
       10,
       1.88982236505,
       {6.05639843551, 6.89255377438, 7.46636453288, 8.5943616479, 10, 11.4056383521, 12.5336354671, 13.1074462256,
        13.9436015645}},
      {"beta(2,5)",
       of(Family::beta, {2, 5, 0, 1}),
       0.285714285714,
       0.15971914125,
       {0.0267631911428, 0.0628498917084, 0.0925952589131, 0.16116291679, 0.264449983296, 0.389479485201,
        0.510316306551, 0.581803409252, 0.70568632832}},
      {"discrete empirical lead time",
       discrete({{28, 0.1}, {30, 0.2}, {35, 0.15}, {35, 0.15}, {42, 0.2}, {60, 0.15}, {90, 0.05}}),
       41.2,
       15.0419413641,
       {28, 28, 28, 30, 35, 42, 60, 60, 90}},
  };
}

/// One of each family, with a shift.
std::vector<Distribution> one_of_each() {
  std::vector<Distribution> all{
      of(Family::fixed, {5}),
      of(Family::uniform, {2, 7}),
      of(Family::triangular, {60, 90, 150}),
      of(Family::triangular, {60, 60, 150}),
      of(Family::triangular, {60, 150, 150}),
      of(Family::pert, {30, 45, 120}),
      of(Family::pert, {30, 30, 120}),
      of(Family::normal, {10, 6}),
      of(Family::normal, {-3, 6}),
      of(Family::lognormal, {3, 0.5}),
      of(Family::lognormal, {3, 2}),
      of(Family::gamma, {2.5, 12}),
      of(Family::gamma, {0.3, 12}),
      of(Family::weibull, {1.8, 50}),
      of(Family::weibull, {0.5, 1}),
      of(Family::exponential, {14}),
      of(Family::erlang, {3, 21}),
      of(Family::beta, {2, 5, 0, 1}),
      of(Family::beta, {0.5, 0.5, -4, 6}),
      discrete({{1, 0.2}, {3, 0.5}, {3, 0.1}, {8, 0.2}}),
      mixture({{of(Family::lognormal, {3, 0.5}), 0.7}, {shifted(of(Family::gamma, {9, 10}), 20), 0.3}}),
      mixture({{of(Family::fixed, {5}), 1},
               {of(Family::uniform, {3, 10}), 2},
               {of(Family::normal, {2, 1}), 1},
               {of(Family::triangular, {20, 25, 40}), 2}}),
  };
  const std::size_t count = all.size();
  for (std::size_t i = 0; i < count; ++i) all.push_back(shifted(all[i], 2.75));
  return all;
}

}  // namespace

TEST_CASE("distributions have the means, deviations and quantiles of the tables", "[random]") {
  for (const Known& known : known_distributions()) {
    CAPTURE(known.name);
    REQUIRE(validation_error(known.distribution) == "");
    CHECK(mean(known.distribution) == Approx(known.mean).epsilon(1e-9));
    CHECK(standard_deviation(known.distribution) == Approx(known.sd).epsilon(1e-9));
    for (std::size_t i = 0; i < shares.size(); ++i) {
      CAPTURE(shares[i]);
      CHECK(quantile(known.distribution, shares[i]) == Approx(known.quantiles[i]).epsilon(1e-9));
    }
  }
}

// Source: what a normal(15, 3) is expected to exceed 18.6 by, 0.168307352151 (loss function of Snyder and
// Shen (2019), Fundamentals of Supply Chain Theory, as printed in the documentation of stockpyl).
TEST_CASE("a normal distribution cut at 0 has the mean of what is left above 0", "[random]") {
  const Distribution excess = of(Family::normal, {15 - 18.6, 3});
  CHECK(mean(excess) == Approx(0.1683073521514889).epsilon(1e-12));
  CHECK(quantile(excess, 0.3) == 0);
  CHECK(quantile(excess, 0.95) == Approx(-3.6 + 3 * 1.6448536269514722).epsilon(1e-12));

  const Distribution date = of(Family::normal, {1.7e9, 86400});
  CHECK(mean(date) == 1.7e9);
  CHECK(standard_deviation(date) == Approx(86400).epsilon(1e-12));
}

TEST_CASE("a larger uniform is never a smaller draw", "[random]") {
  for (const Distribution& distribution : one_of_each()) {
    CAPTURE(static_cast<int>(distribution.family), distribution.parameters, distribution.plus);
    double before = quantile(distribution, 0x1p-53);
    for (int i = 1; i < 500; ++i) {
      const double now = quantile(distribution, i / 500.0);
      CHECK(now >= before);
      before = now;
    }
    CHECK(quantile(distribution, 1 - 0x1p-53) >= before);
  }
}

TEST_CASE("every draw lies in the support, and the support is no wider than it must be", "[random]") {
  for (const Distribution& distribution : one_of_each()) {
    CAPTURE(static_cast<int>(distribution.family), distribution.parameters, distribution.plus);
    const auto [least, most] = support(distribution);
    const double low = quantile(distribution, 0x1p-53), high = quantile(distribution, 1 - 0x1p-53);
    CHECK(least <= low);
    CHECK(high <= most);
    const double spread = standard_deviation(distribution);
    CHECK(low - least <= 0.05 * spread);
    if (std::isfinite(most)) CHECK(most - high <= 0.05 * spread);
  }
}

TEST_CASE("the mean and the deviation are those of the draws", "[random]") {
  // The quantile function is integrated over 20,000 equal cells and, for its unbounded ends, over ever
  // smaller ones.
  for (const Distribution& distribution : one_of_each()) {
    CAPTURE(static_cast<int>(distribution.family), distribution.parameters, distribution.plus);
    const double centre = mean(distribution);
    double first = 0, second = 0;
    const auto add = [&](double from, double to) {
      constexpr double offset = 0.28867513459481288;  // Gauss-Legendre, two points
      for (const double t : {0.5 - offset, 0.5 + offset}) {
        const double off = quantile(distribution, from + t * (to - from)) - centre;
        first += 0.5 * (to - from) * off;
        second += 0.5 * (to - from) * off * off;
      }
    };
    constexpr int cells = 2000;
    for (int i = 1; i < cells - 1; ++i) add(static_cast<double>(i) / cells, static_cast<double>(i + 1) / cells);
    for (double near = 1.0 / cells; near > 0x1p-46; near *= 0.75) {
      add(0.75 * near, near);
      add(1 - near, 1 - 0.75 * near);
    }
    const double sd = standard_deviation(distribution);
    CHECK(std::abs(first) <= 0.001 * sd);
    CHECK(std::sqrt(second) == Approx(sd).epsilon(0.003));
  }
}

TEST_CASE("a shift moves every draw and nothing else", "[random]") {
  const Distribution delay = of(Family::gamma, {2.5, 12});
  const Distribution later = shifted(delay, 5);
  CHECK(mean(later) == mean(delay) + 5);
  CHECK(standard_deviation(later) == standard_deviation(delay));
  CHECK(quantile(later, 0.3) == quantile(delay, 0.3) + 5);
  CHECK(support(later).first == 5);
}

TEST_CASE("a discrete quantile is the smallest value that the share is reached at", "[random]") {
  const Distribution lots = discrete({{256, 0.6}, {2048, 0.3}, {16384, 0.1}});
  CHECK(quantile(lots, 0.6) == 256);
  CHECK(quantile(lots, 0.6000001) == 2048);
  CHECK(quantile(lots, 0.9) == 2048);
  CHECK(quantile(lots, 0.95) == 16384);

  const Distribution without_weight = discrete({{1, 0}, {2, 3}, {3, 1}, {4, 0}});
  CHECK(quantile(without_weight, 1e-9) == 2);
  CHECK(quantile(without_weight, 1 - 1e-9) == 3);
  CHECK(support(without_weight) == std::pair{2.0, 3.0});
}

TEST_CASE("a mixture reaches a share where its parts together do", "[random]") {
  const Distribution halves = mixture({{of(Family::uniform, {0, 1}), 0.5}, {of(Family::uniform, {10, 12}), 0.5}});
  CHECK(quantile(halves, 0.25) == Approx(0.5));
  CHECK(quantile(halves, 0.499) == Approx(0.998));
  CHECK(quantile(halves, 0.501) == Approx(10.004));
  CHECK(quantile(halves, 0.75) == Approx(11));
  CHECK(mean(halves) == Approx(5.75));

  const Distribution customs = mixture({{of(Family::fixed, {3}), 9}, {shifted(of(Family::exponential, {10}), 3.1), 1}});
  CHECK(quantile(customs, 0.1) == 3);
  CHECK(quantile(customs, 0.9) == 3);
  CHECK(quantile(customs, 0.95) == Approx(3.1 + 10 * std::log(2.0)).epsilon(1e-12));

  const Distribution nested = mixture({{shifted(customs, 0.1), 1}, {discrete({{3.1, 1}, {7, 1}}), 1}});
  CHECK(quantile(nested, 0.5) == Approx(3.1));
  CHECK(mean(nested) == Approx((mean(customs) + 0.1 + 5.05) / 2));
}

TEST_CASE("figures that people know give the distribution that has them", "[random]") {
  for (const Family family : {Family::lognormal, Family::gamma, Family::weibull}) {
    for (const double spread : {0.01, 0.1, 0.5, 1.0, 3.0}) {
      CAPTURE(static_cast<int>(family), spread);
      const Distribution by_moments = from_mean_sd(family, 30, 30 * spread);
      REQUIRE(validation_error(by_moments) == "");
      CHECK(mean(by_moments) == Approx(30).epsilon(1e-9));
      CHECK(standard_deviation(by_moments) == Approx(30 * spread).epsilon(1e-9));

      const Distribution by_late_case = from_median_p90(family, 45, 45 * (1 + spread));
      REQUIRE(validation_error(by_late_case) == "");
      CHECK(quantile(by_late_case, 0.5) == Approx(45).epsilon(1e-9));
      CHECK(quantile(by_late_case, 0.9) == Approx(45 * (1 + spread)).epsilon(1e-9));

      const Distribution by_range = from_p10_p90(family, 8, 8 * (1 + spread));
      REQUIRE(validation_error(by_range) == "");
      CHECK(quantile(by_range, 0.1) == Approx(8).epsilon(1e-9));
      CHECK(quantile(by_range, 0.9) == Approx(8 * (1 + spread)).epsilon(1e-9));
    }
  }
  const Distribution yield = beta_from_mean_sd(0.93, 0.02, 0, 1);
  CHECK(validation_error(yield) == "");
  CHECK(mean(yield) == Approx(0.93).epsilon(1e-12));
  CHECK(standard_deviation(yield) == Approx(0.02).epsilon(1e-12));
}

TEST_CASE("figures that no distribution has are a fault", "[random]") {
  CHECK(validation_error(from_mean_sd(Family::lognormal, -1, 2)) == "no lognormal distribution has the figures stated");
  CHECK(validation_error(from_mean_sd(Family::gamma, 1, 0)) != "");
  CHECK(validation_error(from_median_p90(Family::gamma, 45, 45)) == "no gamma distribution has the figures stated");
  CHECK(validation_error(from_median_p90(Family::weibull, 90, 45)) != "");
  CHECK(validation_error(from_p10_p90(Family::lognormal, 0, 45)) != "");
  CHECK(validation_error(from_median_sigma(45, -1)) == "sigma must be positive, found -1");
  CHECK(validation_error(from_median_sigma(-45, 1)) != "");
  CHECK(validation_error(beta_from_mean_sd(0.5, 0.6, 0, 1)) == "no beta distribution has the figures stated");
  CHECK(validation_error(beta_from_mean_sd(1.5, 0.1, 0, 1)) != "");
  CHECK(validation_error(from_mean_sd(Family::exponential, 3, 4)) != "");
}

TEST_CASE("a fault names every parameter that is wrong and what was found", "[random]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const Distribution& sound : one_of_each()) CHECK(validation_error(sound) == "");

  CHECK(validation_error(of(Family::fixed, {infinity})) == "value must be a finite number, found inf");
  CHECK(validation_error(of(Family::uniform, {3, 3})) == "max must be above min (3), found 3");
  const WrittenAs in_weeks{[](double x) { return std::to_string(static_cast<int>(x / 7)) + "w"; },
                           [](double x) { return std::to_string(static_cast<int>(x)) + "d"; }};
  CHECK(validation_error(of(Family::uniform, {56, 28}), in_weeks) == "max must be above min (8w), found 4w");
  CHECK(validation_error(of(Family::normal, {56, -2}), in_weeks) == "sd must be positive, found -2d");
  CHECK(validation_error(of(Family::gamma, {0, 56}), in_weeks) == "shape must be positive, found 0");
  CHECK(validation_error(of(Family::triangular, {3, 2, 5})) == "mode must not be below min (3), found 2");
  CHECK(validation_error(of(Family::pert, {3, 9, 2})) ==
        "max must be above min (3), found 2; mode must not be above max (2), found 9");
  CHECK(validation_error(of(Family::normal, {3, 0})) == "sd must be positive, found 0");
  CHECK(validation_error(of(Family::lognormal, {3, -1})) == "sigma must be positive, found -1");
  CHECK(validation_error(of(Family::gamma, {0, -2.5})) ==
        "shape must be positive, found 0; scale must be positive, found -2.5");
  CHECK(validation_error(of(Family::weibull, {1, 0})) == "scale must be positive, found 0");
  CHECK(validation_error(of(Family::exponential, {-1})) == "mean must be positive, found -1");
  CHECK(validation_error(of(Family::erlang, {2.5, 0})) ==
        "shape must be a whole number of at least 1, found 2.5; mean must be positive, found 0");
  CHECK(validation_error(of(Family::beta, {-1, 0, 4, 3})) ==
        "alpha must be positive, found -1; beta must be positive, found 0; max must be above min (4), found 3");
  CHECK(validation_error(of(Family::beta, {1, 2})) == "beta needs alpha, beta, min, max");
  CHECK(validation_error(shifted(of(Family::fixed, {1}), infinity)) == "plus must be a finite number, found inf");

  CHECK(validation_error(of(Family::lognormal, {3, 300})) ==
        "its mean or standard deviation is too large for a number");

  CHECK(validation_error(discrete({})) == "needs at least one value");
  CHECK(validation_error(discrete({{1, 0}})) == "the weights must not all be 0");
  CHECK(validation_error(discrete({{3, 1}, {2, -1}})) ==
        "the weight of value 2 must be 0 or more, found -1; values must ascend, found 2 after 3");
  CHECK(validation_error(mixture({})) == "needs at least one part");
  CHECK(validation_error(mixture({{of(Family::fixed, {1}), 1}, {of(Family::lognormal, {1, 0}), -2}})) ==
        "the weight of part 2 must be 0 or more, found -2; part 2: sigma must be positive, found 0");
}

TEST_CASE("a gamma distribution with next to no spread is next to normal", "[random]") {
  const Distribution month = from_mean_sd(Family::gamma, 2'592'000, 1);
  CHECK(quantile(month, 0.5) == Approx(2'592'000).margin(1e-5));
  CHECK(quantile(month, 0.9) == Approx(2'592'001.2815515655).margin(1e-5));
  double before = 0;
  for (int i = 1; i < 1'000; ++i) {
    CHECK(quantile(month, i / 1e3) > before);
    before = quantile(month, i / 1e3);
  }
}

}  // namespace distribution_test
