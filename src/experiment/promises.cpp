#include "allot/promise.hpp"
#include "experiment/design.hpp"

#include <algorithm>
#include <memory>

namespace allot {
namespace {

// Where only the number is asked for, none is a number that every lot fits into.
AskedOrder sized(AskedOrder order, const PromisesRequest& request, std::optional<Units> promised = {}) {
  const bool asks_how_many = request.each.by && !request.units;
  const std::optional<Units> units = promised ? promised : asks_how_many ? Units{0} : request.units;
  if (!units || !order.entry.is(Draft::Type::object)) return order;
  const std::string written = std::to_string(*units);
  const auto text = std::make_shared<const Text>(Text{"--units", written});
  order.entry.set("units", Draft::number_of(static_cast<double>(*units), written,
                                            {text, 0, static_cast<std::uint32_t>(written.size()), 0, 0}));
  return order;
}

// All that is wrong with any of them is said at once.
void expect_good(const ScenarioFile& file, const Scenario& scenario, const PromisesRequest& request) {
  std::vector<Problem> problems;
  for (const AskedOrder& order : request.orders) {
    try {
      with_order(file, scenario, sized(order, request));
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

Sampling part_of(const Sampling& sampling, std::size_t part, std::size_t parts) {
  Sampling out = sampling;
  if (sampling.progress)
    out.progress = [all = sampling.progress, part, parts](std::size_t done, std::size_t rows) {
      return all(part * rows + done, parts * rows);
    };
  return out;
}

}  // namespace

Promises promises(const ScenarioFile& file, const Scenario& scenario, const PromisesRequest& request,
                  const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "promises look at a number of replications known before");
  if (request.orders.size() > 1) expect_good(file, scenario, request);
  Promises out;
  out.is_each_alone = request.is_each_alone;
  std::optional<OrderAdded> before;
  for (std::size_t i = 0; i < request.orders.size(); ++i) {
    const AskedOrder& order = request.orders[i];
    const ScenarioFile& known = before ? before->file : file;
    const Scenario& without = before ? before->scenario : scenario;
    OrderAdded added = with_order(known, without, sized(order, request));
    PromiseRequest asked = request.each;
    asked.order = added.id;
    asked.keeps_units = asked.by && request.units;
    out.orders.push_back(promise(without, added.scenario, asked, part_of(sampling, i, request.orders.size())));
    if (request.is_each_alone) continue;
    const std::optional<PromisedUnits>& by = out.orders.back().by;
    if (!by || asked.keeps_units)
      before = std::move(added);
    else if (by->units > 0)
      before = with_order(known, without, sized(order, request, by->units));
  }
  return out;
}

}  // namespace allot
