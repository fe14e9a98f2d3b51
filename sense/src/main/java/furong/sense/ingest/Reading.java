package furong.sense.ingest;

import furong.observe.ReadingBlock;
import furong.observe.sta.StaTime;
import org.jspecify.annotations.Nullable;

/**
 * One observation as a client gave it; reused from row to row, so that a reading costs no object.
 */
public final class Reading {

  /**
   * What {@code extra} says of a result time that is the phenomenon time itself, which most devices
   * send: one shared text instead of a number per reading.
   */
  public static final String SAME_RESULT_TIME = "{\"resultTime\":\"=\"}";

  long datastream;
  boolean timed;
  long startMs;
  long endMs;
  boolean resultTimed;
  long resultMs;
  boolean hasResult;
  double value;
  // JSON texts; null when not given
  @Nullable String result;
  @Nullable String quality;
  @Nullable String validTime;
  @Nullable String parameters;
  long feature;

  /** Ready for the next row. */
  void clear() {
    datastream = 0;
    timed = false;
    resultTimed = false;
    hasResult = false;
    value = Double.NaN;
    result = null;
    quality = null;
    validTime = null;
    parameters = null;
    feature = 0;
  }

  /** Id of the datastream; 0 when none was named. */
  public long datastream() {
    return datastream;
  }

  public Reading datastream(long id) {
    datastream = id;
    return this;
  }

  /** The feature of interest that it names; 0 for none. */
  public long feature() {
    return feature;
  }

  public Reading feature(long id) {
    feature = id;
    return this;
  }

  void phenomenonTime(StaTime time) {
    timed = true;
    startMs = time.startMs();
    endMs = time.endMs();
  }

  void phenomenonTime(long ms) {
    timed = true;
    startMs = ms;
    endMs = ms;
  }

  void resultTime(long ms) {
    resultTimed = true;
    resultMs = ms;
  }

  void number(double number) {
    hasResult = true;
    value = number;
    result = null;
  }

  void other(String json) {
    hasResult = true;
    value = Double.NaN;
    result = json;
  }

  /** What does not fit the columns of a {@code ReadingBlock}; null for the usual reading. */
  @Nullable String extra() {
    boolean plain =
        result == null
            && startMs == endMs
            && quality == null
            && validTime == null
            && parameters == null
            && feature == 0;
    if (plain) {
      return !resultTimed ? null : resultMs == startMs ? SAME_RESULT_TIME : resultOnly();
    }
    StringBuilder json = new StringBuilder("{");
    put(json, "result", result);
    put(json, "phenomenonTimeEnd", startMs == endMs ? null : Long.toString(endMs));
    put(
        json,
        "resultTime",
        !resultTimed ? null : resultMs == startMs ? "\"=\"" : Long.toString(resultMs));
    put(json, "resultQuality", quality);
    put(json, "validTime", validTime);
    put(json, "parameters", parameters);
    put(json, "featureOfInterest", feature == 0 ? null : Long.toString(feature));
    return json.append('}').toString();
  }

  private String resultOnly() {
    return "{\"resultTime\":" + resultMs + "}";
  }

  private static void put(StringBuilder json, String name, @Nullable String value) {
    if (value != null) {
      json.append(json.length() == 1 ? "\"" : ",\"").append(name).append("\":").append(value);
    }
  }

  /** This reading alone, under an id that it has already: a correction. */
  public ReadingBlock asBlock(long id) {
    ReadingBlock block = new ReadingBlock(1);
    block.add(datastream, id, startMs, value, extra());
    return block;
  }
}
