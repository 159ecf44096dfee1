#pragma once

#include <string>
#include <string_view>

namespace allot::page {

/// How a content policy names a script or a style that stands in the page: 'sha256-...'. Nothing else runs there.
///
/// source: W3C, Content Security Policy Level 3, section 2.3.1 (hash-source)
std::string hash_source(std::string_view text);

}  // namespace allot::page
