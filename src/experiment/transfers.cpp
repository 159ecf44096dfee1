#include "experiment/transfers.hpp"

namespace allot::experiment {
namespace {

using model::at;

// The day by which so many in a hundred of the units had come.
Date day_by_which(const std::map<std::int64_t, Units>& by_day, Units all, Units percent) {
  const Units wanted = (all * percent + 99) / 100;
  Units so_far = 0;
  for (const auto& [when, units] : by_day)
    if ((so_far += units) >= wanted) return when * day;
  return by_day.rbegin()->first * day;
}

// The innermost.
std::string common_group(const model::Model& model, model::Index from, model::Index to) {
  model::Index group = model.organisations[at(from)].group;
  while (group != model::none && !model.is_member(to, group)) group = model.groups[at(group)].parent;
  return group == model::none || !model.groups[at(group)].is_declared ? std::string() : model.groups[at(group)].id;
}

void date_units(const metrics::Transfer& transfer, double replications, Transfer& out) {
  Units all = 0;
  for (const auto& [when, units] : transfer.delivered_by_day) {
    all += units;
    const std::string month = format_date(when * day).substr(0, 7);
    if (out.by_month.empty() || out.by_month.back().first != month) out.by_month.emplace_back(month, 0);
    out.by_month.back().second += static_cast<double>(units);
  }
  for (auto& [month, units] : out.by_month) units /= replications;
  out.delivered = static_cast<double>(all) / replications;
  if (all == 0) return;
  out.days = {transfer.delivered_by_day.begin()->first * day, day_by_which(transfer.delivered_by_day, all, 10),
              day_by_which(transfer.delivered_by_day, all, 50), day_by_which(transfer.delivered_by_day, all, 90),
              transfer.delivered_by_day.rbegin()->first * day};
}

}  // namespace

std::vector<Transfer> transfers_of(const model::Model& model, const metrics::Transfers& transfers,
                                   std::size_t replications) {
  std::vector<Transfer> out;
  const auto count = static_cast<double>(replications);
  for (const auto& [key, transfer] : transfers) {
    const auto& [intervention, from, to] = key;
    Transfer& it = out.emplace_back();
    it.intervention = model.interventions[at(intervention)].id;
    it.from = model.organisations[at(from)].id;
    it.to = model.organisations[at(to)].id;
    it.group = common_group(model, from, to);
    it.units = static_cast<double>(transfer.moved) / count;
    it.cancelled = static_cast<double>(transfer.cancelled) / count;
    it.unit_days = static_cast<double>(transfer.unit_seconds) / static_cast<double>(day) / count;
    date_units(transfer, count, it);
  }
  return out;
}

}  // namespace allot::experiment
