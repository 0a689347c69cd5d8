// NAME_fuzz FOLDER: gives every file of the folder to the fuzz target once, and a few inputs that need no
// file.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz.h"

int main(int argc, char** argv) {
  const auto give = [](const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  };
  int count = 0;
  for (const std::string& bytes :
       {std::string(), std::string(1, '\0'), std::string("\xff\xfe"), std::string(4096, '[')}) {
    give(bytes);
    ++count;
  }
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) continue;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream in(entry.path(), std::ios::binary);
      give(std::string(std::istreambuf_iterator<char>(in), {}));
      ++count;
    }
  }
  std::printf("%d inputs, nothing broke\n", count);
  return 0;
}
