#include "scenario/families.hpp"

namespace allot::scenario {
namespace {

using Family = Distribution::Family;

constexpr Parametrisation bounds[] = {{{{{"min", 10}, {"max", 30}}}, {}}};
constexpr Parametrisation three_points[] = {{{{{"min", 10}, {"mode", 14}, {"max", 30}}}, {}}};
constexpr Parametrisation mean_and_sd[] = {{{{{"mean", 20}, {"sd", 5}}}, {}}};
constexpr Parametrisation mean_only[] = {{{{{"mean", 20}}}, {}}};
constexpr Parametrisation shape_and_mean[] = {{{{{"shape", 3}, {"mean", 20}}}, {}}};
constexpr Parametrisation of_beta[] = {{{{{"mean", 0.9}, {"sd", 0.05}}}, {"min", "max"}}};
constexpr Parametrisation of_lognormal[] = {
    {{{{"median", 18}, {"p90", 40}}}, {}},    {{{{"p10", 8}, {"p90", 40}}}, {}},
    {{{{"mean", 20}, {"sd", 5}}}, {}},        {{{{"mean", 20}, {"cv", 0.25}}}, {}},
    {{{{"median", 18}, {"sigma", 0.5}}}, {}}, {{{{"mu", 2.9}, {"sigma", 0.5}}}, {}}};
constexpr Parametrisation by_shape[] = {{{{{"mean", 20}, {"sd", 5}}}, {}},
                                        {{{{"mean", 20}, {"cv", 0.25}}}, {}},
                                        {{{{"median", 18}, {"p90", 40}}}, {}},
                                        {{{{"p10", 8}, {"p90", 40}}}, {}},
                                        {{{{"shape", 2}, {"scale", 10}}}, {}}};

constexpr FamilyFacts facts[] = {
    {"fixed", Family::fixed, "no chance at all: one value", {}, "20"},
    {"uniform", Family::uniform, "anything between two bounds, one value as likely as another", bounds, ""},
    {"triangular", Family::triangular, "a guess of three points: two bounds, and the most likely between them",
     three_points, ""},
    {"pert", Family::pert,
     "a guess of three points, as triangular, but smooth and closer to the mode (a beta in which the mode counts four "
     "times)",
     three_points, ""},
    {"normal", Family::normal, "the bell curve, cut at 0: a draw below 0 is 0", mean_and_sd, ""},
    {"lognormal", Family::lognormal,
     "positive with a long tail, the usual shape of delays; mu and sigma are those of the logarithm (of days, where it "
     "is a duration)",
     of_lognormal, ""},
    {"gamma", Family::gamma, "positive with a moderate tail: a sum of several steps", by_shape, ""},
    {"weibull", Family::weibull,
     "positive; with a shape above 1 the end comes nearer the longer it has taken, with one below 1 it recedes",
     by_shape, ""},
    {"exponential", Family::exponential,
     "positive, and what has passed tells nothing of what is to come: the time between independent arrivals", mean_only,
     ""},
    {"erlang", Family::erlang, "the sum of `shape` equal exponential steps", shape_and_mean, ""},
    {"beta", Family::beta, "between two bounds, 0 and 1 unless said otherwise: shares and yields", of_beta, ""},
    {"discrete",
     Family::discrete,
     "one of some values, by their weights",
     {},
     "[[256, 0.6], [2048, 0.3], [16384, 0.1]]"},
    {"empirical",
     Family::discrete,
     "one of the values in a column of a CSV file, each as likely as another; the file lies beside the scenario or "
     "below, `unit` beside `column` is what stands after its numbers: \"h\", \"MW\", \"/w\", \"USD\"",
     {},
     "{\"csv\": \"delays.csv\", \"column\": \"days\"}"},
    {"mixture",
     Family::mixture,
     "one of some distributions or values, by their weights",
     {},
     "[[{\"uniform\": {\"min\": 10, \"max\": 30}}, 0.9], [60, 0.1]]"},
};

}  // namespace

std::span<const FamilyFacts> family_facts() { return facts; }

}  // namespace allot::scenario
