#pragma once

#include "allot/answer.hpp"
#include "allot/bound.hpp"
#include "allot/cash.hpp"
#include "allot/comparison.hpp"
#include "allot/compensation.hpp"
#include "allot/divergence.hpp"
#include "allot/explanation.hpp"
#include "allot/fit.hpp"
#include "allot/game.hpp"
#include "allot/locks.hpp"
#include "allot/plan.hpp"
#include "allot/promise.hpp"
#include "allot/ranking.hpp"
#include "allot/results.hpp"
#include "allot/roll.hpp"
#include "allot/sweep_summary.hpp"
#include "allot/sensitivity.hpp"
#include "allot/trade.hpp"

/// What each question ends in, as an answer (allot/answer.hpp): the same form for all, so that a page, a spreadsheet, a
/// database or another language needs to know one thing and not a dozen. docs/answers.md has the tables of each and
/// their columns; both are only ever added to.
///
/// gives:  sentences whose every number stands in a cell of the tables, which `rests_on` names; equal findings give
///         equal answers
/// shape:  what an answer is made of has to outlive it: rows are made of it when they are asked for. Its provenance
///         says what is known of the question here; whoever asks may add how it was asked
/// errors: none
/// cost:   no row is kept; going through a table costs what its rows cost
namespace allot {

Answer answer_of(const Results& results);
Answer answer_of(const Comparison& comparison);
Answer answer_of(const Attributions& attributions);
Answer answer_of(const Ranking& ranking);
Answer answer_of(const Solution& solution);
Answer answer_of(const Compensation& compensation);
Answer answer_of(const Explanations& explanations);
Answer answer_of(const Promise& promise);
Answer answer_of(const Plan& plan);
Answer answer_of(const Roll& roll);
Answer answer_of(const Promises& promises);
Answer answer_of(const Locks& locks);
Answer answer_of(const Game& game);
Answer answer_of(const Trades& trades);
Answer answer_of(const Divergences& divergences);
Answer answer_of(const CashFlows& cash);
Answer answer_of(const Bound& bound);
Answer answer_of(const Fits& fits);
Answer answer_of(const SweepSummary& summary);
Answer answer_of(const Sensitivity& sensitivity);

}  // namespace allot
