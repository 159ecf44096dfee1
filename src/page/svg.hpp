#pragma once

#include "page/html.hpp"
#include "page/model.hpp"
#include "page/story.hpp"

namespace allot::page {

/// A figure as it stands in the file, 720 wide, for who has no scripts: rows, time, plan and tornado. Of the other kinds
/// nothing; their tables say it.
Html svg_of(const Model& model, const Story& story);

}  // namespace allot::page
