package furong.store.notify;

import furong.base.Level;
import furong.cases.Alert;
import furong.notify.Contact;
import furong.notify.Hook;
import furong.notify.Notification;
import furong.notify.Notification.State;
import furong.notify.NotificationStore;
import furong.notify.Round;
import furong.store.Db;
import furong.store.cases.PgAlerts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rounds, the outbox with the inboxes, contacts and webhooks in PostgreSQL. */
public final class PgNotifications implements NotificationStore {

  private final Db db;

  public PgNotifications(Db db) {
    this.db = db;
  }

  @Override
  public List<Alert> fresh(int limit) {
    return db.list(
        """
        select a.* from alert a left join notify_round r on r.alert = a.id
        where a.cleared_at is null and a.live
          and (r.alert is null or (r.state = 'CLEARED' and r.step = 0) or a.level < r.level)
        order by a.level, a.opened_at desc limit ?
        """,
        PgAlerts::alert,
        limit);
  }

  @Override
  public List<Round> returned(int limit) {
    return db.list(
        """
        select r.* from notify_round r join alert a on a.id = r.alert
        where r.state = 'CLEARED' and r.step > 0 and a.cleared_at is null and a.live
          and a.level >= r.level
        order by r.alert limit ?
        """,
        PgNotifications::round,
        limit);
  }

  @Override
  public void save(Round r) {
    db.update(
        """
        insert into notify_round (alert, level, started_at, step, due_at, state)
        values (?, ?, ?, ?, ?, ?)
        on conflict (alert) do update set level = excluded.level,
          started_at = excluded.started_at, step = excluded.step, due_at = excluded.due_at,
          state = excluded.state
        """,
        r.alert(),
        r.level().number(),
        r.startedAt(),
        r.step(),
        r.dueAt(),
        r.state());
  }

  @Override
  public List<Round> due(Instant now, int limit) {
    return db.list(
        """
        select * from notify_round where state = 'RUNNING' and due_at <= ?
        order by due_at, alert limit ? for update skip locked
        """,
        PgNotifications::round,
        now,
        limit);
  }

  private static Round round(ResultSet row) throws SQLException {
    return new Round(
        row.getString("alert"),
        level(row, "level"),
        Db.instant(row, "started_at"),
        row.getInt("step"),
        Db.instant(row, "due_at"),
        Round.State.valueOf(row.getString("state")));
  }

  @Override
  public Optional<Instant> lastTold(String group) {
    return ofGroup(group, "told_at");
  }

  @Override
  public void told(String group, Instant at) {
    keepOfGroup(group, "told_at", at);
  }

  @Override
  public Optional<Instant> nextTold(String group) {
    return ofGroup(group, "next_at");
  }

  @Override
  public void next(String group, Instant at) {
    keepOfGroup(group, "next_at", at);
  }

  private Optional<Instant> ofGroup(String group, String column) {
    return db.find(
        "select %1$s from notify_group where key = ? and %1$s is not null".formatted(column),
        row -> Db.instant(row, column),
        group);
  }

  private void keepOfGroup(String group, String column, Instant at) {
    db.update(
        ("insert into notify_group (key, %1$s) values (?, ?)"
                + " on conflict (key) do update set %1$s = excluded.%1$s")
            .formatted(column),
        group,
        at);
  }

  @Override
  public boolean add(Notification n) {
    return db.update(
            """
            insert into notification (key, channel, recipient, address, alerts, cases, step, level,
              division, subject, body, created_at, due_at, attempts, state, error, sent_at, read_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            n.key(),
            n.channel(),
            n.recipient(),
            n.address(),
            n.alerts().toArray(String[]::new),
            n.cases().toArray(Long[]::new),
            n.step(),
            n.level().number(),
            n.division(),
            n.subject(),
            n.body(),
            n.createdAt(),
            n.dueAt(),
            n.attempts(),
            n.state(),
            n.error(),
            n.sentAt(),
            n.readAt())
        == 1;
  }

  @Override
  public Optional<Notification> lately(Notification like, Instant since) {
    return db.find(
        """
        select * from notification where recipient = ? and md5(subject) = md5(?) and subject = ?
          and channel = ?
          and (state = 'WAITING' or created_at >= ? or sent_at >= ?)
        order by id desc limit 1 for update
        """,
        PgNotifications::notification,
        like.recipient(),
        like.subject(),
        like.subject(),
        like.channel(),
        since,
        since);
  }

  @Override
  public void rewrite(Notification n) {
    db.update(
        "update notification set level = ?, body = ?, alerts = ?, cases = ?, due_at = ?"
            + " where id = ?",
        n.level().number(),
        n.body(),
        n.alerts().toArray(String[]::new),
        n.cases().toArray(Long[]::new),
        n.dueAt(),
        n.id());
  }

  @Override
  public List<Notification> claim(Instant now, Duration lease, int limit) {
    return db
        .list(
            """
            update notification set attempts = attempts + 1, due_at = ?
            where id in (select id from notification where state = 'WAITING' and due_at <= ?
              order by due_at, id limit ? for update skip locked)
            returning *
            """,
            PgNotifications::notification,
            now.plus(lease),
            now,
            limit)
        .stream()
        .sorted(Comparator.comparing(Notification::id))
        .toList();
  }

  @Override
  public void settle(Notification n) {
    db.update(
        "update notification set state = ?, due_at = ?, error = ?, sent_at = ? where id = ?",
        n.state(),
        n.dueAt(),
        n.error(),
        n.sentAt(),
        n.id());
  }

  @Override
  public boolean retry(long id, Instant now) {
    return db.update(
            "update notification set state = 'WAITING', attempts = 0, due_at = ?"
                + " where id = ? and state = 'FAILED'",
            now,
            id)
        > 0;
  }

  @Override
  public List<Notification> inbox(String user, boolean unread, int offset, int limit) {
    return db.list(
        "select * from notification where channel = 'inbox' and recipient = ?"
            + (unread ? " and read_at is null" : "")
            + " order by id desc limit ? offset ?",
        PgNotifications::notification,
        user,
        limit,
        offset);
  }

  @Override
  public long countInbox(String user, boolean unread) {
    return db.find(
            "select count(*) from notification where channel = 'inbox' and recipient = ?"
                + (unread ? " and read_at is null" : ""),
            row -> row.getLong(1),
            user)
        .orElse(0L);
  }

  @Override
  public void read(String user, List<Long> ids, Instant at) {
    db.update(
        "update notification set read_at = ? where channel = 'inbox' and recipient = ?"
            + " and read_at is null and id = any(?)",
        at,
        user,
        ids.toArray(Long[]::new));
  }

  @Override
  public List<Notification> outbox(@Nullable State state, int offset, int limit) {
    return db.list(
        "select * from notification where channel <> 'inbox' and (?::text is null or state = ?)"
            + " order by id desc limit ? offset ?",
        PgNotifications::notification,
        state,
        state,
        limit,
        offset);
  }

  @Override
  public long countOutbox(@Nullable State state) {
    return db.find(
            "select count(*) from notification where channel <> 'inbox'"
                + " and (?::text is null or state = ?)",
            row -> row.getLong(1),
            state,
            state)
        .orElse(0L);
  }

  @Override
  public Contact contact(String user) {
    return db.find(
            "select * from contact where user_id = ?",
            row ->
                new Contact(
                    user,
                    row.getString("mail"),
                    row.getObject("quiet_from", LocalTime.class),
                    row.getObject("quiet_to", LocalTime.class)),
            user)
        .orElseGet(() -> Contact.none(user));
  }

  @Override
  public void save(Contact c) {
    db.update(
        """
        insert into contact (user_id, mail, quiet_from, quiet_to) values (?, ?, ?, ?)
        on conflict (user_id) do update set mail = excluded.mail,
          quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to
        """,
        c.user(),
        c.mail(),
        c.quietFrom(),
        c.quietTo());
  }

  @Override
  public List<Hook> hooks() {
    return db.list(
        "select * from webhook order by id",
        row ->
            new Hook(
                row.getLong("id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("secret"),
                row.getString("division"),
                level(row, "mildest"),
                row.getBoolean("active")));
  }

  @Override
  public Hook save(Hook h) {
    if (h.id() != 0) {
      db.update(
          "update webhook set name = ?, url = ?, secret = ?, division = ?, mildest = ?, active = ?"
              + " where id = ?",
          h.name(),
          h.url(),
          h.secret(),
          h.division(),
          h.mildest().number(),
          h.active(),
          h.id());
      return h;
    }
    return h.withId(
        db.find(
                "insert into webhook (name, url, secret, division, mildest, active)"
                    + " values (?, ?, ?, ?, ?, ?) returning id",
                row -> row.getLong(1),
                h.name(),
                h.url(),
                h.secret(),
                h.division(),
                h.mildest().number(),
                h.active())
            .orElseThrow());
  }

  @Override
  public void removeHook(long id) {
    db.update("delete from webhook where id = ?", id);
  }

  private static Level level(ResultSet row, String column) throws SQLException {
    return Level.values()[row.getInt(column) - 1];
  }

  private static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getLong("id"),
        row.getString("key"),
        row.getString("channel"),
        row.getString("recipient"),
        row.getString("address"),
        PgWarnings.texts(row, "alerts"),
        List.of((Long[]) row.getArray("cases").getArray()),
        row.getInt("step"),
        level(row, "level"),
        row.getString("division"),
        row.getString("subject"),
        row.getString("body"),
        Db.instant(row, "created_at"),
        Db.instant(row, "due_at"),
        row.getInt("attempts"),
        State.valueOf(row.getString("state")),
        row.getString("error"),
        Db.instantOrNull(row, "sent_at"),
        Db.instantOrNull(row, "read_at"));
  }
}
