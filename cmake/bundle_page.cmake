# Writes OUTPUT: the page's script with ECharts, which npm brings into FOLDER. Where npm or node fails and the bundle is
# not WANTED=ON, the script without ECharts takes its place, and the build goes on.
set(packages ${FOLDER}/npm)
set(licences ${FOLDER}/licences)
file(REMOVE_RECURSE ${licences})

function(give_up why)
  if(NOT WANTED STREQUAL "AUTO")
    message(FATAL_ERROR "the page's script could not be bundled: ${why}")
  endif()
  message("The page's charts will be pictures, as its script could not be bundled with ECharts.\n${why}\n"
          "To try again, remove ${OUTPUT}.")
  configure_file(${FOLDER}/plain.js ${OUTPUT} COPYONLY)
endfunction()

# Exact versions, held against their checksums; once for each lock file.
file(SHA256 ${SOURCES}/package-lock.json lock)
if(NOT EXISTS ${packages}/${lock}.there)
  file(REMOVE_RECURSE ${packages})
  file(COPY ${SOURCES}/package.json ${SOURCES}/package-lock.json DESTINATION ${packages})
  execute_process(
    COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000
    WORKING_DIRECTORY ${packages} RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE said)
  if(failed)
    give_up("${said}")
    return()
  endif()
  file(TOUCH ${packages}/${lock}.there)
endif()

execute_process(COMMAND ${NODE} ${SOURCES}/bundle.mjs ${packages} ${OUTPUT} RESULT_VARIABLE failed ERROR_VARIABLE said)
if(failed)
  give_up("${said}")
  return()
endif()
foreach(file echarts/LICENSE echarts/NOTICE echarts/licenses/LICENSE-d3 zrender/LICENSE tslib/LICENSE.txt)
  get_filename_component(folder ${file} DIRECTORY)
  file(COPY ${packages}/node_modules/${file} DESTINATION ${licences}/${folder})
endforeach()
