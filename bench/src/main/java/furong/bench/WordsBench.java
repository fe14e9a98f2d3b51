package furong.bench;

import furong.learn.Guess;
import furong.learn.KindModel;
import furong.learn.Told;
import furong.learn.Trainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well the kind of a matter is told by words: the model learns from the first four fifths of
 * recorded requests and is asked about the last fifth, in the order of time.
 *
 * <p>Reads requests of New York as the city publishes them (JSON, gzip). Their words are the
 * descriptor and the sentence of the answer: written in the phrases of offices, not what people say
 * at a telephone; what is measured is an upper bound of that. The kind to be told is the complaint
 * type. The published text of people's own words was not found for any city.
 */
final class WordsBench {

  /** The newest fifth is held out, the share that the trainer itself holds back. */
  private static final double LEARNT = 0.8;

  /** Confidence in fifths: with some 200 asked, finer parts would hold a handful each. */
  private static final int BUCKETS = 5;

  private static final int MOST = 3;

  /** One recorded request. */
  private record Request(String at, Told told) {}

  /**
   * Guesses of one part of the confidence.
   *
   * @param mean confidence of them, which the share of right ones should equal
   */
  record Bucket(double from, double to, int asked, int right, double mean) {}

  /**
   * What came of it.
   *
   * @param usable distinct words learnt from, of {@code learnt} requests
   * @param asked held out requests
   * @param strange of these, those of a kind that the model does not know, since it was too rare or
   *     never there: none can be right
   * @param fresh of these, those whose words were not learnt word for word
   * @param silent asked without any guess
   */
  record Result(
      int learnt,
      int usable,
      int kinds,
      int asked,
      int strange,
      int silent,
      int top1,
      int top3,
      int fresh,
      int freshTop1,
      int freshTop3,
      List<Bucket> calibration) {}

  private final PrintStream out;

  WordsBench(PrintStream out) {
    this.out = out;
  }

  Optional<Result> run(Path file) throws IOException {
    List<Request> all = read(file);
    int cut = (int) (all.size() * LEARNT);
    List<Told> learnt = all.subList(0, cut).stream().map(Request::told).toList();
    List<Told> asked = all.subList(cut, all.size()).stream().map(Request::told).toList();
    out.printf("%d requests, %s to %s%n", all.size(), all.getFirst().at(), all.getLast().at());
    Optional<Result> result =
        Trainer.train(learnt, Instant.EPOCH).map(model -> ask(model, learnt, asked));
    result.ifPresentOrElse(this::print, () -> out.println("Too few to learn from."));
    return result;
  }

  private static List<Request> read(Path file) throws IOException {
    List<Request> all = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      for (JsonNode row : JsonMapper.shared().readTree(in)) {
        String words =
            Stream.of("descriptor", "location_type", "resolution_description")
                .map(part -> row.path(part).asString(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(". "));
        String kind = row.path("complaint_type").asString("");
        if (!words.isBlank() && !kind.isBlank()) {
          Told told = new Told(row.path("unique_key").asString(""), kind, words);
          all.add(new Request(row.path("created_date").asString(""), told));
        }
      }
    }
    all.sort(Comparator.comparing(Request::at).thenComparing(r -> r.told().number()));
    return all;
  }

  private static Result ask(KindModel model, List<Told> learnt, List<Told> asked) {
    // words that were learnt are guessed as every kind that the model knows, however unlikely
    Set<String> kinds =
        learnt.stream()
            .flatMap(told -> model.guess(told.words(), Integer.MAX_VALUE).stream())
            .map(Guess::category)
            .collect(Collectors.toSet());
    Set<String> known = new HashSet<>(learnt.stream().map(Told::words).toList());
    int strange = 0;
    int silent = 0;
    int[] right = new int[4]; // top 1, top 3, and both of words that are new
    int fresh = 0;
    List<List<Double>> sure = new ArrayList<>();
    int[] hits = new int[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      sure.add(new ArrayList<>());
    }
    for (Told told : asked) {
      List<Guess> guesses = model.guess(told.words(), MOST);
      boolean isNew = !known.contains(told.words());
      strange += kinds.contains(told.category()) ? 0 : 1;
      fresh += isNew ? 1 : 0;
      silent += guesses.isEmpty() ? 1 : 0;
      if (guesses.isEmpty()) {
        continue;
      }
      boolean one = guesses.getFirst().category().equals(told.category());
      boolean three = guesses.stream().anyMatch(g -> g.category().equals(told.category()));
      right[0] += one ? 1 : 0;
      right[1] += three ? 1 : 0;
      right[2] += isNew && one ? 1 : 0;
      right[3] += isNew && three ? 1 : 0;
      double confidence = guesses.getFirst().confidence();
      int bucket = Math.min(BUCKETS - 1, (int) (confidence * BUCKETS));
      sure.get(bucket).add(confidence);
      hits[bucket] += one ? 1 : 0;
    }
    List<Bucket> calibration = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      double mean = sure.get(i).stream().mapToDouble(Double::doubleValue).average().orElse(0);
      calibration.add(
          new Bucket((double) i / BUCKETS, (i + 1.0) / BUCKETS, sure.get(i).size(), hits[i], mean));
    }
    return new Result(
        learnt.size(),
        model.card().cases(),
        model.card().kinds(),
        asked.size(),
        strange,
        silent,
        right[0],
        right[1],
        fresh,
        right[2],
        right[3],
        calibration);
  }

  private void print(Result r) {
    say("learnt %d requests, %d distinct of %d kinds", r.learnt(), r.usable(), r.kinds());
    say(
        "asked %d: first guess right %s, among three %s",
        r.asked(), part(r.top1(), r.asked()), part(r.top3(), r.asked()));
    say(
        "  of a kind too rare to be learnt, or never there %d; without a guess %d",
        r.strange(), r.silent());
    say(
        "  of words not learnt word for word %d: first %s, among three %s",
        r.fresh(), part(r.freshTop1(), r.fresh()), part(r.freshTop3(), r.fresh()));
    for (Bucket b : r.calibration()) {
      say(
          "  confidence %.1f-%.1f: %d asked, right %s, mean confidence %.1f %%",
          b.from(), b.to(), b.asked(), part(b.right(), b.asked()), 100 * b.mean());
    }
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static String part(int right, int of) {
    return of == 0 ? "0/0" : String.format(Locale.ROOT, "%.1f %% (%d)", 100.0 * right / of, right);
  }
}
