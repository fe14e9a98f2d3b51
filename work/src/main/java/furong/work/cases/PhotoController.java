package furong.work.cases;

import furong.base.Result.Refusal;
import furong.cases.Case;
import furong.cases.CaseDesk;
import furong.cases.CaseStore;
import furong.cases.Photo;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Problems;
import furong.store.cases.PhotoFiles;
import furong.store.cases.PhotoFiles.Stored;
import furong.work.cases.TimelineViews.PhotoView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Photos of cases and of reports to come. */
@RestController
@RequestMapping("/api")
@Tag(name = "cases")
public class PhotoController {

  /** A photo never changes under its id. */
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final CaseDesk desk;
  private final CaseStore store;
  private final PhotoFiles files;

  PhotoController(CaseDesk desk, CaseStore store, PhotoFiles files) {
    this.desk = desk;
    this.store = store;
    this.files = files;
  }

  @PostMapping(path = "/cases/{id}/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "上传案件照片 Brings a photo for a case",
      description = "JPEG or PNG up to 12 MB; what the camera wrote beside the picture is dropped.")
  PhotoView forCase(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestParam("file") MultipartFile file)
      throws IOException {
    return keep(caller, Problems.orThrow(desk.read(caller.user(), id)), file);
  }

  @PostMapping(path = "/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "上传上报照片 Brings a photo for a report that follows")
  PhotoView forReport(
      @AuthenticationPrincipal Caller caller, @RequestParam("file") MultipartFile file)
      throws IOException {
    return keep(caller, null, file);
  }

  private PhotoView keep(Caller caller, @Nullable Case seen, MultipartFile file)
      throws IOException {
    Stored stored = Problems.orThrow(files.keep(file.getBytes()));
    Photo photo =
        Problems.orThrow(desk.addPhoto(caller, seen, stored.id(), stored.width(), stored.height()));
    return TimelineViews.photo(photo);
  }

  @GetMapping("/photos/{id}")
  @Operation(summary = "照片 A photo (size=thumb for a small one)")
  ResponseEntity<Resource> photo(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "full") String size) {
    List<Photo> records = store.findPhoto(id);
    Path file =
        files
            .find(id, size.equals("thumb"))
            .filter(found -> records.stream().anyMatch(r -> maySee(caller, r)))
            .orElseThrow(
                () -> Problems.refuse(Refusal.NOT_FOUND, "photo.none", "There is no photo " + id));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_JPEG)
        .cacheControl(CacheControl.maxAge(FOR_EVER).cachePrivate().immutable())
        .body(new FileSystemResource(file));
  }

  /** Who brought it, and who may see one of its cases. */
  private boolean maySee(Caller caller, Photo photo) {
    if (photo.by().equals(caller.user().id())) {
      return true;
    }
    return photo.caseId() != null
        && store
            .find(photo.caseId())
            .filter(c -> Rights.mayRead(caller.user(), c.matter().division()).isOk())
            .isPresent();
  }
}
