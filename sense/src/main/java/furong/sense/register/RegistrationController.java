package furong.sense.register;

import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.sense.ingest.Writer;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.store.sta.Registrations.Fault;
import furong.store.sta.Registrations.Form;
import furong.store.sta.Registrations.Registration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/ingest/datastreams}: many new datastreams with their devices in one file. Who may
 * write observations of everybody may do this, and read how far it is: see {@code WriteAccess}.
 */
@RestController
@RequestMapping("/api/ingest/datastreams")
@Tag(name = "registrations", description = "批量注册 Devices and datastreams by file")
public class RegistrationController {

  private static final int LONGEST_NAME = 200;

  private final RegistrationDesk desk;

  public RegistrationController(RegistrationDesk desk) {
    this.desk = desk;
  }

  @PostMapping(consumes = "text/csv")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "批量注册 Register datastreams of a CSV file",
      description =
          "Columns: device and property; name, kind, lng, lat, division, datastream, unit, sensor"
              + " and simulated when known; gzip is understood. Answered when the file is safe on"
              + " the disk; it is then worked through in batches, each of which is kept whole, and"
              + " goes on after a restart. The same row again makes nothing. Bad rows are told"
              + " line by line and keep no other row back.")
  Registration csv(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable Caller caller,
      @Parameter(description = "name of the file") @RequestParam(defaultValue = "") String name)
      throws IOException {
    return take(request, caller, name, Form.CSV);
  }

  @PostMapping(consumes = {"application/x-ndjson", "application/jsonl"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "批量注册 Register datastreams of lines of JSON",
      description = "One object a line with the names of the columns of the CSV form.")
  Registration json(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable Caller caller,
      @RequestParam(defaultValue = "") String name)
      throws IOException {
    return take(request, caller, name, Form.JSON);
  }

  private Registration take(
      HttpServletRequest request, @Nullable Caller caller, String name, Form form)
      throws IOException {
    if (name.length() > LONGEST_NAME) {
      throw Problems.refuse(
          Refusal.INVALID, "registration.name", "a name has at most " + LONGEST_NAME);
    }
    try (InputStream body = body(request)) {
      return desk.take(name.strip(), form, body, caller, Writer.current().source());
    } catch (RegistrationDesk.TooLarge e) {
      throw Problems.refuse(
          Refusal.TOO_LARGE, "registration.too-large", String.valueOf(e.getMessage()));
    } catch (ZipException e) {
      throw Problems.refuse(Refusal.INVALID, "ingest.gzip", "the body is not gzip as announced");
    }
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    return "gzip".equals(request.getHeader("Content-Encoding"))
        ? new GZIPInputStream(request.getInputStream(), 64 * 1024)
        : request.getInputStream();
  }

  @GetMapping
  @Operation(summary = "注册进度 Registrations and how far they are, newest first")
  ResponseEntity<?> list(
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    if (format.equals("csv")) {
      return Lists.csv(
          "registrations.csv",
          List.of(
              "id",
              "name",
              "begun",
              "begunBy",
              "ended",
              "problem",
              "rows",
              "things",
              "datastreams",
              "known",
              "refused"),
          desk.registrations().list(0, Lists.MAX_EXPORT).stream()
              .map(RegistrationController::row)
              .toList());
    }
    Lists.check(page, size);
    return ResponseEntity.ok(
        new Lists.Slice<>(
            desk.registrations().list(page * size, size),
            desk.registrations().count(),
            page,
            size));
  }

  private static List<String> row(Registration r) {
    return List.of(
        Long.toString(r.id()),
        r.name(),
        r.begun().toString(),
        r.begunBy(),
        r.ended() == null ? "" : r.ended().toString(),
        r.problem() == null ? "" : r.problem(),
        Long.toString(r.rows()),
        Long.toString(r.things()),
        Long.toString(r.datastreams()),
        Long.toString(r.known()),
        Long.toString(r.refused()));
  }

  @GetMapping("/{id}")
  @Operation(summary = "一次注册 One registration and how far it is")
  Registration one(@PathVariable long id) {
    return desk.registrations()
        .find(id)
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.NOT_FOUND, "registration.none", "There is no registration " + id));
  }

  @GetMapping("/{id}/faults")
  @Operation(summary = "被拒绝的行 Refused lines, in the order of the file; format=csv is a file")
  ResponseEntity<?> faults(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Registration of = one(id);
    if (format.equals("csv")) {
      return Lists.csv(
          "registration-" + id + "-refused.csv",
          List.of("line", "code", "message"),
          desk.registrations().faults(id, 0, Lists.MAX_EXPORT).stream()
              .map(f -> List.of(Long.toString(f.line()), f.code(), f.message()))
              .toList());
    }
    Lists.check(page, size);
    List<Fault> faults = desk.registrations().faults(id, page * size, size);
    return ResponseEntity.ok(new Lists.Slice<>(faults, of.refused(), page, size));
  }
}
