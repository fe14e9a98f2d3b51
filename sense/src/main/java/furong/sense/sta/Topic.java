package furong.sense.sta;

import furong.observe.sta.EntityType;
import furong.observe.sta.PathParser;
import furong.observe.sta.Query;
import furong.observe.sta.QueryFault;
import furong.observe.sta.QueryParser;
import furong.observe.sta.ResourcePath;

/**
 * An MQTT topic that somebody listens to: {@code v1.1/Datastreams(7)/Observations}, {@code
 * v1.1/Things(3)}, {@code v1.1/Observations?$select=result}. Wildcards are not topics of the
 * standard.
 */
public record Topic(String name, ResourcePath path, Query query) {

  private static final String PREFIX = "v1.1/";

  /**
   * @throws QueryFault when it is no topic of the standard
   */
  public static Topic parse(String name) {
    if (!name.startsWith(PREFIX)) {
      throw new QueryFault("path.unknown", "topic", 0, "topics begin with " + PREFIX);
    }
    int question = name.indexOf('?');
    String address = question < 0 ? name : name.substring(0, question);
    ResourcePath path = PathParser.resource(address.substring(PREFIX.length()));
    return new Topic(
        name,
        path,
        QueryParser.parse(path.type(), question < 0 ? null : name.substring(question + 1)));
  }

  public EntityType type() {
    return path.type();
  }

  /** The datastream whose observations it is about; 0 when it is not about one. */
  public long ofDatastream() {
    Long id = path.startId();
    return path.start().isDatastream()
            && id != null
            && path.type() == EntityType.OBSERVATION
            && path.hops().size() == 1
        ? id
        : 0;
  }
}
