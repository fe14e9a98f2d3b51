package furong.work.reports;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.cases.CaseStore;
import furong.cases.CategoryBook;
import furong.cases.CityCases;
import furong.cases.Grade;
import furong.cases.Likeness;
import furong.cases.RatingDesk;
import furong.cases.ReportDesk;
import furong.cases.ReportDesk.Received;
import furong.cases.ReportDraft;
import furong.cases.ReportDraft.Picture;
import furong.cases.ReportStore;
import furong.cases.ReportStore.Entry;
import furong.city.CityProfile;
import furong.city.Division;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.store.cases.PhotoFiles;
import furong.store.cases.PhotoFiles.Stored;
import furong.store.cases.PublicPhotoFiles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The door of people without an account: report, follow, rate. */
@RestController
@RequestMapping("/api/pub")
@Tag(name = "public", description = "市民 People without an account")
public class PublicController {

  /** Mobile networks put many people behind one address; a script is still held up. */
  private static final int REPORTS_AN_HOUR = 60;

  /** Looks and hints: one for every pause in typing. */
  private static final int LOOKS_A_MINUTE = 120;

  private final ReportDesk desk;
  private final RatingDesk ratings;
  private final ReportStore reports;
  private final CaseStore cases;
  private final PhotoFiles files;
  private final PublicPhotoFiles copies;
  private final CityProfile city;
  private final CategoryBook book;
  private final PublicViews views;
  private final InstantSource time;
  private final RateLimit sending;
  private final RateLimit looking;

  PublicController(
      ReportDesk desk,
      RatingDesk ratings,
      ReportStore reports,
      CaseStore cases,
      PhotoFiles files,
      PublicPhotoFiles copies,
      CityProfile city,
      CityCases rules,
      InstantSource time) {
    this.desk = desk;
    this.ratings = ratings;
    this.reports = reports;
    this.cases = cases;
    this.files = files;
    this.copies = copies;
    this.city = city;
    this.book = rules.categories();
    this.views = new PublicViews(city, cases);
    this.time = time;
    this.sending = new RateLimit(Duration.ofHours(1), time);
    this.looking = new RateLimit(Duration.ofMinutes(1), time);
  }

  /** The city as its people need it. */
  record CityView(String id, Text name, LngLat centre, Bounds bounds) {}

  /** What is given with a rating. */
  public record RatingRequest(@Nullable String grade, @Nullable String words) {}

  @GetMapping("/city")
  @Operation(summary = "城市 The city and its extent")
  CityView city() {
    Division root = city.divisions().root();
    return new CityView(city.id(), city.name(), root.centre(), root.bounds());
  }

  @GetMapping("/kinds")
  @Operation(summary = "诉求类别 What can be reported, what one may want, and the five grades")
  ResponseEntity<Kinds.Choice> kinds() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
        .body(Kinds.choice(book));
  }

  @GetMapping("/place")
  @Operation(summary = "所在区划 The division that a place lies in; 400 outside the city")
  Where.Place place(
      @RequestParam double lng, @RequestParam double lat, HttpServletRequest request) {
    looking.count(request.getRemoteAddr(), LOOKS_A_MINUTE);
    LngLat at = ReportForm.place(lng, lat);
    return city.divisions()
        .locate(at.lng(), at.lat())
        .map(d -> Where.place(city, d.code()))
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.INVALID, "report.outside", "That place lies outside " + city.name().en()));
  }

  @GetMapping("/divisions")
  @Operation(summary = "下级区划 The divisions right below, to choose a place without a map")
  List<PlaceName> divisions(@RequestParam(defaultValue = "") String parent) {
    String code = parent.isBlank() ? city.divisions().root().code() : parent;
    return city.divisions().children(code).stream()
        .map(d -> new PlaceName(d.code(), d.name()))
        .toList();
  }

  /** A division to choose. */
  record PlaceName(String code, Text name) {}

  @GetMapping("/similar")
  @Operation(
      summary = "相似诉求提示 Open reports nearby that are like this one",
      description = "Public facts only: kind, day, state and distance; nobody's words or photos.")
  List<PublicViews.Similar> similar(
      @RequestParam double lng,
      @RequestParam double lat,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String words,
      HttpServletRequest request) {
    looking.count(request.getRemoteAddr(), LOOKS_A_MINUTE);
    String typed = words.substring(0, Math.min(words.length(), RatingDesk.MAX_WORDS));
    Instant since = time.instant().minus(Likeness.RECENT);
    List<Likeness.Hint> hints =
        desk.similar(ReportForm.place(lng, lat), category, typed, since, true);
    return hints.stream().map(views::similar).toList();
  }

  @PostMapping(path = "/reports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "提交诉求 Reports something, with photos; the answer holds the secret to follow it",
      description =
          "The page makes the secret (43 signs of base64url) and sends it as `link`: sent twice, it"
              + " is one report. Up to 4 photos, JPEG or PNG; what the camera wrote is dropped.")
  ResponseEntity<PublicViews.Sent> report(
      @ModelAttribute ReportForm form, HttpServletRequest request) throws IOException {
    if (form.files().size() > ReportDesk.MAX_PHOTOS) {
      throw Problems.refuse(
          Refusal.TOO_LARGE, "report.photos", "At most " + ReportDesk.MAX_PHOTOS + " photos");
    }
    ReportDraft bare = form.draft(List.of());
    if (bare.link() != null) {
      Optional<Received> before = desk.known(bare);
      if (before.isPresent()) {
        return sent(before.get());
      }
    }
    sending.count(request.getRemoteAddr(), REPORTS_AN_HOUR);
    Problems.orThrow(desk.mayCome(bare));
    List<Picture> pictures = new ArrayList<>();
    for (MultipartFile file : form.files()) {
      Stored stored = Problems.orThrow(files.keep(file.getBytes()));
      pictures.add(new Picture(stored.id(), stored.width(), stored.height()));
    }
    return sent(Problems.orThrow(desk.receive(form.draft(pictures))));
  }

  private static ResponseEntity<PublicViews.Sent> sent(Received received) {
    return ResponseEntity.status(received.known() ? HttpStatus.OK : HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(
            new PublicViews.Sent(
                received.entry().matter().number(),
                received.link(),
                received.link() == null ? null : "/pub/r/" + received.link()));
  }

  @GetMapping("/reports/{link}")
  @Operation(summary = "查询进度 Follows a report by its secret")
  ResponseEntity<PublicViews.Follow> follow(@PathVariable String link, HttpServletRequest request) {
    looking.count(request.getRemoteAddr(), LOOKS_A_MINUTE);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(views.follow(entry(link), link));
  }

  @PostMapping("/reports/{link}/rating")
  @Operation(summary = "评价（好差评） Rates what was done; once, after it has ended")
  PublicViews.Follow rate(
      @PathVariable String link, @RequestBody RatingRequest body, HttpServletRequest request) {
    looking.count(request.getRemoteAddr(), LOOKS_A_MINUTE);
    Grade grade =
        Grade.find(body.grade() == null ? "" : body.grade())
            .orElseThrow(
                () -> Problems.refuse(Refusal.INVALID, "rating.grade", "There is no such grade"));
    String words = body.words() == null ? "" : body.words();
    return views.follow(Problems.orThrow(ratings.rate(link, grade, words)), link);
  }

  @GetMapping("/reports/{link}/photos/{id}")
  @Operation(summary = "自己的照片 A photo that the person sent, by the secret")
  ResponseEntity<Resource> ownPhoto(@PathVariable String link, @PathVariable String id) {
    Entry entry = entry(link);
    boolean own =
        cases.photos(entry.matter().id()).stream()
            .anyMatch(p -> p.id().equals(id) && p.by().equals(entry.report().by()));
    return jpeg(files.find(id, true).filter(found -> own));
  }

  @GetMapping("/photos/{id}")
  @Operation(summary = "已公开的照片 The public copy of a photo, painted over where it was marked")
  ResponseEntity<Resource> publicPhoto(@PathVariable String id) {
    return jpeg(copies.find(id).filter(found -> reports.isPublic(id)));
  }

  private static ResponseEntity<Resource> jpeg(Optional<Path> allowed) {
    Path file =
        allowed.orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "photo.none", "There is no such photo"));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_JPEG)
        .cacheControl(CacheControl.noStore())
        .body(new FileSystemResource(file));
  }

  private Entry entry(String link) {
    return desk.follow(link)
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "report.none", "No report has this link"));
  }
}
