#include "cli/topics.hpp"

/// What the commands that judge decisions say: compare, explain, attribute, solve.
namespace allot::cli {
namespace {

Topic study(std::vector<std::string> names, std::string text) {
  return {"decision", std::move(names), std::move(text)};
}

Topic part(const std::string& name, std::string text) {
  return {"part of the days from due to online", {"explain." + name, name}, std::move(text)};
}

}  // namespace

std::vector<Topic> decision_topics() {
  return {
      study(
          {"compare.regret", "regret"},
          "What a variant forgoes for an organisation against the best of those compared, in each course of events. It "
          "splits into choice, what the variant best for it in the mean would bring beyond this one, and information, "
          "what knowing the course of events beforehand would bring beyond that (the expected value of perfect "
          "information; Raiffa and Schlaifer 1961). Negative against doing nothing: the interventions pay.\n\n"
          "  allot compare SCENARIO --format json\n"),
      study({"compare.flips", "flips", "flip", "reverse"},
            "What would reverse a comparison: each parameter and each date of a site is moved alone through its range, "
            "on the same draws, and of every headline it is said where it holds and the value, nearest to the present "
            "one, from which it is reversed or gone. --flips N takes N replications a point; 0 does not ask.\n\n"
            "  allot compare SCENARIO --variants no-swap --flips 200\n"),
      study({"compare.divergence", "divergence"},
            "The first event at which one replication of a variant is not that of the baseline, what caused it, and "
            "what followed from it, as a tree.\n\n"
            "  allot compare SCENARIO --variants no-swap --divergence\n"),
      study({"compare.bound", "bound", "best"},
            "The best that any rule could have done: of each replication an upper bound on what awards could have "
            "reached, known beforehand, and what the rule reached less that. No rule exceeds it; whether one reaches "
            "it, it does not say. With it stands what binds: supply, orders, room, power or a crew.\n\n"
            "  allot compare SCENARIO --bound online_gpu_days\n"),
      study({"compare.least_fill", "least_fill"},
            "Units awarded over units ordered, of the organisation that was served least: one of the metrics of which "
            "--bound tells the best. Those are online_gpu_days, delivered_gpu_days, on_time_units, revenue and "
            "least_fill.\n\n"
            "  allot compare SCENARIO --bound least_fill\n"),
      study({"compare.levers", "levers", "lever"},
            "A variant as something that can be bought: what it costs (decision_cost less the baseline's) and what it "
            "wins for that, of GPU-days online, saved delay_cost and days of a milestone. Told where interventions or "
            "variants say `cost`.\n\n"
            "  allot compare SCENARIO --format csv\n"),
      study({"compare.dominated", "dominated", "dominated_by"},
            "A lever is dominated by another, or by the baseline, that costs no more and wins no less in the mean, and "
            "one of the two strictly. Beside it stands in which share of the replications that holds.\n"),
      study({"compare.transfers", "transfers", "ahead"},
            "Whose units went to whom: units that an intervention hands from one to another are in the books of both "
            "from the day they are delivered, so that over all organisations each intervention sums to zero. Ahead "
            "means given by the other and not yet given back.\n"),
      study({"attribute.shapley", "attribution", "shapley"},
            "What each intervention did to a metric: the mean, over all orders in which the interventions could be "
            "added one by one, of what adding it changes (Shapley 1953). The parts sum to the whole. Up to six are "
            "exact; of more, orders are sampled together with their reverse, on common draws.\n\n"
            "  allot attribute SCENARIO --edits texas-only,no-swap\n"),
      study({"promise.by", "displacing_nobody", "units_behind"},
            "How many units of an order can be promised for a day with a probability, and when it can be promised if "
            "nobody may be worse off: it is then given only stock that nobody else uses from then until the end. "
            "Beside it stands who is displaced otherwise: how many units behind at most, how many days later.\n\n"
            "  allot promise SCENARIO --order asked.csv --by 2024-06-30\n"),
      study(
          {"locks", "lock", "award_books"},
          "Units of an order that a desk gives by hand from a day on, ahead of the rule: rows of a supplier's awards, "
          "or of a CSV that award_books names. Of each it is said whether it can be kept, what its order gains, what "
          "others lose, and which locks contradict each other.\n\n"
          "  allot locks SCENARIO --lock so-17=64@2024-06-03 --unlock so-9 -o locks.csv\n"),
      study({"cash", "cash.against"},
            "Money by organisation and month, and its net present value: of a scenario with money. Against rent: the same "
            "hours online, rented; the rent of an hour and the share of the hours at which both come to the same. Against "
            "a variant: what it would be worth instead, on the same draws.\n\n"
            "  allot cash SCENARIO --by quarter --against rent,wait\n"),
      study({"solve.whole", "whole"},
            "What it would take that neither side of a swap, diversion or loan is worse off than without it: the last "
            "day by which what comes back must be there, the most units that may go, or what one pays the other, for "
            "each kind of cost apart.\n\n"
            "  allot solve SCENARIO --whole swap\n"),
      study({"trade", "swap finder", "exchange"},
            "Exchanges of places in the pipeline between two or more organisations that leave nobody worse off, as often "
            "as is asked, found by search and proved by simulation; with the payment at break-even where one side loses. "
            "-o writes each as a variant that compare can judge.\n\n"
            "  allot trade SCENARIO --at 2024-03-01 --between lab,shop -o traded.json\n"),
      study({"solve.axis", "break-even"},
            "The value of one field at which a metric reaches a target, found by halving on common draws, with the "
            "curve behind it and the band of values between which single replications turn.\n\n"
            "  allot solve SCENARIO --axis /parameters/hall_ready=2024-01-01..2024-12-01 --target 'fill_rate>=0.9'\n"),
      part("slack",
           "Days from a unit's due date to the planned day of its lot and the mean length of all that lies ahead of it "
           "then; negative where the plan left time to spare.\n"),
      part("lot_slip", "Days by which the lot that served a unit came after its planned day.\n"),
      part("supply",
           "Days for which nothing came that could have served a unit: it was its turn, and there was none.\n"),
      part("passed_over",
           "Days from the first division in which a unit placed later was served and this one was not, to its award; "
           "with it who was served in between, and how many units.\n"),
      part("gate", "Days on which a claim did not count since its site was not ready (readiness).\n"),
      part("frozen", "Days on which a frozen window or an embargo held a unit.\n"),
      part("minimum", "Days for which a smallest shipment, or shipping complete, held a unit.\n"),
      part("reassigned", "Days lost, or won, where an intervention gave a unit away and another came for it.\n"),
      part("lost", "Unit-days to the end for units given away for which none came.\n"),
      part("gained", "Unit-days to the end, negative, for units received for nothing.\n"),
      part("stage.NAME", "Days in that stage of the route, its queue included, beyond its mean length.\n"),
      part("reroute", "Days in a detour that an intervention caused.\n"),
      part("room", "Days for which a delivered unit waited for room at its site.\n"),
      part("install", "Days for which it waited for the crew and was installed.\n"),
      part("commissioning", "Days in commissioning beyond its mean length.\n"),
      part("power", "Days for which an installed unit waited for power.\n"),
  };
}

}  // namespace allot::cli
