package dev.tributary.app.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.runtime.config.FileProblem;
import dev.tributary.wire.exposition.ExpositionLimits;
import dev.tributary.wire.exposition.ExpositionOptions;
import dev.tributary.wire.exposition.ExpositionParser;
import dev.tributary.wire.exposition.ExpositionParsers;
import dev.tributary.wire.exposition.MalformedExpositionException;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import org.jspecify.annotations.Nullable;

/** Reads one OpenMetrics file as a stream and hands it over in batches. */
final class ImportFile {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
    private static final int PIECE_BYTES = 1 << 16;

    private final Path file;
    private final @Nullable String cluster;
    private final int batchMax;
    private final ImportSender sender;
    private final LongConsumer progress;
    private final RemoteWriteWriter batch = new RemoteWriteWriter(RemoteWriteVersion.V2);
    private final LabelSlices withCluster = new LabelSlices();
    private @Nullable MetricMetadata untold;
    private int samples;
    private long firstLine;

    /** @param progress is told how many bytes of the file were read */
    ImportFile(Path file, @Nullable String cluster, int batchMax, ImportSender sender, LongConsumer progress) {
        this.file = file;
        this.cluster = cluster;
        this.batchMax = batchMax;
        this.sender = sender;
        this.progress = progress;
    }

    /** Sends all of it. */
    void run() {
        ExpositionParser parser = ExpositionParsers.forContentType(OPEN_METRICS, ExpositionLimits.DEFAULT,
                new ExpositionOptions(true, false));
        byte[] piece = new byte[PIECE_BYTES];
        try (CountedStream counted = new CountedStream(Files.newInputStream(file));
                InputStream in = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(counted, PIECE_BYTES)
                        : counted) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                parser.feed(piece, 0, length);
                take(parser);
                progress.accept(counted.count);
            }
            parser.end();
            take(parser);
            send(parser.line());
        } catch (MalformedExpositionException e) {
            throw new CommandFailure(ExitCode.BAD_FILE, file + ": " + e.getMessage()
                    + (sender.stored() > 0 ? "; what stands before was sent, sending it again does no harm" : ""), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.BAD_FILE, file + " cannot be read: " + FileProblem.reason(e), e);
        }
    }

    private void take(ExpositionParser parser) throws MalformedExpositionException {
        while (true) {
            switch (parser.next()) {
                case NEED_BYTES, END -> {
                    return;
                }
                case METADATA -> untold = parser.metadata();
                case SAMPLE -> sample(parser);
                case HISTOGRAM -> throw new CommandFailure(ExitCode.BAD_FILE,
                        file + ": line " + parser.line() + ": native histograms have no text form");
            }
        }
    }

    private void sample(ExpositionParser parser) {
        if (!parser.hasTimestamp()) {
            throw new CommandFailure(ExitCode.BAD_FILE,
                    file + ": line " + parser.line() + ": a sample without a timestamp cannot be imported: "
                            + parser.labels());
        }
        if (samples == 0) {
            firstLine = parser.line();
        }
        MetricMetadata described = untold;
        if (described != null) {
            batch.metadata(described);
            untold = null;
        }
        batch.series(labels(parser.labels()));
        batch.sample(parser.timestampMillis(), parser.value(), parser.startMillis());
        for (Exemplar exemplar : parser.exemplars()) {
            batch.exemplar(exemplar.timestampMillis() == 0
                    ? new Exemplar(exemplar.labels(), exemplar.value(), parser.timestampMillis())
                    : exemplar);
        }
        if (++samples >= batchMax) {
            send(parser.line());
        }
    }

    private LabelSlices labels(LabelSlices read) {
        if (cluster == null) {
            return read;
        }
        withCluster.set(read.toLabels().with(ClusterId.LABEL, cluster));
        return withCluster;
    }

    private void send(long lastLine) {
        if (samples > 0) {
            sender.send(batch.toMessage(), samples, file + ": lines " + firstLine + " to " + lastLine);
            batch.reset();
            samples = 0;
        }
    }

    /** Counts what was read. */
    private static final class CountedStream extends FilterInputStream {
        private long count;

        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
