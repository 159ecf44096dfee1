#include "allot/locks.hpp"
#include "allot/plan.hpp"
#include "allot/promise.hpp"
#include "allot/roll.hpp"
#include "base/literals.hpp"
#include "json/parse.hpp"
#include "json/week_books.hpp"
#include "json/write.hpp"
#include "python/checked.hpp"
#include "python/questions.hpp"
#include "scenario/happened_files.hpp"

namespace allot::python {
namespace {

WhatHappened happened_in(const Files& files) {
  Library library(files, [](const std::string& path) -> TextPointer {
    throw EnvironmentError("no text is given for '" + path + "'");
  });
  const Loader load = [&](const std::string& path) { return library.text(path); };
  Names names;
  for (const auto& [name, text] : files) names.push_back(name);
  const Draft books = json::books_of_week(names, load);
  if (books.items.empty() && !files.empty())
    throw RequestError("actuals: nothing to read; " + std::string(json::names_of_week));
  return scenario::rows_in(books, load);
}

AskedOrders orders_in(const PromiseWords& words) {
  if (!words.book.empty()) return asked_orders(words.book);
  AskedOrders out;
  out.is_book = words.is_list;
  for (const auto& [id, entry] : words.orders)
    out.orders.push_back({id, json::parse(std::make_shared<Text>(Text{"order", entry}))});
  return out;
}

Problem does_not_add_up() {
  return {{},
          "",
          "what happened does not add up with the plan, and no scenario is made of it",
          "mend the files, or take the list as it stands with go_on=True",
          false};
}

}  // namespace

Told ask_plan(const Asked& asked, double probability, const std::optional<HeldFile>& since) {
  const Checked from = checked(asked.file());
  const PlanRequest request{probability};
  Plan found = since ? plan_since(check(since->file), from.scenario, request, asked.sampling)
                     : plan(from.scenario, request, asked.sampling);
  found.basis.hash = hash(from.file);
  return told(asked, std::move(found), notes_with_lacks(from, asked.sampling));
}

Told ask_roll(const Asked& asked, const std::string& to, const Files& files, bool goes_on) {
  const ScenarioFile file = asked.file();
  Roll found = roll(file, happened_in(files), parse_date(to).value());
  found.basis.hash = hash(file);
  const bool is_refused = found.contradicts() && !goes_on;
  const std::string patch = is_refused ? "" : json::write(found.next);
  Told out = told(asked, std::move(found), {});
  out.patch = patch;
  if (is_refused) out.notes = {does_not_add_up()};
  return out;
}

Told ask_promise(const Asked& asked, const PromiseWords& words) {
  PromisesRequest request;
  request.each.probability = words.probability;
  request.each.calibrates = words.calibrates;
  if (!words.by.empty()) request.each.by = parse_date(words.by);
  request.units = words.units;
  request.is_each_alone = words.is_each_alone;
  AskedOrders asked_for = orders_in(words);
  request.orders = std::move(asked_for.orders);
  if (request.orders.empty()) throw RequestError("--order: there is no order in it");
  const Checked from = checked(asked.file());
  Promises found = promises(from.file, from.scenario, request, asked.sampling);
  for (Promise& it : found.orders) it.basis.hash = hash(from.file);
  if (asked_for.is_book) return told(asked, std::move(found), from.notes);
  return told(asked, std::move(found.orders.front()), from.notes);
}

Told ask_locks(const Asked& asked, const LockChanges& changes, double probability) {
  const Checked from = checked(asked.file());
  const ScenarioFile file = with_locks(from.file, from.scenario, changes);
  Locks found = locks(check_variant(file, from.file, from.scenario), probability, asked.sampling);
  found.basis.hash = hash(file);
  return told(asked, std::move(found), from.notes);
}

}  // namespace allot::python
