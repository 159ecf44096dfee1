# The library as WebAssembly, for the page that `allot lab` writes: one file of JavaScript with the module inside. It is built
# where emscripten is found, and the program does without it elsewhere.
set(ALLOT_LAB AUTO CACHE STRING "build what `allot lab` puts into its page: ON, OFF, or AUTO: where em++ is found")
set_property(CACHE ALLOT_LAB PROPERTY STRINGS AUTO ON OFF)
set(ALLOT_LAB_MODULE "")
if(NOT ALLOT_LAB)
  return()
endif()
find_program(ALLOT_EMXX em++)
if(NOT ALLOT_EMXX)
  if(NOT ALLOT_LAB STREQUAL AUTO)
    message(FATAL_ERROR "ALLOT_LAB=ON, and em++ is not found")
  endif()
  return()
endif()

# Of the system's headers it sees only those of the libraries: the others are another C library's.
set(lab ${PROJECT_BINARY_DIR}/lab)
find_path(ALLOT_FMT_HEADERS fmt/format.h REQUIRED)
find_path(ALLOT_JSON_HEADERS nlohmann/json.hpp REQUIRED)
file(MAKE_DIRECTORY ${lab}/headers)
file(CREATE_LINK ${ALLOT_FMT_HEADERS}/fmt ${lab}/headers/fmt SYMBOLIC)
file(CREATE_LINK ${ALLOT_JSON_HEADERS}/nlohmann ${lab}/headers/nlohmann SYMBOLIC)
file(CREATE_LINK ${ALLOT_BOOST}/boost ${lab}/headers/boost SYMBOLIC)
file(CREATE_LINK ${ALLOT_LEMON}/lemon ${lab}/headers/lemon SYMBOLIC)

# em++ looks for modules of Node where Debian has them, which another Node does not.
set(em++ ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs ${ALLOT_EMXX} -std=c++20 -fwasm-exceptions)
set(as_everywhere -ffp-contract=off -fno-math-errno -fno-trapping-math)
set(seen -I${PROJECT_SOURCE_DIR}/include -I${PROJECT_SOURCE_DIR}/src -isystem ${lab}/headers -DFMT_HEADER_ONLY)

set(objects "")
# A folder is compiled at once, as in cmake/together.cmake; what runs once a question is made small.
function(add_lab_object name optimisation)
  set(text "")
  foreach(source IN LISTS ARGN)
    string(APPEND text "#include \"${source}\"\n")
  endforeach()
  file(CONFIGURE OUTPUT ${lab}/${name}.cpp CONTENT "${text}" @ONLY)
  add_custom_command(OUTPUT ${lab}/${name}.o
    COMMAND ${em++} ${optimisation} ${as_everywhere} ${seen} -MD -MF ${lab}/${name}.d -c ${lab}/${name}.cpp -o ${lab}/${name}.o
    DEPENDS ${lab}/${name}.cpp DEPFILE ${lab}/${name}.d
    COMMENT "Compiling ${name} to WebAssembly" VERBATIM)
  set(objects ${objects} ${lab}/${name}.o PARENT_SCOPE)
endfunction()

foreach(target allot allot_once)
  get_target_property(sources ${target} SOURCES)
  set(optimisation -O2)
  if(target STREQUAL allot_once)
    set(optimisation -Os)
  endif()
  set(folders "")
  foreach(source IN LISTS sources)
    # Nettle is not packaged for it; the report's page is no part of the lab's.
    if(source MATCHES "TARGET_OBJECTS|/json/(hash|digest)\\.cpp$|/page/")
      continue()
    endif()
    get_filename_component(folder ${source} DIRECTORY)
    get_filename_component(folder ${folder} NAME)
    list(APPEND folders ${folder})
    list(APPEND sources_of_${folder} ${source})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    add_lab_object(${folder}_${target} ${optimisation} ${sources_of_${folder}})
    unset(sources_of_${folder})
  endforeach()
endforeach()
list(TRANSFORM ALLOT_LAB_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/src/)
add_lab_object(module -Os ${ALLOT_LAB_SOURCES})

set(ALLOT_LAB_MODULE ${lab}/allot.js)
add_custom_command(OUTPUT ${ALLOT_LAB_MODULE}
  COMMAND ${em++} -O2 ${objects} -o ${ALLOT_LAB_MODULE} -sSINGLE_FILE=1 -sMODULARIZE=1 -sEXPORT_NAME=makeAllot
          -sALLOW_MEMORY_GROWTH=1 -sFILESYSTEM=0 -sENVIRONMENT=web,worker,node
          -sEXPORTED_RUNTIME_METHODS=ccall,UTF8ToString
  DEPENDS ${objects}
  COMMENT "Linking the lab's module" VERBATIM)
add_custom_target(allot_lab_module DEPENDS ${ALLOT_LAB_MODULE})
