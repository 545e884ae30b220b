# Embeds stdlib/*.lsq as lsq::stdlib::Files().
file(GLOB stdlib_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/stdlib/*.lsq)
lsq_embed(stdlib_source
  HEADER stdlib/files.h NAMESPACE lsq::stdlib NAME Files BASE ${CMAKE_SOURCE_DIR}/stdlib FILES ${stdlib_files})
set_property(GLOBAL APPEND PROPERTY LSQ_GENERATED_lsq_stdlib ${stdlib_source})
