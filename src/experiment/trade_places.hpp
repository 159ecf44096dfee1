#pragma once

#include <span>
#include <vector>

#include "allot/trade.hpp"
#include "model/model.hpp"

/// What could be exchanged, and what replications of the scenario saw of it.
namespace allot::experiment {

/// A place in the pipeline: units of a product that an organisation waits for, of one of its orders or of all.
struct TradePlace {
  Ref organisation, product;
  Ref order;  ///< none: any
  bool operator==(const TradePlace&) const = default;
};

/// What may be given: units of a place, from one end.
struct Offer {
  std::size_t place = 0;
  Choose choose = Choose::earliest;
};

/// Of one organisation at each moment looked at: units whose loss it would not feel yet, and how many more it could use.
struct Slack {
  std::vector<Units> spare, useful;
};

/// What one replication saw.
struct TradeRecord {
  std::vector<std::vector<Units>> come;  ///< by place: units that have come since the trade was struck, at each moment
  std::vector<Units> all;                ///< by place: those that had not come when it was struck
  std::vector<Slack> slacks;             ///< by organisation and product
};

struct TradeRecords {
  std::vector<TradePlace> places;
  std::size_t left_out = 0;  ///< smaller places
  std::size_t products = 0;
  Duration step = 0;  ///< between two moments
  std::vector<TradeRecord> replications;

  const Slack& slack(const TradeRecord& of, Ref organisation, Ref product) const {
    return of.slacks[organisation.at() * products + product.at()];
  }
};

/// By what an organisation feels a day: whether units run, or whether they come when promised.
enum class Felt : bool { online, promised };

/// Simulates some replications and keeps what trades struck on that day are estimated by.
TradeRecords trade_records(const Scenario& scenario, const TradeRequest& request, Date at, Felt felt,
                           const Sampling& sampling);

}  // namespace allot::experiment
