# Read inside llama.cpp's own project: leave out its command line helpers, which nothing here uses. Halves the build.
set(LLAMA_BUILD_COMMON OFF)
