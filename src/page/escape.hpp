#pragma once

#include <string>
#include <string_view>

/// Text from a scenario in the three places where a page has text. Whoever wrote the scenario may mean harm.
namespace allot::page {

/// Control characters, marks that turn the direction of writing, and bytes that are not UTF-8 become U+FFFD.
std::string harmless(std::string_view text);
/// As text of HTML and as the value of an attribute in quotes.
std::string in_html(std::string_view text);
/// As a string of JSON within an element script, quotes included: no "<" could end it.
std::string in_script(std::string_view text);
/// Whether it may be the address of a link.
bool is_link(std::string_view address);

}  // namespace allot::page
