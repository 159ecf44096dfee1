#pragma once

#include "case.hpp"

namespace allot::bench {

/// A queue in front of one server, customers at random and served for random times: M/M/1, 80% busy, some
/// 20,000 customers. As a scenario, orders are the customers and a stage is the server.
std::string queue_scenario();
std::vector<std::string> queue_numbers();

/// As a loop over two clocks: when the next customer comes, and when the present one leaves.
Replicate queue_loop();

}  // namespace allot::bench
