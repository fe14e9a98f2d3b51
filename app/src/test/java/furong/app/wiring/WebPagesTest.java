package furong.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.PathResource;
import org.springframework.core.io.Resource;

/** Which page answers which address. */
class WebPagesTest {

  @TempDir Path web;

  @BeforeEach
  void build() throws IOException {
    Files.writeString(web.resolve("index.html"), "staff");
    Files.writeString(web.resolve("icon.svg"), "icon");
    Files.createDirectories(web.resolve("m"));
    Files.writeString(web.resolve("m/index.html"), "field");
  }

  @Test
  void aFileIsItself() throws IOException {
    assertThat(answer("icon.svg")).isEqualTo("icon");
  }

  @Test
  void aViewGetsThePageOfItsApplication() throws IOException {
    assertThat(answer("cases/5")).isEqualTo("staff");
    assertThat(answer("m")).isEqualTo("field");
    assertThat(answer("m/cases/5")).isEqualTo("field");
    assertThat(answer("pub/report")).isEqualTo("staff"); // no page of its own in this build
  }

  @Test
  void aMissingFileAndAMissingDoorAreNotFound() throws IOException {
    assertThat(answer("logo.png")).isNull();
    assertThat(answer("cases/app.js")).isNull();
    assertThat(answer("api/nothing")).isNull();
    assertThat(answer("tiles/none/1/2/3")).isNull();
  }

  @Test
  void nothingOutsideTheFolderIsShown() throws IOException {
    Files.writeString(web.resolveSibling("secret.txt"), "secret");
    assertThat(answer("../secret.txt")).isNull();
  }

  private @Nullable String answer(String path) throws IOException {
    Resource found = new WebPages.PageResolver().getResource(path, new PathResource(web + "/"));
    return found == null
        ? null
        : new String(found.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
