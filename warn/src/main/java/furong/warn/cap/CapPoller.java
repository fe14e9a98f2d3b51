package furong.warn.cap;

import furong.base.Result;
import furong.notify.cap.CapDesk;
import furong.notify.cap.CapDesk.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the feeds of warning services that the city has set. A link of a feed is followed once, and
 * only to the host of the feed itself: a feed does not send us around the network. What cannot be
 * read is logged and asked again in the next round.
 */
public final class CapPoller {

  private static final Logger LOG = LoggerFactory.getLogger(CapPoller.class);

  /** A weather service answers within a second; a round waits for none of its feeds longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** As much as the desk takes. */
  private static final int MAX_BYTES = 4 << 20;

  /** Followed in one round; the rest come in the next ones. */
  private static final int MOST_LINKS = 100;

  /** Links remembered as followed: a year of a busy service. */
  private static final int REMEMBERED = 20_000;

  private final List<URI> feeds;
  private final CapDesk desk;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Set<URI> followed = new LinkedHashSet<>();

  public CapPoller(List<URI> feeds, CapDesk desk) {
    this.feeds = List.copyOf(feeds);
    this.desk = desk;
  }

  public boolean hasFeeds() {
    return !feeds.isEmpty();
  }

  /** Asks every feed once. */
  public void poll() {
    for (URI feed : feeds) {
      take(feed).ifPresent(receipt -> follow(feed, receipt.links()));
    }
  }

  private void follow(URI feed, List<String> links) {
    int left = MOST_LINKS;
    for (String link : links) {
      Optional<URI> to = sameHost(feed, link).filter(uri -> !followed.contains(uri));
      if (to.isPresent() && left-- > 0 && take(to.get()).isPresent()) {
        followed.add(to.get());
        if (followed.size() > REMEMBERED) {
          followed.remove(followed.iterator().next());
        }
      }
    }
  }

  private static Optional<URI> sameHost(URI feed, String link) {
    try {
      URI to = feed.resolve(link);
      return Objects.equals(feed.getHost(), to.getHost())
              && Objects.equals(feed.getScheme(), to.getScheme())
              && feed.getPort() == to.getPort()
          ? Optional.of(to)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Receipt> take(URI from) {
    try {
      HttpRequest request = HttpRequest.newBuilder(from).timeout(PATIENCE).GET().build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          LOG.warn("{} answered {}", from, answer.statusCode());
          return Optional.empty();
        }
        return switch (desk.take(body.readNBytes(MAX_BYTES + 1), "feed " + from)) {
          case Result.Ok<Receipt>(Receipt receipt) -> Optional.of(receipt);
          case Result.Refused<Receipt>(var why, var notices) -> {
            LOG.warn("{} brought what cannot be taken: {}", from, notices);
            yield Optional.empty();
          }
        };
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be asked: {}", from, e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
