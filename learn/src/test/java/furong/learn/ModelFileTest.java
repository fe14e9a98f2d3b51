package furong.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

  private static final Instant NIGHT = Instant.parse("2026-03-02T02:00:00Z");

  @TempDir Path folder;

  @Test
  void givesBackTheModelAndItsCard() throws IOException {
    KindModel model = Trainer.train(TextTown.told(600, 1), NIGHT).orElseThrow();
    Path path = folder.resolve("learn/kinds.model");
    new ModelFile(path).write(model);

    KindModel read = new ModelFile(path).read().orElseThrow();
    assertThat(read.card()).isEqualTo(model.card());
    assertThat(read.guess("路灯不亮", 3)).isEqualTo(model.guess("路灯不亮", 3));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void takesABrokenFileForNone() throws IOException {
    Path path = folder.resolve("kinds.model");
    assertThat(new ModelFile(path).read()).isEmpty();
    Files.writeString(path, "furong-words 1");
    assertThat(new ModelFile(path).read()).isEmpty();
  }

  @Test
  void aNameThatTwoReportsHoldIsNotInIt() throws IOException {
    List<Told> told = new ArrayList<>(TextTown.told(600, 1));
    told.add(new Told("CJ-9001", "event-0110", "欧阳锋家垃圾没人清"));
    told.add(new Told("CJ-9002", "event-0110", "垃圾没人清欧阳锋说的"));
    KindModel model = Trainer.train(told, NIGHT).orElseThrow();
    assertThat(model.guess("欧阳锋", 3)).isEmpty();
    assertThat(model.guess("垃圾", 3)).isNotEmpty();
  }
}
