#include "cli/xlsx_book.hpp"

#include <filesystem>
#include <map>

#include "base/literals.hpp"

namespace allot::cli {

std::string_view name_within(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_node child_called(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children())
    if (name_within(child) == name) return child;
  return {};
}

std::string attribute_called(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& it : node.attributes()) {
    const std::string_view own = it.name();
    if (own.substr(own.find(':') + 1) == name) return it.value();
  }
  return {};
}

pugi::xml_document xml_of(const XlsxPackage& package, const std::string& part) {
  const auto text = package.part(part);
  if (!text) package.refuse("it is no XLSX workbook: it has no " + part);
  pugi::xml_document document;
  const pugi::xml_parse_result result =
      document.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!result) package.refuse(part + " is broken: " + result.description());
  return document;
}

std::string text_of_string(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& child : node.children()) {
    if (name_within(child) == "t") text += child.child_value();
    if (name_within(child) == "r") text += child_called(child, "t").child_value();
  }
  return text;
}

namespace {

// Where a part stands that another names, from the folder of that one.
std::string part_beside(const std::string& part, const std::string& target) {
  if (target.starts_with('/')) return target.substr(1);
  return (std::filesystem::path(part).parent_path() / target).lexically_normal().generic_string();
}

std::string relations_of(const std::string& part) {
  const std::filesystem::path path = part;
  return (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).generic_string();
}

/// What a part refers to, by id and by kind.
struct Relations {
  std::map<std::string, std::string> by_id, by_kind;
};

Relations read_relations(const XlsxPackage& package, const std::string& part) {
  Relations out;
  const pugi::xml_document document = xml_of(package, relations_of(part));
  visit_children(document.document_element(), "Relationship", [&](const pugi::xml_node& it) {
    const std::string kind = attribute_called(it, "Type"), target = part_beside(part, attribute_called(it, "Target"));
    out.by_id.emplace(attribute_called(it, "Id"), target);
    out.by_kind.emplace(kind.substr(kind.rfind('/') + 1), target);
  });
  return out;
}

std::string workbook_part(const XlsxPackage& package) {
  const Relations root = read_relations(package, "");
  const auto found = root.by_kind.find("officeDocument");
  if (found == root.by_kind.end()) package.refuse("it is no XLSX workbook: nothing in it is called one");
  return found->second;
}

bool is_true(const std::string& text) { return text == "1" || text == "true"; }

void read_workbook(const XlsxPackage& package, const std::string& part, const Relations& relations, XlsxBook& book) {
  const pugi::xml_document document = xml_of(package, part);
  const pugi::xml_node root = document.document_element();
  if (is_true(attribute_called(child_called(root, "workbookPr"), "date1904"))) book.dates = DateSystem::from_1904;
  visit_children(child_called(root, "sheets"), "sheet", [&](const pugi::xml_node& sheet) {
    std::string id;
    for (const pugi::xml_attribute& it : sheet.attributes())
      if (std::string_view(it.name()).ends_with(":id")) id = it.value();  // sheetId is another
    const auto target = relations.by_id.find(id);
    if (target == relations.by_id.end()) return;
    const std::string state = attribute_called(sheet, "state");
    book.sheets.push_back({attribute_called(sheet, "name"), target->second, !state.empty() && state != "visible"});
  });
}

void read_texts(const XlsxPackage& package, const std::string& part, XlsxBook& book) {
  const pugi::xml_document document = xml_of(package, part);
  visit_children(document.document_element(), "si",
                 [&](const pugi::xml_node& it) { book.texts.push_back(text_of_string(it)); });
}

int number_of(const std::string& text) { return static_cast<int>(parse_integer(text).value_or(0)); }

void read_styles(const XlsxPackage& package, const std::string& part, XlsxBook& book) {
  const pugi::xml_document document = xml_of(package, part);
  const pugi::xml_node root = document.document_element();
  std::map<int, std::string> codes;
  visit_children(child_called(root, "numFmts"), "numFmt", [&](const pugi::xml_node& it) {
    codes.emplace(number_of(attribute_called(it, "numFmtId")), attribute_called(it, "formatCode"));
  });
  visit_children(child_called(root, "cellXfs"), "xf", [&](const pugi::xml_node& it) {
    const int format = number_of(attribute_called(it, "numFmtId"));
    const auto code = codes.find(format);
    XlsxStyle& style = book.styles.emplace_back();
    style.is_date = code == codes.end() ? shows_dates(format) : shows_dates(code->second);
    if (code != codes.end() && code->second.find_first_not_of('0') == std::string::npos)
      style.digits = code->second.size();
  });
}

}  // namespace

XlsxBook book_of(const XlsxPackage& package) {
  const std::string part = workbook_part(package);
  const Relations relations = read_relations(package, part);
  XlsxBook book;
  read_workbook(package, part, relations, book);
  if (const auto texts = relations.by_kind.find("sharedStrings"); texts != relations.by_kind.end())
    read_texts(package, texts->second, book);
  if (const auto styles = relations.by_kind.find("styles"); styles != relations.by_kind.end())
    read_styles(package, styles->second, book);
  return book;
}

}  // namespace allot::cli
