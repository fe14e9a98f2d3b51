package furong.app.wiring;

import furong.app.Settings;
import furong.base.Result;
import furong.cases.AlertDesk;
import furong.cases.AlertStore;
import furong.cases.CaseBook;
import furong.cases.OutsideCases;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.notify.AssignDesk;
import furong.notify.CalmBoard;
import furong.notify.CalmDesk;
import furong.notify.CalmStore;
import furong.notify.Channel;
import furong.notify.CityCalm;
import furong.notify.CityCalmReader;
import furong.notify.Courier;
import furong.notify.DutyDesk;
import furong.notify.Letters;
import furong.notify.NotificationStore;
import furong.notify.NotifyDesk;
import furong.notify.NotifyWords;
import furong.notify.PackCalm;
import furong.notify.RosterStore;
import furong.notify.WarningCalls;
import furong.notify.cap.CapDesk;
import furong.notify.cap.CapReader;
import furong.notify.cap.CapSigner;
import furong.notify.cap.CapTrust;
import furong.notify.cap.OwnAlerts;
import furong.notify.cap.WarningStore;
import furong.observe.Catalogue;
import furong.pack.PackBook;
import furong.people.AuditTrail;
import furong.people.UserStore;
import furong.store.Db;
import furong.store.notify.PgCalm;
import furong.store.notify.PgNotifications;
import furong.store.notify.PgRosters;
import furong.store.notify.PgWarnings;
import furong.warn.cap.CapAccess;
import furong.warn.cap.CapPoller;
import furong.warn.notify.CalmEvents;
import furong.warn.notify.SmtpChannel;
import furong.warn.notify.WebhookChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.ObjectMapper;

/** Mutes, groups and notifications; rosters; CAP out and in. */
@Configuration(proxyBeanMethods = false)
class NotifyWiring {

  @Bean
  CityCalm cityCalm(Settings settings, CityProfile city) {
    Set<String> duties =
        city.organisations().stream().map(Organisation::duty).collect(Collectors.toSet());
    Result<CityCalm> read = CityCalmReader.read(settings.cityDir(), duties::contains);
    return read.orThrow(); // names file, line and column
  }

  @Bean
  CalmBoard calmBoard(CityCalm rules, PackBook packs, CityProfile city) {
    CalmBoard board = new CalmBoard(rules, city.zone());
    byPacks(board, rules, packs);
    return board;
  }

  private static void byPacks(CalmBoard board, CityCalm rules, PackBook packs) {
    PackBook now = packs.inForce();
    board.inhibitBy(PackCalm.joined(rules, now));
    board.groupBy(PackCalm.groups(now));
  }

  @Bean
  CalmStore calmStore(Db db) {
    return new PgCalm(db);
  }

  @Bean
  CalmDesk calmDesk(
      CalmStore store,
      AlertStore alerts,
      CalmBoard board,
      AuditTrail audit,
      CityProfile city,
      Db db,
      InstantSource time,
      CalmEvents events) {
    return new CalmDesk(store, alerts, board, audit, city, db, time, events::calmChanged);
  }

  @Bean
  RosterStore rosterStore(Db db) {
    return new PgRosters(db);
  }

  @Bean
  DutyDesk dutyDesk(
      RosterStore store,
      UserStore users,
      AuditTrail audit,
      CityProfile city,
      Db db,
      InstantSource time) {
    return new DutyDesk(store, users, audit, city, db, time);
  }

  @Bean
  NotificationStore notificationStore(Db db) {
    return new PgNotifications(db);
  }

  @Bean
  NotifyDesk notifyDesk(
      NotificationStore store,
      AlertStore alerts,
      CalmBoard board,
      CityCalm rules,
      DutyDesk duty,
      UserStore users,
      CaseBook book,
      CityProfile city,
      Db db,
      InstantSource time,
      CalmEvents events) {
    NotifyWords words = new NotifyWords(book, city);
    return new NotifyDesk(
        store,
        alerts,
        board,
        rules,
        duty,
        users,
        words,
        city,
        db,
        time,
        (user, division) -> events.inboxChanged(user));
  }

  @Bean
  AssignDesk assignDesk(
      CalmStore store,
      AlertStore alerts,
      AlertDesk desk,
      NotificationStore notifications,
      UserStore users,
      CaseBook book,
      CityProfile city,
      AuditTrail audit,
      Db db,
      InstantSource time,
      CalmBoard board,
      CalmEvents events) {
    return new AssignDesk(
        store,
        alerts,
        desk,
        notifications,
        users,
        new NotifyWords(book, city),
        audit,
        db,
        time,
        board,
        events::assigned);
  }

  /** Work that is no alert: reminders of figures that are asked. */
  @Bean
  Letters letters(NotificationStore store, CityProfile city, Db db, CalmEvents events) {
    return new Letters(store, db, city.zone(), (user, division) -> events.inboxChanged(user));
  }

  @Bean
  Courier courier(
      NotificationStore store,
      AlertStore alerts,
      Settings settings,
      ObjectMapper json,
      InstantSource time) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new WebhookChannel(store, json, time));
    String smtp = settings.outside().smtp();
    if (smtp != null) {
      channels.add(new SmtpChannel(smtp));
    }
    return new Courier(store, alerts, channels, time);
  }

  @Bean
  WarningStore warningStore(Db db) {
    return new PgWarnings(db);
  }

  @Bean
  WarningCalls warningCalls(
      NotificationStore store,
      DutyDesk duty,
      UserStore users,
      OutsideCases cases,
      CityCalm rules,
      CityProfile city,
      Db db,
      InstantSource time,
      CalmEvents events) {
    return new WarningCalls(
        store,
        duty,
        users,
        cases,
        rules,
        city,
        db,
        time,
        (user, division) -> events.inboxChanged(user));
  }

  @Bean
  CapDesk capDesk(
      WarningStore store,
      OutsideCases cases,
      WarningCalls calls,
      CityProfile city,
      CityCalm rules,
      Db db,
      InstantSource time,
      CalmEvents events,
      Settings settings) {
    Path trusted = settings.dataDir().resolve("cap-trust");
    return new CapDesk(
        store,
        new CapReader(CapTrust.of(trusted)),
        city,
        cases,
        rules.warnings(),
        calls,
        db,
        time,
        events);
  }

  @Bean
  OwnAlerts ownAlerts(CityProfile city, CaseBook book, Catalogue catalogue, Settings settings) {
    boolean isPublic = settings.outside().capOpen() == Settings.IngestOpen.ALL;
    return new OwnAlerts(city, book, catalogue, settings.outside().capSender(), isPublic);
  }

  @Bean
  CapSigner capSigner(Settings settings) {
    return CapSigner.of(settings.dataDir());
  }

  @Bean
  CapAccess capAccess(Settings settings, CityProfile city) {
    return new CapAccess(
        CapAccess.Open.valueOf(settings.outside().capOpen().name()),
        IngestKey.of(settings.dataDir(), "cap-key.txt"),
        city.divisions().root().code());
  }

  @Bean
  CapPoller capPoller(Settings settings, CapDesk desk) {
    return new CapPoller(settings.outside().capFeeds(), desk);
  }

  @Bean
  NotifyLoops notifyLoops(
      NotifyDesk desk,
      Courier courier,
      CalmDesk calm,
      CalmBoard board,
      CityCalm rules,
      PackBook packs,
      AlertStore alerts,
      CapPoller poller) {
    Runnable byPacks = () -> byPacks(board, rules, packs);
    return new NotifyLoops(desk, courier, calm, board, byPacks, alerts, poller);
  }
}
