#pragma once

#include "allot/answer.hpp"
#include "allot/comparison.hpp"
#include "allot/results.hpp"

/// What each question ends in, as an answer: a file each. What it is made of has to outlive it.
namespace allot {

Answer answer_of(const Results& results);
Answer answer_of(const Comparison& comparison);

}  // namespace allot
