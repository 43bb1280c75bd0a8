package dev.tributary.app.hub;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.app.storage.StoreBackups;
import dev.tributary.app.storage.StoreLayout;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.port.StoreWork;
import dev.tributary.queryapi.port.WorkStatus;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator may do to a running hub's store. */
final class HubAdministration implements StoreAdministration {
    private static final Logger LOG = LoggerFactory.getLogger(HubAdministration.class);
    /** As Prometheus names its snapshots: the time, then something random. */
    private static final DateTimeFormatter SNAPSHOT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private final MetricStore store;
    private final LogStore logs;
    private final AdminSettings settings;
    private final StoreLayout data;
    private final Clock clock;
    private final Executor blocking;
    private final SecureRandom random = new SecureRandom();
    private final Gauge lastSuccess;
    private volatile WorkStatus status = WorkStatus.NONE;

    HubAdministration(MetricStore store, LogStore logs, AdminSettings settings, Path dataDir, Clock clock,
            Executor blocking,
            PrometheusRegistry registry) {
        this.store = store;
        this.logs = logs;
        this.settings = settings;
        this.data = new StoreLayout(dataDir);
        this.clock = clock;
        this.blocking = blocking;
        lastSuccess = Gauge.builder().name("tributary_work_last_success_timestamp_seconds")
                .help("When a backup last succeeded, or a verification last found nothing damaged.")
                .labelNames("work").register(registry);
        for (StoreWork work : StoreWork.values()) {
            lastSuccess.labelValues(work.text()).set(0);
        }
    }

    @Override
    public void deleteSeries(List<Matcher> matchers, long minMillis, long maxMillis) {
        store.deleteSeries(matchers, minMillis, maxMillis);
    }

    @Override
    public void cleanTombstones() {
        store.cleanTombstones();
    }

    @Override
    public String snapshot(boolean skipHead) {
        byte[] tail = new byte[8];
        random.nextBytes(tail);
        String name = SNAPSHOT.format(clock.instant()) + "-" + HexFormat.of().formatHex(tail);
        store.snapshot(data.snapshot(name).metrics(), skipHead);
        logs.snapshot(data.snapshot(name).logs(), skipHead);
        LOG.info("snapshot made name={} skip_head={}", name, skipHead);
        return name;
    }

    @Override
    public synchronized boolean begin(StoreWork work) {
        if (status.state() == WorkStatus.State.RUNNING) {
            return false;
        }
        status = new WorkStatus(work.text(), WorkStatus.State.RUNNING, 0, 0, "", List.of());
        blocking.execute(() -> run(work));
        return true;
    }

    private void run(StoreWork work) {
        LOG.info("work begins work={}", work.text());
        try {
            switch (work) {
                case BACKUP -> backUp();
                case VERIFY -> verify();
            }
        } catch (RuntimeException e) {
            LOG.error("work failed work={}", work.text(), e);
            end(work, WorkStatus.State.FAILED, String.valueOf(e.getMessage()), List.of());
        }
    }

    private void backUp() {
        StoreLayout into = new StoreLayout(settings.backupDir());
        WorkProgress progress = (done, total) -> at(StoreWork.BACKUP, done, total);
        StoreBackups.Round made = new StoreBackups.Round(
                List.of(store.backup(into.metrics(), progress), logs.backup(into.logs(), progress)));
        new StoreBackups(into).keep(settings.backupsMax());
        end(StoreWork.BACKUP, WorkStatus.State.DONE, made.describe(settings.backupDir()), List.of());
    }

    private void verify() {
        WorkProgress progress = (done, total) -> at(StoreWork.VERIFY, done, total);
        VerifyReport report = store.verify(progress).and(logs.verify(progress));
        String result = StoreLayout.describe(report);
        end(StoreWork.VERIFY, report.isSound() ? WorkStatus.State.DONE : WorkStatus.State.FAILED, result,
                report.descriptions());
    }

    private void at(StoreWork work, long done, long total) {
        status = new WorkStatus(work.text(), WorkStatus.State.RUNNING, done, total, "", List.of());
    }

    private void end(StoreWork work, WorkStatus.State state, String result, List<String> problems) {
        WorkStatus last = status;
        if (state == WorkStatus.State.DONE) {
            lastSuccess.labelValues(work.text()).set(clock.millis() / 1e3);
        }
        LOG.info("work ended work={} state={} result=\"{}\"", work.text(), state, result);
        status = new WorkStatus(work.text(), state, last.totalBytes(), last.totalBytes(), result, problems);
    }

    @Override
    public WorkStatus status() {
        return status;
    }
}
