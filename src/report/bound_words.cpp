#include "report/bound_words.hpp"

#include "report/names.hpp"

namespace allot::report {

std::string limit_in_words(const Bound& bound, const BindingLimit& limit) {
  if (limit.kind == "supply")
    return "supply of " + full_product(bound.labels, limit.product) + " by " +
           full_name(bound.labels, EntityKind::supplier, limit.entity);
  if (limit.kind == "orders") return "all that was ordered by then";
  if (limit.kind == "start") return "what was there, or on its way, at the start";
  const std::string site = full_name(bound.labels, EntityKind::site, limit.entity);
  if (limit.kind == "terms") return "the terms of what was ordered";
  return (limit.kind == "crew" ? "the crew at " : limit.kind + " at ") + site;
}

std::string bounded_in_words(const Bound& bound) {
  if (bound.metric == "online_gpu_days") return "online GPU-days";
  if (bound.metric == "delivered_gpu_days") return "GPU-days from the dock on";
  if (bound.metric == "on_time_units") return "units on time";
  if (bound.metric == "revenue") return "revenue";
  return "the fill of whoever is served least";
}

Unit unit_of_bound(const Bound& bound) {
  if (bound.metric == "on_time_units") return Unit::units;
  if (bound.metric == "revenue") return Unit::money;
  return bound.metric == "least_fill" ? Unit::share : Unit::gpu_days;
}

double share_of_best(const RuleBound& it) { return it.reached.mean / it.best.mean; }

}  // namespace allot::report
