#pragma once

#include "allot/sweep.hpp"

/// What of a point's answer is kept.
namespace allot::sweep_kept {

/// The tables of a point that are kept, of tables of metrics the rows that fit; without statements.
Answer of_point(Answer answer, const Sweep& sweep);

}  // namespace allot::sweep_kept
