#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "cli/xlsx_dates.hpp"
#include "cli/xlsx_package.hpp"

namespace allot::cli {

/// A part as XML. Names are compared without the prefix of their namespace, which each program chooses.
pugi::xml_document xml_of(const XlsxPackage& package, const std::string& part);
std::string_view name_within(const pugi::xml_node& node);
pugi::xml_node child_called(const pugi::xml_node& node, std::string_view name);
std::string attribute_called(const pugi::xml_node& node, std::string_view name);

template <class Visit>
void visit_children(const pugi::xml_node& node, std::string_view name, Visit&& visit) {
  for (const pugi::xml_node& child : node.children())
    if (name_within(child) == name) visit(child);
}

/// A sheet by its name, and the part that holds it.
struct XlsxSheet {
  std::string name, part;
  bool is_hidden = false;
};

/// How numbers of a cell's style are shown, as far as it changes what they say.
struct XlsxStyle {
  bool is_date = false;
  std::size_t digits = 0;  ///< zeros before it fill it up to so many
};

/// What all sheets of a workbook share.
struct XlsxBook {
  std::vector<XlsxSheet> sheets;
  DateSystem dates = DateSystem::from_1900;
  std::vector<std::string> texts;  ///< that cells refer to by their place
  std::vector<XlsxStyle> styles;   ///< by their place
};

XlsxBook book_of(const XlsxPackage& package);

/// The text of a shared or inline string: its own, or that of its runs; what helps to pronounce it is left out.
std::string text_of_string(const pugi::xml_node& node);

}  // namespace allot::cli
