package dev.tributary.collector.pipeline;

import java.util.List;

import dev.tributary.collector.stages.MatchStage;
import dev.tributary.logql.LogPipeline;
import dev.tributary.logql.LogqlEngine;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.Matcher;

/** Sends entries that match through stages of their own, or ends them; others go by. */
final class MatchStep implements EntryTarget, HoldingStage {
    private final Condition condition;
    private final MatchStage settings;
    private final Pipeline inner;
    private final EntryTarget next;
    private final StageEvents events;

    private MatchStep(MatchStage settings, Pipeline inner, EntryTarget next, StageEvents events) {
        this.condition = new Condition(settings.selector());
        this.settings = settings;
        this.inner = inner;
        this.next = next;
        this.events = events;
    }

    static StagePlan plan(MatchStage settings, PipelinePlan stages, StageEvents events) {
        return (next, lastTime) -> new MatchStep(settings, stages.open(next, lastTime), next, events);
    }

    /** A selector's matchers, and its filters only where it has some: they cost a copy of the line. */
    private static final class Condition {
        private final LogPipeline pipeline;
        private final List<Matcher> matchers;
        private final boolean plain;
        private Labels lastLabels = Labels.EMPTY;
        private boolean lastMatched;

        Condition(String selector) {
            pipeline = LogqlEngine.pipeline(selector);
            matchers = pipeline.matchers();
            plain = selector.strip().endsWith("}");
            lastMatched = matches(Labels.EMPTY);
        }

        private boolean matches(Labels labels) {
            for (Matcher matcher : matchers) {
                if (!matcher.matches(labels.get(matcher.name()))) {
                    return false;
                }
            }
            return true;
        }

        boolean holds(PipelineEntry entry) {
            if (!entry.labels().equals(lastLabels)) {
                lastLabels = entry.labels();
                lastMatched = matches(lastLabels);
            }
            return lastMatched && (plain || pipeline.process(lastLabels,
                    new LogEntry(entry.timeNanos(), entry.text(), entry.metadata())) != null);
        }
    }

    @Override
    public void accept(PipelineEntry entry) {
        if (!condition.holds(entry)) {
            next.accept(entry);
        } else if (settings.action() == MatchStage.Action.DROP) {
            events.dropped(settings.dropCounterReason());
        } else {
            inner.accept(entry);
        }
    }

    @Override
    public long heldFrom() {
        return inner.heldFrom();
    }

    @Override
    public boolean isDue(long nowNanos) {
        return inner.isDue(nowNanos);
    }

    @Override
    public void flush() {
        inner.flush();
    }
}
