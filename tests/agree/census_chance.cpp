#include "agree/census.hpp"

namespace allot::agree {
namespace {

bool draws(const Evidence& it, const char* family) {
  return anywhere(it.scenario, [&](const Json& json) { return has(json, family) && json.at(family).is_structured(); });
}

bool stated(const Evidence& it, const char* family, const char* figure, const char* other) {
  return anywhere(it.scenario, [&](const Json& json) {
    return has(json, family) && has(json.at(family), figure) && has(json.at(family), other);
  });
}

bool any_value(const Evidence& it, const char* key, bool (*holds)(const Json& value)) {
  return anywhere(it.scenario, [&](const Json& json) { return has(json, key) && holds(json.at(key)); });
}

bool is_parameter(const Json& value) { return has(value, "parameter"); }
bool is_open(const Json& value) { return value.is_object() && !is_parameter(value); }

}  // namespace

void add_chance(Features& all) {
  all.insert(
      all.end(),
      {
          {"chance: nothing", [](const Evidence& it) { return !has(it.scenario.at("parameters"), "wait"); }},
          {"chance: fixed",
           [](const Evidence& it) { return any_value(it, "fixed", [](const Json&) { return true; }); }},
          {"chance: uniform", [](const Evidence& it) { return draws(it, "uniform"); }},
          {"chance: triangular", [](const Evidence& it) { return draws(it, "triangular"); }},
          {"chance: pert", [](const Evidence& it) { return draws(it, "pert"); }},
          {"chance: normal", [](const Evidence& it) { return draws(it, "normal"); }},
          {"chance: lognormal by mean and sd",
           [](const Evidence& it) { return stated(it, "lognormal", "mean", "sd"); }},
          {"chance: lognormal by median and p90",
           [](const Evidence& it) { return stated(it, "lognormal", "median", "p90"); }},
          {"chance: lognormal by median and sigma",
           [](const Evidence& it) { return stated(it, "lognormal", "median", "sigma"); }},
          {"chance: lognormal by p10 and p90",
           [](const Evidence& it) { return stated(it, "lognormal", "p10", "p90"); }},
          {"chance: gamma by mean and sd", [](const Evidence& it) { return stated(it, "gamma", "mean", "sd"); }},
          {"chance: gamma by mean and cv", [](const Evidence& it) { return stated(it, "gamma", "mean", "cv"); }},
          {"chance: weibull by mean and cv", [](const Evidence& it) { return stated(it, "weibull", "mean", "cv"); }},
          {"chance: exponential", [](const Evidence& it) { return draws(it, "exponential"); }},
          {"chance: erlang", [](const Evidence& it) { return draws(it, "erlang"); }},
          {"chance: beta", [](const Evidence& it) { return draws(it, "beta"); }},
          {"chance: discrete", [](const Evidence& it) { return draws(it, "discrete"); }},
          {"chance: mixture", [](const Evidence& it) { return draws(it, "mixture"); }},
          {"chance: a distribution that is shifted",
           [](const Evidence& it) {
             return anywhere(it.scenario,
                             [](const Json& json) { return has(json, "plus") && !has(json, "parameter"); });
           }},
          {"chance: a parameter for a quantity",
           [](const Evidence& it) { return any_value(it, "units", is_parameter); }},
          {"chance: a parameter for what is left",
           [](const Evidence& it) {
             return anywhere(it.scenario, [](const Json& json) { return is_parameter(json) && has(json, "plus"); });
           }},
          {"chance: a parameter for a date",
           [](const Evidence& it) {
             return anywhere(it.scenario, [](const Json& json) { return is_parameter(json) && has(json, "from"); });
           }},
          {"chance: a parameter for a quota",
           [](const Evidence& it) {
             return any_value(it, "quota", [](const Json& quotas) { return anywhere(quotas, is_parameter); });
           }},
          {"chance: a parameter for a scale", [](const Evidence& it) { return any_value(it, "scale", is_parameter); }},
          {"chance: a quantity that is open", [](const Evidence& it) { return any_value(it, "units", is_open); }},
          {"chance: a date that is open",
           [](const Evidence& it) {
             return any_value(it, "at", [](const Json& at) { return is_open(at) && !has(at, "date"); });
           }},
          {"chance: a yield that is open", [](const Evidence& it) { return any_value(it, "yield", is_open); }},
      });
}

}  // namespace allot::agree
