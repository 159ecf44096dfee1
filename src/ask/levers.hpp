#pragma once

#include <string>

#include "allot/compared_files.hpp"

namespace allot::ask_text {

/// What may be moved in all of them, as allot/ask.hpp describes it.
///
/// shape: one at least; the first speaks for all
std::string levers_json(const ComparedFiles& all);

}  // namespace allot::ask_text
