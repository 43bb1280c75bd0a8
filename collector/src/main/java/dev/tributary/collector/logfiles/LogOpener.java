package dev.tributary.collector.logfiles;

import java.nio.file.Path;
import java.time.Clock;

import dev.tributary.collector.files.StreamMark;
import dev.tributary.collector.files.Tail;
import dev.tributary.collector.files.TailOptions;
import dev.tributary.collector.files.TailState;
import dev.tributary.collector.lines.EntryClock;
import dev.tributary.collector.lines.LineDecoder;
import dev.tributary.collector.lines.LineStream;
import dev.tributary.collector.pipeline.PipelinePlan;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** Makes what reads one log: its decoder, its streams, and the pipeline of each. */
final class LogOpener {
    private static final String STREAM = "stream";

    private final JobSettings settings;
    private final PipelinePlan pipeline;
    private final Round round;
    private final JobEvents events;
    private final Clock clock;

    LogOpener(JobSettings settings, PipelinePlan pipeline, Round round, JobEvents events, Clock clock) {
        this.settings = settings;
        this.pipeline = pipeline;
        this.round = round;
        this.events = events;
        this.clock = clock;
    }

    JobSettings settings() {
        return settings;
    }

    /** Counts a failed attempt to read a log. */
    void failed() {
        events.readFailed();
    }

    /** @param isNew true for a log that came up while the job ran: it is read from its beginning in any case */
    Tail open(Path path, TargetRules.LogLabels labels, @Nullable TailState known, boolean isNew) {
        LineDecoder decoder = new LineDecoder(settings.format(), mark -> stream(labels, mark), events, clock);
        TailOptions options = settings.tail();
        TailOptions used = isNew ? new TailOptions(false, options.rotateWait(), options.idleClose()) : options;
        return new Tail(path, used, decoder, events, known);
    }

    private LineStream stream(TargetRules.LogLabels labels, StreamMark mark) {
        Labels stream = mark.name().isEmpty() ? labels.stream() : labels.stream().with(STREAM, mark.name());
        EntryClock times = new EntryClock(mark.lastTime(), mark.lastGiven());
        return new LineStream(settings.limits(), events, stream, labels.metadata(),
                pipeline.open(entry -> round.add(entry, times), times::lastTime), times, mark);
    }
}
