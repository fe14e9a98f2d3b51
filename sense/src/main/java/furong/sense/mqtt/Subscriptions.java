package furong.sense.mqtt;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import furong.observe.ReadingBlock;
import furong.observe.sta.EntityType;
import furong.observe.sta.QueryFault;
import furong.sense.sta.SensorThings;
import furong.sense.sta.Topic;
import furong.store.sta.Changes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who listen what is new: entities on the topic of their set or of themselves, only
 * while somebody once asked for that topic. One thread works off a bounded queue; what comes faster
 * than it can tell is left out and counted, for the observations themselves are safe.
 */
final class Subscriptions {

  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  /** Batches waiting; some seconds of a busy city. */
  private static final int WAITING = 10_000;

  /** Topics kept; more distinct ones than any board of screens needs. */
  private static final int MAX_TOPICS = 100_000;

  private final SensorThings service;
  private final String root;
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();
  private final Map<Long, Set<Topic>> ofDatastream = new ConcurrentHashMap<>();
  private final Set<Topic> ofAllObservations = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(WAITING);
  private volatile @Nullable Thread worker;
  private long leftOut;

  Subscriptions(SensorThings service, String root) {
    this.service = service;
    this.root = root;
    service.listen(this::changed);
    service.listenToObservations(this::taken);
  }

  void start() {
    worker = Thread.ofPlatform().daemon().name("mqtt-tell").start(this::work);
  }

  void stop() {
    Thread running = worker;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Listeners that share a subscription: {@code $share/group/} and the topic. */
  private static final Pattern SHARED = Pattern.compile("^\\$share/[^/]+/");

  /** What clients asked for before the last stop and will not ask again. */
  void restore() {
    Services.subscriptionStore()
        .iterateAllSubscriptions(
            (context, client) -> client.getSubscriptions().forEach(s -> add(s.getTopicFilter())))
        .join();
  }

  /** Somebody listens to this topic, alone or together with others. */
  void add(String subscribed) {
    String filter = SHARED.matcher(subscribed).replaceFirst("");
    if (!filter.startsWith("v1.1/") || topics.size() >= MAX_TOPICS) {
      return;
    }
    try {
      Topic topic = Topic.parse(filter);
      topics.put(filter, topic);
      if (topic.type() == EntityType.OBSERVATION) {
        if (topic.ofDatastream() != 0) {
          ofDatastream
              .computeIfAbsent(topic.ofDatastream(), id -> ConcurrentHashMap.newKeySet())
              .add(topic);
        } else {
          ofAllObservations.add(topic);
        }
      }
    } catch (QueryFault e) {
      LOG.info("nobody will ever publish to {}: {}", filter, e.getMessage());
    }
  }

  private void changed(Changes changes) {
    if (!topics.isEmpty()) {
      later(() -> {
        changes.created().forEach(this::tell);
        changes.updated().forEach(this::tell);
      });
    }
  }

  private void tell(Changes.Key key) {
    for (Topic topic : topics.values()) {
      if (topic.type() == key.type() && service.concerns(topic, key)) {
        publish(topic.name(), service.json(key.type(), key.id(), topic, root));
      }
    }
  }

  private void taken(List<@Nullable ReadingBlock> byShard) {
    if (!ofAllObservations.isEmpty() || !ofDatastream.isEmpty()) {
      later(() -> byShard.forEach(this::tell));
    }
  }

  private void tell(@Nullable ReadingBlock block) {
    for (int i = 0; block != null && i < block.size(); i++) {
      for (Topic topic : ofAllObservations) {
        publish(topic.name(), service.json(block, i, topic, root));
      }
      for (Topic topic : ofDatastream.getOrDefault(block.datastream(i), Set.of())) {
        publish(topic.name(), service.json(block, i, topic, root));
      }
    }
  }

  private void later(Runnable work) {
    if (!queue.offer(work) && leftOut++ % WAITING == 0) {
      LOG.warn("listeners are told slower than news comes: {} batches left out", leftOut);
    }
  }

  private void work() {
    try {
      while (true) {
        Runnable next = queue.take();
        try {
          next.run();
        } catch (RuntimeException e) {
          LOG.warn("listeners could not be told", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void publish(String topic, byte[] json) {
    if (json.length > 0) {
      Services.publishService()
          .publish(
              Builders.publish()
                  .topic(topic)
                  .qos(Qos.AT_LEAST_ONCE)
                  .payload(ByteBuffer.wrap(json))
                  .build());
    }
  }
}
