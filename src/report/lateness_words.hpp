#pragma once

#include <string>

namespace allot::report {

/// What a part of a lateness means, for people: of days lost, or of days won.
std::string meaning_of(const std::string& part, bool is_lost);

}  // namespace allot::report
