package furong.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import furong.base.Notice;
import furong.base.Result;
import furong.notify.SmallTown;
import furong.notify.cap.CapReader.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every file of the test data of Google's cap-library (Apache-2.0), with what is expected of it and
 * why. A file that nobody expects fails the test.
 */
class PublishedSamplesTest {

  /**
   * What reading should give.
   *
   * @param messages how many; -1 when it is refused
   * @param links how many an index names
   * @param seal of every message
   * @param code of a notice, when it is refused
   */
  private record Expected(int messages, int links, CapSeal seal, String code, String why) {}

  private static Expected reads(int messages, int links, String why) {
    return new Expected(messages, links, CapSeal.NONE, "", why);
  }

  private static Expected signed(int messages, CapSeal seal, String why) {
    return new Expected(messages, 0, seal, "", why);
  }

  private static Expected refuses(String code, String why) {
    return new Expected(-1, 0, CapSeal.NONE, code, why);
  }

  private static final Map<String, Expected> FILES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("amber.atom", reads(1, 0, "Atom with a message of CAP 1.1 as content")),
              Map.entry("australia.cap", reads(1, 0, "CAP 1.2 under a prefix")),
              Map.entry("bushfire_valid.edxlde", reads(7, 0, "an EDXL-DE envelope of seven")),
              Map.entry("bushfire_invalid.edxlde", refuses("cap.word", "an urgency of Foobar")),
              Map.entry("canada.cap", reads(1, 0, "Update with two references, empty optionals")),
              Map.entry(
                  "canada_errors.cap", refuses("cap.references", "Update without references")),
              Map.entry("canada_signed.cap", signed(1, CapSeal.TRUSTED, "both certificates here")),
              Map.entry("canada_signed.atom", signed(1, CapSeal.TRUSTED, "the same within a feed")),
              Map.entry(
                  "earthquake-iso8859-1.cap",
                  signed(1, CapSeal.UNKNOWN_SIGNER, "another encoding; a bare key")),
              Map.entry("earthquake.cap", reads(1, 0, "a circle of radius 0")),
              Map.entry("earthquake_index.atom", reads(0, 1, "an index with links to CAP")),
              Map.entry(
                  "earthquake_signed.cap",
                  signed(1, CapSeal.UNKNOWN_SIGNER, "a bare key: it fits, but is nobody's")),
              Map.entry("empty_weather_index.atom", reads(0, 0, "a feed may be empty")),
              Map.entry("invalid.cap", refuses("cap.missing", "scope is missing")),
              Map.entry("invalid.rss", refuses("rss.missing", "no title, no description")),
              Map.entry("invalid_element.atom", refuses("atom.unknown", "foo is not of Atom")),
              Map.entry("no_entries.atom", reads(0, 0, "foreign markup outside an entry")),
              Map.entry("no_id.atom", refuses("atom.missing", "id is missing")),
              Map.entry("no_link.atom", refuses("atom.empty", "neither content nor link")),
              Map.entry("no_optional_fields.cap", reads(1, 0, "info is optional")),
              Map.entry("no_title.atom", refuses("atom.missing", "title is missing")),
              Map.entry("noaa_errors.cap", refuses("cap.missing", "urgency is empty")),
              Map.entry("ny_index.rss", reads(0, 2, "an index in RSS")),
              Map.entry("wcatwc-warning.cap", reads(1, 0, "an Update of a tsunami warning")),
              Map.entry("weather.atom", reads(1, 0, "a message of CAP 1.1 as content")),
              Map.entry("weather.cap", reads(1, 0, "CAP 1.1")),
              Map.entry("weather_index.atom", reads(0, 2, "an index of two")),
              Map.entry("weather_invalid.atom", refuses("cap.identifier", "a comma and a space")),
              Map.entry("xee.atom", refuses("xml.doctype", "external entities")),
              Map.entry("xee.cap", refuses("xml.doctype", "external entities"))));

  @Test
  void eachFileIsReadOrRefusedAsItShouldBe() throws IOException {
    Path folder = folder();
    Map<String, String> wanted = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    CapReader reader = new CapReader(CapTrust.of(folder));
    for (Map.Entry<String, Expected> file : FILES.entrySet()) {
      Expected e = file.getValue();
      wanted.put(
          file.getKey(),
          e.messages() < 0
              ? "refused " + e.code()
              : e.messages() + " messages " + e.links() + " links " + seals(e));
      found.put(
          file.getKey(),
          switch (reader.read(Files.readAllBytes(folder.resolve(file.getKey())))) {
            case Result.Ok<Bundle>(Bundle b) ->
                b.parts().size()
                    + " messages "
                    + b.links().size()
                    + " links "
                    + b.parts().stream().map(CapReader.Part::seal).collect(Collectors.toSet());
            case Result.Refused<Bundle>(var why, List<Notice> notices) ->
                notices.stream().anyMatch(n -> n.code().equals(e.code()))
                    ? "refused " + e.code()
                    : "refused " + notices;
          });
    }
    assertThat(found).isEqualTo(wanted);
  }

  private static Set<CapSeal> seals(Expected e) {
    return e.messages() == 0 ? Set.of() : Set.of(e.seal());
  }

  @Test
  void noFileIsForgotten() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      Set<String> there =
          files
              .map(f -> f.getFileName().toString())
              .filter(name -> !name.endsWith(".pem"))
              .collect(Collectors.toSet());
      assertThat(there).isEqualTo(FILES.keySet());
    }
  }

  @Test
  void aSignedMessageThatWasChangedIsBroken() throws IOException {
    Path folder = folder();
    String text = Files.readString(folder.resolve("canada_signed.cap"));
    assertThat(text).contains("<severity>Moderate</severity>");
    Result<Bundle> changed =
        new CapReader(CapTrust.of(folder))
            .read(
                text.replaceFirst("<severity>Moderate</severity>", "<severity>Extreme</severity>")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(SmallCap.codes(changed)).containsExactly("cap.signature");
  }

  @Test
  void withoutTheCertificatesTheSignersAreUnknown() throws IOException {
    byte[] bytes = Files.readAllBytes(folder().resolve("canada_signed.cap"));
    assertThat(new CapReader(CapTrust.none()).read(bytes).orThrow().parts().getFirst().seal())
        .isEqualTo(CapSeal.UNKNOWN_SIGNER);
  }

  private static Path folder() {
    Path folder =
        SmallTown.project().resolve("../shared/data/alerts/cap_library_testdata").normalize();
    boolean there = Files.isDirectory(folder);
    assertThat(there || System.getenv("CI") == null).as("%s in CI", folder).isTrue();
    assumeTrue(there, "the samples are not on this machine");
    return folder;
  }
}
