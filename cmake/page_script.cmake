# The style sheet and the script of the page that `allot report` writes, built into the library.
#
# There are two scripts. page.js draws the charts in the browser; it holds a library, ECharts, that npm brings. plain.js is
# ours alone and leaves the charts as the program drew them. Which one the page gets is decided by ALLOT_PAGE_SCRIPT.
if(PROJECT_IS_TOP_LEVEL)
  set(page_script_default AUTO)
else()
  set(page_script_default OFF)
endif()
set(ALLOT_PAGE_SCRIPT ${page_script_default} CACHE STRING
    "charts of the page drawn in the browser, by ECharts: ON needs npm, AUTO uses it where it works, OFF leaves them as pictures")
set_property(CACHE ALLOT_PAGE_SCRIPT PROPERTY STRINGS AUTO ON OFF)

set(page_sources ${PROJECT_SOURCE_DIR}/src/page)
set(page_folder ${PROJECT_BINARY_DIR}/page)

# In the order in which plain.js has them.
set(plain_modules words.js series.js report.js choice.js controls.js shown.js outputs.js theme.js copy.js cursor.js shell.js
                  plain.js)
set(drawing_modules canvas.js kinds.js marks.js measure.js painter.js rowlayout.js scales.js turns.js page.js
                    kinds/curve.js kinds/dots.js kinds/flow.js kinds/plan.js kinds/ranges.js kinds/rows.js kinds/time.js
                    kinds/tornado.js kinds/waterfall.js)
list(TRANSFORM plain_modules PREPEND ${page_sources}/script/)
list(TRANSFORM drawing_modules PREPEND ${page_sources}/script/)

string(REPLACE ";" "|" plain_list "${plain_modules}")
add_custom_command(
  OUTPUT ${page_folder}/plain.js
  COMMAND ${CMAKE_COMMAND} "-DMODULES=${plain_list}" -DOUTPUT=${page_folder}/plain.js
          -P ${PROJECT_SOURCE_DIR}/cmake/join_modules.cmake
  DEPENDS ${plain_modules} ${PROJECT_SOURCE_DIR}/cmake/join_modules.cmake
  VERBATIM)
set(page_script ${page_folder}/plain.js)

if(ALLOT_PAGE_SCRIPT)
  find_program(ALLOT_NODE node)
  find_program(ALLOT_NPM npm)
  if(ALLOT_NODE AND ALLOT_NPM)
    set(page_script ${page_folder}/page.js)
    add_custom_command(
      OUTPUT ${page_script}
      COMMAND ${CMAKE_COMMAND} -DNODE=${ALLOT_NODE} -DNPM=${ALLOT_NPM} -DSOURCES=${page_sources}/script -DFOLDER=${page_folder}
              -DWANTED=${ALLOT_PAGE_SCRIPT} -DOUTPUT=${page_script} -P ${PROJECT_SOURCE_DIR}/cmake/bundle_page.cmake
      DEPENDS ${page_folder}/plain.js ${plain_modules} ${drawing_modules} ${page_sources}/script/bundle.mjs
              ${page_sources}/script/package.json ${page_sources}/script/package-lock.json
              ${PROJECT_SOURCE_DIR}/cmake/bundle_page.cmake
      VERBATIM)
  elseif(ALLOT_PAGE_SCRIPT STREQUAL "AUTO")
    message(STATUS "The page's charts will be pictures: node and npm, which would bring ECharts, are not there")
  else()
    message(FATAL_ERROR "ALLOT_PAGE_SCRIPT=ON needs node and npm; AUTO or OFF does without")
  endif()
endif()

add_custom_command(
  OUTPUT ${page_folder}/page_assets.cpp
  COMMAND ${CMAKE_COMMAND} -DSTYLE=${page_sources}/page.css -DSCRIPT=${page_script} -DOUTPUT=${page_folder}/page_assets.cpp
          -P ${PROJECT_SOURCE_DIR}/cmake/page_assets.cmake
  DEPENDS ${page_sources}/page.css ${page_script} ${PROJECT_SOURCE_DIR}/cmake/page_assets.cmake
          ${PROJECT_SOURCE_DIR}/cmake/raw_strings.cmake
  VERBATIM)

# A target of its own: a generated source is known only in the folder that generates it.
add_library(allot_page_assets OBJECT ${page_folder}/page_assets.cpp)
target_link_libraries(allot_page_assets PRIVATE allot_inside)
target_sources(allot PRIVATE $<TARGET_OBJECTS:allot_page_assets>)

# What the licences of ECharts and of what it uses ask for. The folder is there only where page.js holds them.
if(PROJECT_IS_TOP_LEVEL)
  foreach(component program library)
    install(DIRECTORY ${page_folder}/licences DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT ${component} OPTIONAL)
  endforeach()
endif()
