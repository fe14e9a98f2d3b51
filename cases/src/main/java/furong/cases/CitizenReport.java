package furong.cases;

import furong.base.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person told the city (诉求), beside the case that it opened: everything that belongs to the
 * person and not to the matter. It is forgotten after a while; the case stays.
 *
 * @param id given by the store; 0 before it is kept
 * @param client id of the program that brought it; 0 for the city's own page
 * @param externalId its number where it comes from; empty when it has none
 * @param kind null when the person did not say
 * @param replyDue by when the city answers; null without a kind
 * @param words as they were written; the case holds them masked
 * @param attributes answers to the questions of a service, by code
 * @param mediaUrl address of a picture that the client names; kept, never fetched
 * @param releasedWords true once staff made the masked words public
 * @param publicPhotos copies of photos that staff made public, one of each photo at most
 * @param rating null before the person rated
 * @param forgottenAt when everything personal was removed; null before
 */
public record CitizenReport(
    long id,
    long caseId,
    Source source,
    long client,
    String externalId,
    @Nullable AppealKind kind,
    Instant receivedAt,
    @Nullable Instant replyDue,
    Contact contact,
    String words,
    Map<String, String> attributes,
    String mediaUrl,
    boolean releasedWords,
    List<PublicPhoto> publicPhotos,
    @Nullable Rating rating,
    @Nullable Instant forgottenAt) {

  /** The way it came. */
  public enum Source {
    PORTAL(Text.of("市民端", "Citizens' page")),
    OPEN311(Text.of("Open311 接口", "Open311")),
    HOTLINE(Text.of("12345 热线", "Hotline 12345"));

    private final Text title;

    Source(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }

  /** How to reach the person; every part may be empty. */
  public record Contact(String name, String phone, String email) {

    /** Longer than any name, number or address that is one. */
    public static final int MAX = 100;

    public static final Contact NONE = new Contact("", "", "");

    public Contact {
      name = name.strip();
      phone = phone.strip();
      email = email.strip();
    }

    public boolean isEmpty() {
      return name.isEmpty() && phone.isEmpty() && email.isEmpty();
    }

    boolean tooLong() {
      return name.length() > MAX || phone.length() > MAX || email.length() > MAX;
    }
  }

  /** What the person thinks of what was done. */
  public record Rating(Grade grade, String words, Instant at) {}

  /** Whom timelines and the audit trail name when a person without a login acts. */
  public static final String CITIZEN = "citizen";

  /** As {@link #CITIZEN}, for what a program brought: {@code client-3}. */
  public static final String CLIENT = "client-";

  public CitizenReport {
    attributes = Map.copyOf(attributes);
    publicPhotos = List.copyOf(publicPhotos);
  }

  /** Who acted, for the timeline. */
  public String by() {
    return client == 0 ? CITIZEN : CLIENT + client;
  }

  /** The same under an id, of a case. */
  public CitizenReport with(long newId, long newCase) {
    return with(
        newId,
        newCase,
        contact,
        words,
        attributes,
        mediaUrl,
        releasedWords,
        publicPhotos,
        rating,
        forgottenAt);
  }

  CitizenReport rated(Rating given) {
    return with(
        id,
        caseId,
        contact,
        words,
        attributes,
        mediaUrl,
        releasedWords,
        publicPhotos,
        given,
        forgottenAt);
  }

  CitizenReport released(boolean itsWords, List<PublicPhoto> photos) {
    return with(
        id, caseId, contact, words, attributes, mediaUrl, itsWords, photos, rating, forgottenAt);
  }

  /** Without anything that the person told of themselves; the rating's grade stays a figure. */
  CitizenReport forgotten(Instant at) {
    @Nullable Rating grade = rating == null ? null : new Rating(rating.grade(), "", rating.at());
    return with(id, caseId, Contact.NONE, "", Map.of(), "", false, List.of(), grade, at);
  }

  /** Of the same telling, with all that may change; how and when it came stands for good. */
  private CitizenReport with(
      long newId,
      long newCase,
      Contact reach,
      String told,
      Map<String, String> answers,
      String picture,
      boolean itsWords,
      List<PublicPhoto> photos,
      @Nullable Rating given,
      @Nullable Instant goneAt) {
    return new CitizenReport(
        newId,
        newCase,
        source,
        client,
        externalId,
        kind,
        receivedAt,
        replyDue,
        reach,
        told,
        answers,
        picture,
        itsWords,
        photos,
        given,
        goneAt);
  }
}
