package furong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path temp;

  @Test
  void keepsItsIdentityAndItsShards() {
    String id;
    try (DataFolder first = DataFolder.open(temp.resolve("data"), "chengdu", 4, NOW)) {
      id = first.about().id();
    }
    try (DataFolder second = DataFolder.open(temp.resolve("data"), "chengdu", 8, NOW)) {
      assertThat(second.about().id()).isEqualTo(id);
      assertThat(second.about().shards()).isEqualTo(4);
    }
  }

  @Test
  void acceptsAnEmptyFolder() {
    try (DataFolder folder = DataFolder.open(temp, "chengdu", 4, NOW)) {
      assertThat(temp.resolve("furong-data.json")).exists();
      assertThat(folder.about().createdAt()).isEqualTo(NOW);
    }
  }

  @Test
  void refusesAForeignFolder() throws Exception {
    Files.writeString(temp.resolve("letter.txt"), "dear friend");
    refuses(temp, "chengdu", "data.foreign");
    assertThat(temp.resolve("furong-data.json")).doesNotExist();
  }

  @Test
  void refusesAFile() throws Exception {
    refuses(Files.writeString(temp.resolve("file"), ""), "chengdu", "data.foreign");
  }

  @Test
  void refusesANewerFolder() throws Exception {
    DataFolder.open(temp, "chengdu", 4, NOW).close();
    Path mark = temp.resolve("furong-data.json");
    Files.writeString(
        mark, Files.readString(mark).replaceAll("\"format\"\\s*:\\s*1", "\"format\" : 2"));
    refuses(temp, "chengdu", "data.newer");
  }

  @Test
  void refusesTheFolderOfAnotherCity() {
    DataFolder.open(temp, "chengdu", 4, NOW).close();
    refuses(temp, "beijing", "data.city");
  }

  @Test
  void refusesAFolderInUse() {
    try (DataFolder first = DataFolder.open(temp, "chengdu", 4, NOW)) {
      assertThat(first.path()).isEqualTo(temp);
      refuses(temp, "chengdu", "folder.in-use");
    }
  }

  private static void refuses(Path path, String city, String code) {
    assertThatThrownBy(() -> DataFolder.open(path, city, 4, NOW))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            });
  }
}
