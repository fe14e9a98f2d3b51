package furong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU time of a process tree by what its threads are for, read from {@code /proc} (Linux). Threads
 * are known by the first 15 characters of their names, which is all that the kernel keeps.
 */
final class ThreadTimes {

  /** Clock ticks a second in {@code /proc/*}{@code /stat}: 100 on every Linux since 2.4. */
  private static final double TICKS = 100;

  /** Name prefix to stage, first match wins. */
  private static final Map<String, String> STAGES = new LinkedHashMap<>();

  static {
    STAGES.put("ForkJoinPool", "http");
    STAGES.put("http-", "http");
    STAGES.put("tomcat", "http");
    STAGES.put("VirtualThread", "http");
    STAGES.put("kafka-producer-", "log client");
    STAGES.put("data-plane-kafk", "broker");
    STAGES.put("kafka-scheduler", "broker");
    STAGES.put("raft-", "broker");
    STAGES.put("kafka-", "broker");
    STAGES.put("controller", "broker");
    STAGES.put("quorum", "broker");
    STAGES.put("broker-", "broker");
    STAGES.put("Source", "stream: source");
    STAGES.put("judge", "stream: rules");
    STAGES.put("flink", "stream: rest");
    STAGES.put("pekko", "stream: rest");
    STAGES.put("Flink", "stream: rest");
    STAGES.put("jobmanager", "stream: rest");
    STAGES.put("furong-historia", "historian");
    STAGES.put("furong-merge", "merging");
    STAGES.put("furong-effects", "effects");
    STAGES.put("indicators", "indicators");
    STAGES.put("vitals", "effects");
    STAGES.put("C1 ", "JIT compiler");
    STAGES.put("C2 ", "JIT compiler");
    STAGES.put("VM Thread", "garbage collector");
    STAGES.put("Serial", "garbage collector");
    STAGES.put("GC", "garbage collector");
    STAGES.put("postgres", "database");
  }

  private ThreadTimes() {}

  /** Seconds of CPU so far, by stage. */
  static Map<String, Double> of(ProcessHandle root) {
    Map<String, Double> times = new TreeMap<>();
    try (Stream<ProcessHandle> below = root.descendants()) {
      Stream.concat(Stream.of(root), below).forEach(process -> add(process.pid(), times));
    }
    return times;
  }

  /** Seconds of CPU so far of one process without those below it. */
  static double whole(ProcessHandle process) {
    try {
      return ticks(Files.readString(Path.of("/proc/" + process.pid() + "/stat"))) / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }

  private static void add(long pid, Map<String, Double> times) {
    double whole = 0;
    double named = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      whole = ticks(Files.readString(Path.of("/proc/" + pid + "/stat")));
      for (Path task : (Iterable<Path>) tasks::iterator) {
        named += task(task, times);
      }
    } catch (IOException | UncheckedIOException e) {
      return; // a process that ended while we looked
    }
    times.merge("threads that ended", Math.max(0, whole - named) / TICKS, Double::sum);
  }

  /** Ticks of one thread; of one that ended while we looked none, and the others still count. */
  private static double task(Path task, Map<String, Double> times) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      double of = ticks(stat);
      times.merge(stage(name(stat)), of / TICKS, Double::sum);
      return of;
    } catch (IOException e) {
      return 0;
    }
  }

  private static String name(String stat) {
    return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  }

  /** utime and stime are fields 14 and 15; the name may hold blanks, so count from behind it. */
  private static double ticks(String stat) {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    return Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
  }

  private static String stage(String thread) {
    for (Map.Entry<String, String> stage : STAGES.entrySet()) {
      if (thread.startsWith(stage.getKey())) {
        return stage.getValue();
      }
    }
    return "other";
  }

  /** What was spent between two looks. */
  static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
    Map<String, Double> spent = new HashMap<>();
    after.forEach((stage, time) -> spent.put(stage, time - before.getOrDefault(stage, 0.0)));
    return spent;
  }
}
