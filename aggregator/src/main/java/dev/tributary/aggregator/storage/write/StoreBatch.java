package dev.tributary.aggregator.storage.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.chunk.HistogramCodec;
import dev.tributary.aggregator.storage.head.ApplyReport;
import dev.tributary.aggregator.storage.log.LogRecord;
import dev.tributary.aggregator.storage.log.SampleRows;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.series.SeriesLimitException;
import dev.tributary.aggregator.storage.series.SeriesRecords;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * One batch: resolves and collects on its caller's thread, is encoded there, then logged and applied by the group commit.
 * Its memory serves batch after batch.
 */
public final class StoreBatch extends ReusedBatch<WriteReport> implements MetricBatch {
    /** Longer histograms would not fit a block in memory. */
    private static final int HISTOGRAM_BYTES_MAX = 60_000;
    private static final int EXEMPLAR_LABEL_BYTES_MAX = 1024;

    private record SeriesExemplar(int ref, Exemplar exemplar) {
    }

    private final BatchDesk desk;
    private final StoreBatches batches;
    private final SeriesResolver resolver;
    private final LogRecord codec;
    private final SampleRows rows = new SampleRows();
    private final ByteWriter record = new ByteWriter(4096);
    private final ApplyReport report = new ApplyReport();
    private final List<SeriesExemplar> exemplars = new ArrayList<>();
    private final List<MetricMetadata> metadata = new ArrayList<>();
    private WriterIdentity identity;
    private long minMillis;
    /** True when each series' own cluster says how old its samples may be. */
    private boolean minByLabel;
    private long maxMillis;
    private int series = -1;
    /** How often series had been forgotten when the batch began. */
    private long forgettings;

    StoreBatch(BatchDesk desk, GroupCommit commits, StoreBatches batches, WriterIdentity identity) {
        super(commits);
        this.desk = desk;
        this.batches = batches;
        this.identity = identity;
        this.resolver = new SeriesResolver(desk.catalog(), desk.options().limits().seriesMax(),
                new SeriesLabelCheck(desk.options().limits()));
        this.codec = new LogRecord(desk.catalog());
    }

    /** Turns to a new use. */
    void start(WriterIdentity writer) {
        identity = writer;
        resolver.reset(writer);
        rows.clear();
        record.clear();
        report.clear();
        exemplars.clear();
        metadata.clear();
        long now = desk.clock().millis();
        minMillis = now - desk.options().retention().of(writer.cluster()).samples().toMillis();
        minByLabel = writer.labelsDecide() && !desk.options().retention().isUniform();
        maxMillis = now + desk.options().futureMax().toMillis();
        series = -1;
        forgettings = desk.catalog().forgettings();
        open();
    }

    @Override
    public boolean startKnown(long high, long low) {
        series = resolver.resolveKnown(high, low);
        return series >= 0;
    }

    @Override
    public @Nullable ClusterId seriesCluster() {
        if (series < 0) {
            return null;
        }
        ClusterSeries cluster = desk.catalog().find(desk.catalog().records().cluster(series));
        return cluster == null ? null : cluster.cluster();
    }

    @Override
    public void series(LabelSlices labels) {
        series = resolver.resolve(labels);
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        if (isStorable(timestampMillis)) {
            rows.add(series, timestampMillis, Double.doubleToRawLongBits(value));
            rows.startOfLast(startMillis);
        }
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        if (!isStorable(timestampMillis)) {
            return;
        }
        int offset = rows.side().size();
        HistogramCodec.encode(histogram, rows.side());
        int length = rows.side().size() - offset;
        if (length > HISTOGRAM_BYTES_MAX) {
            rows.side().advanceTo(offset);
            report.refused(() -> "native histogram of " + length + " bytes exceeds the limit of " + HISTOGRAM_BYTES_MAX
                    + " in series " + name());
            return;
        }
        rows.addHistogram(series, timestampMillis, offset);
        rows.startOfLast(startMillis);
    }

    private boolean isStorable(long timestampMillis) {
        if (series < 0) {
            report.refused(resolver::problem);
            return false;
        }
        long min = minByLabel ? maxMillis - desk.options().futureMax().toMillis() - retention().toMillis() : minMillis;
        if (timestampMillis < min) {
            report.refused(() -> "out of bounds: sample at " + timestampMillis + " is older than the retention of "
                    + retention() + " in series " + name());
            return false;
        }
        if (timestampMillis > maxMillis) {
            report.refused(() -> "out of bounds: sample at " + timestampMillis + " is more than "
                    + desk.options().futureMax() + " in the future in series " + name());
            return false;
        }
        return true;
    }

    private Duration retention() {
        ClusterSeries cluster = desk.catalog().find(desk.catalog().records().cluster(series));
        return desk.options().retention().of(cluster == null ? identity.cluster() : cluster.cluster()).samples();
    }

    private String name() {
        return nameOf(desk, series);
    }

    static String nameOf(BatchDesk desk, int ref) {
        SeriesRecords records = desk.catalog().records();
        ClusterSeries cluster = desk.catalog().find(records.cluster(ref));
        return cluster == null ? "of a cluster deleted meanwhile" : cluster.labels(ref).toString();
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        if (!isStorable(exemplar.timestampMillis())) {
            return;
        }
        int bytes = exemplar.labels().utf8Length();
        if (bytes > EXEMPLAR_LABEL_BYTES_MAX) {
            report.refused(() -> "exemplar labels of " + bytes + " bytes exceed the limit of "
                    + EXEMPLAR_LABEL_BYTES_MAX + " in series " + name());
            return;
        }
        exemplars.add(new SeriesExemplar(series, exemplar));
    }

    @Override
    public void metadata(MetricMetadata statement) {
        try {
            int cluster = desk.catalog().findOrCreate(identity.cluster()).number();
            if (desk.metadata().has(cluster, statement)) {
                return;
            }
            if (desk.metadata().hasRoom(cluster)) {
                metadata.add(statement);
            } else {
                int limit = desk.options().limits().metadataMax();
                report.refused(() -> "metadata limit of " + limit + " statements exceeded in cluster "
                        + identity.cluster() + " (storage.limits.metadata_max)");
            }
        } catch (SeriesLimitException e) {
            report.refused(() -> String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void encode() {
        if (rows.size() > 0) {
            codec.encode(rows, record);
        }
    }

    @Override
    protected void giveBack() {
        batches.giveBack(this);
    }

    @Override
    public long size() {
        return rows.size();
    }

    /** True when a series that the batch found has been forgotten since; between commits none is. */
    @Override
    public boolean isOutdated() {
        SeriesCatalog catalog = desk.catalog();
        if (catalog.forgettings() == forgettings) {
            return false;
        }
        for (int row = 0; row < rows.size(); row++) {
            if (catalog.isForgotten(rows.ref(row))) {
                return true;
            }
        }
        return exemplars.stream().anyMatch(item -> catalog.isForgotten(item.ref()));
    }

    @Override
    public void stage(RawBatch write, RocksFamily log, long sequence) {
        if (rows.size() > 0) {
            stage(record, write, log, sequence);
        }
        SeriesRecords records = desk.catalog().records();
        for (SeriesExemplar item : exemplars) {
            desk.exemplars().store(records.cluster(item.ref()), records.id(item.ref()), item.exemplar(), write);
            report.exemplarWritten();
        }
        if (!metadata.isEmpty()) {
            stageMetadata(write);
        }
    }

    private void stageMetadata(RawBatch write) {
        ClusterSeries cluster = cluster();
        if (cluster == null) {
            return;
        }
        for (MetricMetadata statement : metadata) {
            desk.metadata().store(cluster.number(), statement, write);
        }
    }

    private @Nullable ClusterSeries cluster() {
        return desk.catalog().find(identity.cluster().value());
    }

    @Override
    public void apply() {
        desk.appender().apply(rows, report);
        ClusterSeries cluster = cluster();
        if (cluster != null) {
            metadata.forEach(statement -> desk.metadata().show(cluster.number(), statement));
        }
    }

    @Override
    public void complete() {
        answer(new WriteReport(report.samples(), report.histograms(), report.exemplars(), report.refused(),
                report.problem()));
    }
}
