package dev.tributary.logql;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.value.LogLine;
import dev.tributary.logql.value.LogStream;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.text.GoFloat;

/** Answers as texts to compare, without the cluster label that a store stamps on every stream. */
final class AnswerText {
    private AnswerText() {
    }

    static List<String> of(LogqlValue value) {
        return switch (value) {
            case LogqlValue.Streams(List<LogStream> streams) -> streams(streams);
            case LogqlValue.Scalar scalar -> List.of("scalar " + GoFloat.sample(scalar.value()));
            case LogqlValue.Vector(var samples) -> samples.stream()
                    .map(each -> labels(each.labels()) + " " + GoFloat.sample(each.value())).toList();
            case LogqlValue.Matrix(var series) -> series.stream()
                    .map(each -> labels(each.labels()) + " " + samples(each.samples())).toList();
        };
    }

    private static List<String> streams(List<LogStream> streams) {
        List<String> texts = new ArrayList<>();
        for (LogStream stream : streams) {
            for (LogLine line : stream.lines()) {
                String categories = (line.metadata().isEmpty() ? "" : " meta" + line.metadata())
                        + (line.parsed().isEmpty() ? "" : " parsed" + line.parsed());
                texts.add(labels(stream.labels()) + categories + " " + line.line());
            }
        }
        return texts;
    }

    private static String labels(Labels labels) {
        return labels.without("cluster").toString();
    }

    private static String samples(SampleColumns samples) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            long seconds = samples.timestamp(i) / 1000 - LogLines.EPOCH_NANOS / LogLines.SECOND;
            texts.add(GoFloat.sample(samples.value(i)) + "@" + seconds);
        }
        return String.join(" ", texts);
    }
}
