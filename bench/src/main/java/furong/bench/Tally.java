package furong.bench;

import furong.observe.LogCodec;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a city holds, counted from outside: in the log, in history, in the record. Two cities that
 * were told the same hold the same, however often one of them was killed.
 *
 * @param logReadings readings in the log
 * @param logDistinct of these, different ones by datastream and time
 * @param history observations by datastream, as SensorThings counts them
 * @param alerts every alert with its rule, thing and times
 * @param alertSteps every change of an alert
 * @param cases every case by the alert that opened it
 * @param caseEvents events in the trails of all cases
 */
public record Tally(
    long logReadings,
    long logDistinct,
    List<String> history,
    Set<String> alerts,
    Set<String> alertSteps,
    List<String> cases,
    long caseEvents) {

  private static final String LOG = "furong.observations";

  private static final Duration WITHIN = Duration.ofSeconds(30);

  /** Counts a running city with the embedded engines. */
  static Tally of(CityProcess city) throws IOException, InterruptedException, SQLException {
    Set<String> distinct = new HashSet<>();
    long readings = countLog(city.data(), distinct);
    try (Connection record = connect(city.data().resolve("postgres"))) {
      return new Tally(
          readings,
          distinct.size(),
          history(city.url()),
          new TreeSet<>(
              rows(
                  record,
                  """
                  select concat_ws(' ', id, rule, thing, level, opened_at at time zone 'UTC',
                    cleared_at at time zone 'UTC', case_id is not null, muted_by is not null)
                  from alert\
                  """)),
          new TreeSet<>(
              rows(
                  record,
                  "select concat_ws(' ', alert, kind, at at time zone 'UTC', level) from alert_step")),
          rows(record, "select concat_ws(' ', alert, rule, state) from city_case order by 1"),
          Long.parseLong(rows(record, "select count(*)::text from case_event").getFirst()));
    }
  }

  private static long countLog(Path data, Set<String> distinct) throws IOException {
    String port = Files.readString(data.resolve("kafka/port")).strip();
    Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + port);
    long readings = 0;
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(LOG).stream()
              .map(p -> new TopicPartition(LOG, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
          if (LogCodec.decode(entry.value()) instanceof LogRecord.Readings found) {
            ReadingBlock block = found.block();
            readings += block.size();
            for (int i = 0; i < block.size(); i++) {
              distinct.add(block.datastream(i) + "@" + block.timeMs(i));
            }
          }
        }
      }
    }
    return readings;
  }

  private static List<String> history(String url) throws IOException, InterruptedException {
    List<String> counts = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String streams = url + "/sensorthings/v1.1/Datastreams?$top=1000&$orderby=name";
      for (JsonNode stream : get(http, streams).path("value")) {
        String observations =
            url
                + "/sensorthings/v1.1/Datastreams("
                + stream.path("@iot.id").asLong()
                + ")/Observations?$count=true&$top=0";
        counts.add(
            stream.path("name").asString("")
                + " "
                + get(http, observations).path("@iot.count").asLong(-1));
      }
    }
    return counts;
  }

  private static JsonNode get(HttpClient http, String url)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.replace("$", "%24"))).timeout(WITHIN).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(url + " -> " + answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  static Connection connect(Path postgres) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + Files.readString(postgres.resolve("port")).strip()
            + "/furong",
        "furong",
        Files.readString(postgres.resolve("password")).strip());
  }

  private static List<String> rows(Connection record, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (var statement = record.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  /** One line for the console. */
  String line() {
    return "log %,d (%,d distinct), history %s, alerts %,d with %,d steps, cases %,d with %,d events"
        .formatted(
            logReadings,
            logDistinct,
            history,
            alerts.size(),
            alertSteps.size(),
            cases.size(),
            caseEvents);
  }
}
