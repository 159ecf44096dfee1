#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "allot/promise.hpp"
#include "engine/simulate.hpp"
#include "experiment/design.hpp"
#include "experiment/displacement.hpp"
#include "experiment/executor.hpp"
#include "experiment/trial_order.hpp"
#include "experiment/unused_stock.hpp"

/// What a promise is simulated with: an order that is tried in replications of a scenario without it.
namespace allot::experiment {

using model::at;

inline engine::Recording with_journal(engine::Recording recording) {
  recording.journal = true;
  return recording;
}

/// Both scenarios, and which order is asked about.
struct AskedPromise {
  AskedPromise(const Scenario& without, const Scenario& with, const PromiseRequest& asked, const Sampling& sampling)
      : request(asked), design(sampling, {}), before(design.add(without).model), after(design.add(with).model) {
    order = index_of(asked.order);
    terms = &after.terms_of(after.orders[at(order)]);
    const model::OrderDetails* details = after.details_of(after.orders[at(order)]);
    has_own_supply =
        terms->peg != model::none || (details && (!details->deliveries.empty() || details->opening != model::none));
    if (asked.by) by = *asked.by - with.start + (*asked.by % day == 0 ? day - 1 : 0);
  }

  model::Index index_of(const std::string& id) const {
    for (std::size_t i = 0; i < after.order_ids.size(); ++i)
      if (after.order_ids[i] == id) return static_cast<model::Index>(i);
    throw RequestError("there is no order '" + id + "' to promise a date for");
  }
  Units lot() const { return after.products[at(terms->product)].lot; }
  model::Index market() const { return after.market_of(*terms); }
  Block block() const { return design.block(); }
  bool is_surely_random() const { return design[0].is_surely_random || design[1].is_surely_random; }

  const PromiseRequest& request;
  Design design;
  const model::Model &before, &after;
  model::Index order = 0;
  const model::Terms* terms = nullptr;
  bool has_own_supply = false;
  Time by = never;
};

/// What one thread simulates with.
struct Bench {
  explicit Bench(const AskedPromise& asked)
      : question(asked),
        without(asked.before, with_journal(asked.design.recording()), asked.design.sampling().seed, 0),
        order(asked.after, asked.order, asked.design.recording(), asked.design.sampling().seed),
        displacements(asked.after, asked.order) {}

  std::uint64_t number(std::size_t row) const { return question.block().first + row; }

  void run_without(std::size_t row) {
    without.chance.number = number(row);
    engine::run(without);
    unused = question.has_own_supply ? std::vector<UnusedStock>{}
                                     : unused_stock(without.seen, question.market(), question.lot());
  }
  Shift shift(std::size_t row, const OrderTrial& trial) {
    return displacements.compare(without.seen, order.run(number(row), trial));
  }
  /// When it is delivered by hand, given on that day; never: not by the end, or not without displacing anybody.
  Time complete_by_hand(std::size_t row, Units units, Time since) {
    const Shift it = shift(row, {units, std::max(since, order.eligible())});
    return it.is_anyone_behind ? never : it.complete;
  }

  const AskedPromise& question;
  engine::Replication without;
  TrialOrder order;
  Displacements displacements;
  std::vector<UnusedStock> unused;
};

/// What is done for each replication, by a bench of whichever thread; gives how many replications there are.
class Benches {
 public:
  explicit Benches(const AskedPromise& question) : question_(question) {}

  std::size_t each(std::size_t part, std::size_t parts, const std::function<void(Bench&, std::size_t row)>& work) {
    const Executor executor = Executor(question_.design.sampling()).part(part, parts);
    benches_.resize(std::max(benches_.size(), executor.workers()));
    const auto [to, is_random] = executor.replicate(question_.block(), question_.is_surely_random() || is_random_,
                                                    [&](std::size_t worker, std::size_t row) {
                                                      if (!benches_[worker])
                                                        benches_[worker] = std::make_unique<Bench>(question_);
                                                      Bench& bench = *benches_[worker];
                                                      bench.run_without(row);
                                                      work(bench, row);
                                                      return bench.without.seen.is_random || bench.order.is_random();
                                                    });
    is_random_ = is_random_ || is_random;
    return is_random_ || question_.is_surely_random() ? to : 1;
  }

 private:
  const AskedPromise& question_;
  std::vector<std::unique_ptr<Bench>> benches_;
  bool is_random_ = false;
};

}  // namespace allot::experiment
