package furong.sense.devices;

import furong.base.Text;
import furong.observe.Health;
import furong.serve.alerts.Where;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the door to the devices answers. */
final class DeviceViews {

  private DeviceViews() {}

  /** One device in a list. */
  record DeviceLine(
      long id,
      String name,
      String kind,
      Text kindTitle,
      Health health,
      @Nullable Instant lastAt,
      int streams,
      Where.Place division,
      @Nullable Double lng,
      @Nullable Double lat,
      boolean simulated) {}

  /** How many of some group are how: keys are the names of {@link Health}. */
  record Group(String key, Text title, int total, Map<Health, Integer> health, int simulated) {}

  /**
   * Counts.
   *
   * @param at when they were taken
   */
  record Overview(Instant at, Group all, List<Group> kinds, List<Group> divisions) {}

  /** The newest reading of a datastream. */
  record NewestView(Instant at, @Nullable Double value, List<String> quality) {}

  /**
   * A datastream of a device.
   *
   * @param unreadable the property that it names and whose unit its own does not become; else null
   * @param silenceSeconds longest quiet time that means nothing; null when nothing is known
   */
  record StreamView(
      long id,
      String name,
      @Nullable String property,
      Text title,
      String unit,
      @Nullable String wantedUnit,
      Health health,
      @Nullable String unreadable,
      @Nullable Long silenceSeconds,
      @Nullable NewestView newest) {}

  /** The organisation that answers for where the device stands. */
  record OwnerView(String id, Text name) {}

  /** A device in full; where it is found in SensorThings. */
  record DeviceView(
      DeviceLine device,
      @Nullable OwnerView owner,
      List<StreamView> streams,
      String sensorThings) {}

  /**
   * An observation that was just taken.
   *
   * @param value null when it is no number, and {@code text} says what it is
   * @param property what it is of, for people
   */
  record ReadingRow(
      long datastream,
      long thing,
      String name,
      Text property,
      Instant at,
      @Nullable Double value,
      @Nullable String text,
      String unit,
      Where.Place division,
      boolean simulated) {}

  /** What came since the last time: see {@code ReadingsListener.Look}. */
  record Flow(Instant at, long matched, long dropped, List<ReadingRow> rows) {}
}
