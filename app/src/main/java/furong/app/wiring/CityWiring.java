package furong.app.wiring;

import furong.app.Settings;
import furong.cases.CityCases;
import furong.cases.CityCasesReader;
import furong.city.CityProfile;
import furong.city.Populations;
import furong.pack.PackBook;
import furong.serve.city.InstalledPacks;
import furong.serve.city.InstalledPacks.PackLine;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The city that this house runs, as its profile says. */
@Configuration(proxyBeanMethods = false)
public class CityWiring {

  @Bean
  CityProfile city(Settings settings) {
    return CityProfile.load(settings.cityDir());
  }

  /** How many live where, as far as a source says. */
  @Bean
  Populations populations(Settings settings) {
    return Populations.load(settings.cityDir());
  }

  /** How that city does case work; a fault in its files stops the start and names its place. */
  @Bean
  CityCases cityCases(CityProfile city, Settings settings) {
    return CityCasesReader.read(settings.cityDir(), city).orThrow();
  }

  /** A house without packs still shows its city. */
  @Bean
  InstalledPacks installedPacks(ObjectProvider<PackBook> books) {
    return () ->
        books.stream()
            .map(PackBook::packs)
            .flatMap(List::stream)
            .map(pack ->
                new PackLine(
                    pack.id(),
                    pack.title(),
                    pack.version(),
                    pack.status().name().toLowerCase(Locale.ROOT)))
            .toList();
  }
}
