#include <algorithm>
#include <set>
#include <string>

#include "scenario/judge.hpp"

/// Regions choose routes and are embargoed: names that meet nothing on the other side.
namespace allot::scenario {
namespace {

using Regions = std::set<std::string, std::less<>>;

Regions inhabited(const Scenario& scenario) {
  Regions out = {"default"};
  for (const Organisation& it : scenario.organisations) out.insert(it.region);
  for (const Site& it : scenario.sites) out.insert(it.region);
  return out;
}

Regions served(const Scenario& scenario) {
  Regions out = {"default"};
  for (const Supplier& supplier : scenario.suppliers)
    for (const Route& route : supplier.routes) out.insert(route.region);
  for (const Intervention& it : scenario.interventions)
    if (const auto* embargo = std::get_if<Embargo>(&it.action)) out.insert(embargo->region);
  return out;
}

}  // namespace

void judge_regions(Judge& in) {
  const Regions here = inhabited(in.scenario), there = served(in.scenario);
  const auto why_not_served = [&](const std::string& region) {
    return there.contains(region) ? "" : "no route and no embargo is for region '" + region + "'";
  };
  in.each("organisations", in.sections.organisations, [&](const Cursor& at, std::size_t i) {
    in.judge(at.member("region"), why_not_served(in.scenario.organisations[i].region));
  });
  in.each("sites", in.sections.sites, [&](const Cursor& at, std::size_t i) {
    in.judge(at.member("region"), why_not_served(in.scenario.sites[i].region));
  });
  in.each("suppliers", in.sections.suppliers, [&](const Cursor& at, std::size_t i) {
    const Cursor routes = at.member("routes");
    for (const Route& route : in.scenario.suppliers[i].routes)
      in.judge(routes.member(route.region), here.contains(route.region) ? "" : "no organisation and no site is there");
  });
}

}  // namespace allot::scenario
