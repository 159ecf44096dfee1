#include "experiment/cash_rows.hpp"

#include <algorithm>
#include <memory>

#include "engine/replication.hpp"
#include "engine/simulate.hpp"
#include "experiment/executor.hpp"
#include "experiment/feasible.hpp"

namespace allot::experiment {
namespace {

std::string name_of_period(Date first_day, CashPeriod by) {
  const std::string date = format_date(first_day);
  if (by == CashPeriod::year) return date.substr(0, 4);
  if (by == CashPeriod::month) return date.substr(0, 7);
  return date.substr(0, 4) + "-Q" + std::to_string((std::stoi(date.substr(5, 2)) + 2) / 3);
}

}  // namespace

CashLayout::CashLayout(const model::Model& model, CashPeriod by) {
  const metrics::Months months(model.start, model.end, metrics::longest_credit(model));
  for (std::size_t month = 0; month < months.size(); ++month) {
    const std::string name = name_of_period(months.first_day(month), by);
    if (periods_.empty() || periods_.back() != name) periods_.push_back(name);
    period_of_month_.push_back(periods_.size() - 1);
    if (month < months.until_end()) until_end_ = periods_.size();
  }
}

CashRows::CashRows(const Design& design, std::size_t point, CashPeriod by, std::vector<std::size_t> organisations)
    : layout_(design[point].model, by), organisations_(std::move(organisations)) {
  const Block block = design.block();
  const double numbers = static_cast<double>(block.to) * static_cast<double>(subjects() * layout_.width());
  expect_memory(numbers * sizeof(double), design.sampling(), "money by organisation and period",
                "fewer --replications, or --by year");
  rows_.resize(block.to);
  const Executor executor = Executor(design.sampling()).part(point, design.size());
  std::vector<std::unique_ptr<engine::Replication>> sims(executor.workers());
  engine::Recording recording;
  recording.is_typical = design.sampling().is_typical;
  const model::Model& model = design[point].model;
  const auto [to, is_random] =
      executor.replicate(block, design[point].is_surely_random, [&](std::size_t worker, std::size_t row) {
        auto& sim = sims[worker];
        if (!sim) sim = std::make_unique<engine::Replication>(model, recording, design.sampling().seed, 0);
        sim->chance.number = block.first + row;
        engine::run(*sim);
        rows_[row] = row_of(metrics::cash_of(model, sim->seen));
        return sim->seen.is_random;
      });
  rows_.resize(is_random || design[point].is_surely_random ? to : 1);
}

std::vector<double> CashRows::row_of(const metrics::Cash& cash) const {
  using Layout = CashLayout;
  const std::size_t width = layout_.width();
  std::vector<double> row(subjects() * width);
  for (std::size_t subject = 0; subject < organisations_.size(); ++subject) {
    const metrics::OrganisationCash& it = cash.organisations[organisations_[subject]];
    const auto cell = [&](std::size_t place) -> double& { return row[subject * width + place]; };
    for (std::size_t month = 0; month < it.months.size(); ++month) {
      const std::size_t period = layout_.period_of(month);
      for (std::size_t line = 0; line < metrics::cash_lines; ++line) {
        cell(layout_.place(period, line)) += it.months[month][line];
        cell(layout_.place(period, Layout::net)) += it.months[month][line];
      }
      cell(layout_.place(period, Layout::depreciation)) += it.depreciation[month];
    }
    for (const auto& [whole, value] : {std::pair(Layout::npv, it.npv), std::pair(Layout::book_value, it.book_value),
                                       std::pair(Layout::buying, it.buying), std::pair(Layout::rent, it.rent),
                                       std::pair(Layout::rent_needed, it.rent_needed), std::pair(Layout::hours, it.hours)})
      cell(layout_.place(whole)) = value;
  }
  for (std::size_t subject = 0; subject < organisations_.size() && subjects() > organisations_.size(); ++subject)
    for (std::size_t place = 0; place < width; ++place)
      row[organisations_.size() * width + place] += row[subject * width + place];
  for (std::size_t subject = 0; subject < subjects(); ++subject) {
    double sum = 0, lowest = 0;
    for (std::size_t period = 0; period < layout_.periods().size(); ++period) {
      sum += row[subject * width + layout_.place(period, Layout::net)];
      row[subject * width + layout_.place(period, Layout::so_far)] = sum;
      lowest = std::min(lowest, sum);
    }
    row[subject * width + layout_.place(Layout::lowest)] = lowest;
    row[subject * width + layout_.place(Layout::unpaid)] = cash.unpaid;
  }
  return row;
}

std::vector<double> CashRows::column(std::size_t subject, std::size_t place, std::size_t replications) const {
  std::vector<double> out;
  for (std::size_t row = 0; row < replications; ++row)
    out.push_back(rows_[row < rows_.size() ? row : 0][subject * layout_.width() + place]);
  return out;
}

}  // namespace allot::experiment
