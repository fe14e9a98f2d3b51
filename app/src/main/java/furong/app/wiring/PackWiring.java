package furong.app.wiring;

import furong.app.Settings;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The packs that this city runs. A faulty pack stops the start: half a rule book judges wrongly.
 */
@Configuration(proxyBeanMethods = false)
public class PackWiring {

  /** The texts, for what must read them again elsewhere: the stream's workers. */
  @Bean
  PackFiles packFiles(Settings settings) {
    return PackFiles.read(settings.packsDir());
  }

  @Bean
  PackBook packBook(PackFiles files) {
    return PackReader.read(files).orThrow();
  }
}
