#pragma once

#include "allot/answer.hpp"
#include "allot/comparison.hpp"
#include "allot/divergence.hpp"
#include "allot/explanation.hpp"
#include "allot/game.hpp"
#include "allot/promise.hpp"
#include "allot/results.hpp"
#include "allot/whole.hpp"

/// What each question ends in, as an answer. What it is made of has to outlive it. Its provenance says what is known
/// of the question here; whoever asks may add how it was asked. docs/answers.md has the tables and their columns.
namespace allot {

Answer answer_of(const Results& results);
Answer answer_of(const Comparison& comparison);
Answer answer_of(const Attributions& attributions);
Answer answer_of(const Solution& solution);
Answer answer_of(const Whole& whole);
Answer answer_of(const Explanations& explanations);
Answer answer_of(const Promise& promise);
Answer answer_of(const Game& game);
Answer answer_of(const Divergences& divergences);

}  // namespace allot
