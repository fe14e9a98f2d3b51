package furong.flow;

import furong.base.Level;
import furong.base.Mean;
import furong.detect.AlertChange;
import furong.detect.Fact;
import furong.detect.Standing;
import furong.detect.VitalWindow;
import furong.observe.ByteReader;
import furong.observe.ByteWriter;
import furong.observe.CorruptLog;
import furong.observe.IndicatorFigure;
import furong.observe.LogCodec;
import furong.observe.LogRecord;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries of the effects log as bytes and back; the first byte is the version. */
final class EffectCodec {

  private static final int VERSION = 1;

  /** An entry without an offset. */
  private static final int VERSION_ACROSS = 2;

  /** Of versions that did not say when its episode began. */
  private static final int ALERT_BEFORE = 1;

  private static final int VITAL = 2;
  private static final int STANDING = 3;
  private static final int FACT = 4;
  private static final int RELEASED = 5;
  private static final int FIGURE = 6;
  private static final int ALERT = 7;

  /** A window whose readings are averaged by their energy; else as a vital window. */
  private static final int LEVEL_VITAL = 8;

  /** The shortest effect: a kind byte and eight fields of at least a byte. */
  private static final int LEAST_EFFECT = 9;

  /** A name's length and a double. */
  private static final int LEAST_INPUT = 9;

  private EffectCodec() {}

  static byte[] encode(EffectEntry entry) {
    ByteWriter out = new ByteWriter(32 + entry.effects().size() * 96);
    boolean across = entry.source() == EffectEntry.ACROSS;
    out.u8(across ? VERSION_ACROSS : VERSION);
    if (!across) {
      out.varint(entry.source());
    }
    out.varint(entry.effects().size());
    for (Effect effect : entry.effects()) {
      switch (effect) {
        case Effect.OfAlert(AlertChange change) -> {
          out.u8(ALERT);
          alert(change, out);
        }
        case Effect.OfVital(VitalWindow window) -> {
          out.u8(window.mean().isEnergy() ? LEVEL_VITAL : VITAL);
          vital(window, out);
        }
        case Effect.OfFact(Fact fact) -> {
          out.u8(FACT);
          fact(fact, out);
        }
        case Effect.OfFigure(IndicatorFigure figure) -> {
          out.u8(FIGURE);
          entry(new LogRecord.Figures(List.of(figure)), out);
        }
        case Effect.OfReleased(LogRecord.Released released) -> {
          out.u8(RELEASED);
          entry(released, out);
        }
        case Effect.OfStanding(Standing standing) -> {
          out.u8(STANDING);
          standing(standing, out);
        }
      }
    }
    return out.toBytes();
  }

  /**
   * @throws CorruptLog naming the byte when this is no entry of a known version
   */
  static EffectEntry decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.u8();
    if (version != VERSION && version != VERSION_ACROSS) {
      throw new CorruptLog("version " + version + " is not known", 0);
    }
    long source = version == VERSION_ACROSS ? EffectEntry.ACROSS : in.varint();
    int count = in.count(LEAST_EFFECT);
    List<Effect> effects = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = in.at();
      int kind = in.u8();
      effects.add(
          switch (kind) {
            case ALERT -> new Effect.OfAlert(alert(in, true));
            case ALERT_BEFORE -> new Effect.OfAlert(alert(in, false));
            case VITAL -> new Effect.OfVital(vital(in, Mean.ARITHMETIC));
            case LEVEL_VITAL -> new Effect.OfVital(vital(in, Mean.ENERGY));
            case FACT -> new Effect.OfFact(fact(in));
            case RELEASED -> new Effect.OfReleased((LogRecord.Released) entry(in));
            case FIGURE ->
                new Effect.OfFigure(((LogRecord.Figures) entry(in)).figures().getFirst());
            case STANDING -> new Effect.OfStanding(standing(in));
            default -> throw new CorruptLog("effect " + kind + " is not known", at);
          });
    }
    in.end("the entry");
    return new EffectEntry(source, effects);
  }

  private static void alert(AlertChange c, ByteWriter out) {
    out.text(c.alert());
    out.text(c.rule());
    out.text(c.pack());
    out.text(c.packVersion());
    out.text(c.kind().name());
    out.text(c.level().name());
    out.varint(c.thing());
    out.text(c.division());
    out.zigzag(c.atMs());
    out.zigzag(c.openedMs());
    out.u8(c.simulated() ? 1 : 0);
    out.u8(c.live() ? 1 : 0);
    out.varint(c.inputs().size());
    c.inputs()
        .forEach((name, value) -> {
          out.text(name);
          out.f64(value);
        });
    out.text(c.reason());
  }

  private static AlertChange alert(ByteReader in, boolean saysBeginning) {
    return new AlertChange(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        constant(AlertChange.Kind.class, in),
        constant(Level.class, in),
        in.varint(),
        in.text(),
        in.zigzag(),
        saysBeginning ? in.zigzag() : AlertChange.UNSAID,
        in.flag(),
        in.flag(),
        inputs(in),
        in.text());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, ByteReader in) {
    int at = in.at();
    String name = in.text();
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new CorruptLog("no " + type.getSimpleName() + " is called " + name, at);
    }
  }

  private static Map<String, Double> inputs(ByteReader in) {
    Map<String, Double> inputs = new TreeMap<>();
    for (int left = in.count(LEAST_INPUT); left > 0; left--) {
      inputs.put(in.text(), in.f64());
    }
    return inputs;
  }

  private static void vital(VitalWindow w, ByteWriter out) {
    out.varint(w.shard());
    out.text(w.division());
    out.text(w.property());
    out.zigzag(w.startMs());
    out.varint(w.lengthMs());
    out.varint(w.count());
    out.f64(w.sum());
    out.f64(w.min());
    out.f64(w.max());
    out.zigzag(w.lastMs());
    out.f64(w.last());
    out.u8(w.simulated() ? 1 : 0);
  }

  private static VitalWindow vital(ByteReader in, Mean mean) {
    return new VitalWindow(
        (int) in.varint(),
        in.text(),
        in.text(),
        in.zigzag(),
        in.varint(),
        in.varint(),
        in.f64(),
        in.f64(),
        in.f64(),
        in.zigzag(),
        in.f64(),
        in.flag(),
        mean);
  }

  private static void fact(Fact f, ByteWriter out) {
    out.text(f.key());
    out.varint(f.thing());
    out.text(f.division());
    out.f64(f.lng());
    out.f64(f.lat());
    out.u8(f.simulated() ? 1 : 0);
    out.f64(f.value());
    out.f64(f.shown());
    out.u8(f.gone() ? 1 : 0);
  }

  private static Fact fact(ByteReader in) {
    return new Fact(
        in.text(),
        in.varint(),
        in.text(),
        in.f64(),
        in.f64(),
        in.flag(),
        in.f64(),
        in.f64(),
        in.flag());
  }

  /** An entry of the log as it is; few are, so that its bytes may be a text. */
  private static void entry(LogRecord entry, ByteWriter out) {
    out.text(Base64.getEncoder().encodeToString(LogCodec.encode(entry)));
  }

  private static LogRecord entry(ByteReader in) {
    return LogCodec.decode(Base64.getDecoder().decode(in.text()));
  }

  private static void standing(Standing s, ByteWriter out) {
    out.varint(s.shard());
    out.text(s.rule());
    out.text(s.division());
    out.varint(s.ok());
    out.varint(s.pending());
    out.varint(s.firing());
    out.varint(s.cannotJudge());
    out.zigzag(s.atMs());
  }

  private static Standing standing(ByteReader in) {
    return new Standing(
        (int) in.varint(),
        in.text(),
        in.text(),
        (int) in.varint(),
        (int) in.varint(),
        (int) in.varint(),
        (int) in.varint(),
        in.zigzag());
  }
}
