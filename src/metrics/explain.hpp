#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/layout.hpp"
#include "engine/observations.hpp"

namespace allot::metrics {

/// Where the days of one organisation or order went in one replication, in unit-seconds.
struct Account {
  Units units = 0, open_units = 0;
  std::int64_t late = 0, early = 0;  ///< unit_seconds_late = late - early = the sum of the parts
  std::map<std::string, std::int64_t> parts;
  std::map<std::string, std::int64_t> reassigned_by;
  std::map<std::string, Units> passed_over_by;
};

/// Organisations and orders of a model, by place in it.
struct Asked {
  std::vector<std::size_t> organisations, orders;
};

/// All of a model.
Asked everyone(const engine::Model& model);

/// By place among those asked for.
struct Accounts {
  std::vector<Account> organisations, orders;
};

/// The accounts that are asked for, from a replication that kept a journal.
Accounts account_for(const engine::Model& model, const engine::Observations& seen, const Asked& asked);

}  // namespace allot::metrics
