package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The test suite of the Open Geospatial Consortium for SensorThings, levels 1 to 3, against a city
 * of its own. The suite speaks of version 1.0, and there is none for 1.1; what 1.1 adds is tested
 * in the module sense.
 *
 * <p>Maven lays the suite into target/ets, beside the class path: it brings libraries of its own.
 * It reads a JSON number as a text, which only the oldest JSON library lets it do, so that one
 * stands first.
 */
class OgcSuiteTest {

  /** Tests of the levels 1 (6), 2 (8) and 3 (8) in version 1.5 of the suite. */
  private static final int TESTS = 22;

  /** It takes some 25 s; a loaded machine needs patience. */
  private static final long MINUTES = 10;

  private static final List<String> JARS = List.of("json-20090211.jar", "ets-sta10-1.5-aio.jar");

  /** What level 1 wants to find: one of everything. A result over 3 would count in level 3. */
  private static final String SEED =
      """
      {"name":"seed","description":"seed","properties":{"k":"v"},
       "Locations":[{"name":"l","description":"l","encodingType":"application/vnd.geo+json",
         "location":{"type":"Point","coordinates":[24.9,60.2]}}],
       "Datastreams":[{"name":"d","description":"d","unitOfMeasurement":{"name":"C","symbol":"degC","definition":"ucum:Cel"},
         "observationType":"http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
         "Sensor":{"name":"s","description":"s","encodingType":"application/pdf","metadata":"m"},
         "ObservedProperty":{"name":"t","definition":"http://example.org/t","description":"t"},
         "Observations":[{"phenomenonTime":"2014-03-01T00:00:00Z","resultTime":"2014-03-01T00:00:01Z","result":1}]}]}\
      """;

  @TempDir Path folder;

  @Test
  void theSuiteOfTheStandardPasses() throws Exception {
    try (RunningCity city = RunningCity.start(folder.resolve("data"), "--no-sim")) {
      String service = city.address() + "/sensorthings/v1.1";
      seed(service);
      List<String> said = run(service);
      assertThat(said).filteredOn(line -> !line.startsWith("PASS")).isEmpty();
      assertThat(said).hasSize(TESTS);
    }
  }

  private static void seed(String service) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(java.net.URI.create(service + "/Things"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(SEED))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(201);
    }
  }

  /** One line a test: its verdict, its name and why it failed. */
  private List<String> run(String service) throws Exception {
    Path properties = folder.resolve("suite.xml");
    // no DOCTYPE: with one the suite's parser tries to load it from elsewhere
    Files.writeString(
        properties,
        "<?xml version=\"1.0\"?><properties version=\"1.0\"><entry key=\"iut\">%s</entry><entry key=\"ics\">3</entry></properties>"
            .formatted(service));
    Path jars = RunningCity.root().resolve("e2e/target/ets");
    String classPath =
        String.join(":", JARS.stream().map(jar -> jars.resolve(jar).toString()).toList());
    Path log = folder.resolve("suite.txt");
    Process suite =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Duser.home=" + folder,
                "-cp",
                classPath,
                "org.opengis.cite.sta10.TestNGController",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = suite.waitFor(MINUTES, TimeUnit.MINUTES);
    suite.destroy();
    assertThat(ended).as("the suite ended").isTrue();
    try (Stream<Path> files = Files.walk(folder)) {
      Path results =
          files
              .filter(file -> file.endsWith("testng-results.xml"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no results; it said " + read(log)));
      return verdicts(results);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "nothing";
    }
  }

  private static List<String> verdicts(Path results) throws Exception {
    NodeList methods =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(results.toFile())
            .getElementsByTagName("test-method");
    List<String> verdicts = new ArrayList<>();
    for (int i = 0; i < methods.getLength(); i++) {
      Element method = (Element) methods.item(i);
      boolean passed = method.getAttribute("status").equals("PASS");
      // what prepares and clears counts only when it fails
      if (!passed || !method.getAttribute("is-config").equals("true")) {
        NodeList messages = method.getElementsByTagName("message");
        String why = messages.getLength() == 0 ? "" : messages.item(0).getTextContent().strip();
        verdicts.add(method.getAttribute("status") + " " + method.getAttribute("name") + " " + why);
      }
    }
    return verdicts;
  }
}
