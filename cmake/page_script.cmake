# The style sheet and the script of the page that `allot report` writes, built into the library.
set(page_sources ${PROJECT_SOURCE_DIR}/src/page)
set(page_folder ${PROJECT_BINARY_DIR}/page)

# Each after those that it imports.
set(page_modules words.js series.js report.js choice.js controls.js shown.js outputs.js theme.js copy.js cursor.js shell.js
                 measure.js marks.js scales.js axes.js canvas.js rowlayout.js kinds/curve.js kinds/dots.js kinds/flow.js
                 kinds/plan.js kinds/ranges.js kinds/rows.js kinds/time.js kinds/tornado.js kinds/waterfall.js kinds.js
                 turns.js painter.js page.js)
list(TRANSFORM page_modules PREPEND ${page_sources}/script/)
string(REPLACE ";" "|" page_module_list "${page_modules}")
add_custom_command(
  OUTPUT ${page_folder}/page.js
  COMMAND ${CMAKE_COMMAND} "-DMODULES=${page_module_list}" -DOUTPUT=${page_folder}/page.js
          -P ${PROJECT_SOURCE_DIR}/cmake/join_modules.cmake
  DEPENDS ${page_modules} ${PROJECT_SOURCE_DIR}/cmake/join_modules.cmake
  VERBATIM)
add_custom_command(
  OUTPUT ${page_folder}/page_assets.cpp
  COMMAND ${CMAKE_COMMAND} -DSTYLE=${page_sources}/page.css -DSCRIPT=${page_folder}/page.js
          -DOUTPUT=${page_folder}/page_assets.cpp -P ${PROJECT_SOURCE_DIR}/cmake/page_assets.cmake
  DEPENDS ${page_sources}/page.css ${page_folder}/page.js ${PROJECT_SOURCE_DIR}/cmake/page_assets.cmake
          ${PROJECT_SOURCE_DIR}/cmake/raw_strings.cmake
  VERBATIM)

# A target of its own: a generated source is known only in the folder that generates it.
add_library(allot_page_assets OBJECT ${page_folder}/page_assets.cpp)
target_link_libraries(allot_page_assets PRIVATE allot_inside)
target_sources(allot PRIVATE $<TARGET_OBJECTS:allot_page_assets>)
