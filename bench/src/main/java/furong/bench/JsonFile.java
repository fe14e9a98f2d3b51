package furong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results as indented JSON. */
final class JsonFile {

  private JsonFile() {}

  static Path write(Path folder, String name, Object result) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(file, json.writeValueAsString(result) + "\n");
    return file;
  }
}
