#pragma once

#include <string>

#include "allot/answer.hpp"

/// The page of a sweep.
namespace allot::page {

/// Whether the answer is one of a sweep.
bool is_of_sweep(const Answer& answer);

std::string page_of_sweep(const Answer& answer);

}  // namespace allot::page
