#pragma once

#include <string>
#include <vector>

#include "allot/cash.hpp"
#include "experiment/design.hpp"
#include "metrics/cash.hpp"

namespace allot::experiment {

/// Where the money of an organisation stands in a row of numbers: its periods one after another, each with its lines, what
/// they come to, that so far, and depreciation; then what it comes to in all.
class CashLayout {
 public:
  CashLayout(const model::Model& model, CashPeriod by);

  static constexpr std::size_t net = metrics::cash_lines, so_far = net + 1, depreciation = net + 2;
  static constexpr std::size_t of_period = net + 3;
  enum Whole : std::size_t { npv, book_value, lowest, buying, rent, rent_needed, hours, unpaid, wholes };

  const std::vector<std::string>& periods() const { return periods_; }
  std::size_t width() const { return periods_.size() * of_period + wholes; }
  std::size_t place(std::size_t period, std::size_t column) const { return period * of_period + column; }
  std::size_t place(Whole whole) const { return periods_.size() * of_period + whole; }
  std::size_t period_of(std::size_t month) const { return period_of_month_[month]; }
  /// Those that begin before the end; what is paid later is a bill of before.
  std::size_t until_end() const { return until_end_; }

 private:
  std::vector<std::string> periods_;
  std::vector<std::size_t> period_of_month_;
  std::size_t until_end_ = 0;
};

/// The money of some organisations, and of all of them together behind them, in each replication.
class CashRows {
 public:
  /// Simulates a point of a design.
  /// errors: TooMuch, Interrupted
  CashRows(const Design& design, std::size_t point, CashPeriod by, std::vector<std::size_t> organisations);

  const CashLayout& layout() const { return layout_; }
  std::size_t size() const { return rows_.size(); }
  /// Those asked for, and where there are several all together.
  std::size_t subjects() const { return organisations_.size() + (organisations_.size() > 1 ? 1 : 0); }
  /// One number of one subject, over so many replications: those behind the ones simulated are as the first.
  std::vector<double> column(std::size_t subject, std::size_t place, std::size_t replications) const;

 private:
  std::vector<double> row_of(const metrics::Cash& cash) const;

  CashLayout layout_;
  std::vector<std::size_t> organisations_;
  std::vector<std::vector<double>> rows_;
};

}  // namespace allot::experiment
