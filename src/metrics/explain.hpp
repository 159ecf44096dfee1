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

struct Accounts {
  std::vector<Account> organisations, orders;
};

/// Every organisation's and order's account, from a replication that kept a journal.
Accounts account_for(const engine::Model& model, const engine::Observations& seen);

}  // namespace allot::metrics
