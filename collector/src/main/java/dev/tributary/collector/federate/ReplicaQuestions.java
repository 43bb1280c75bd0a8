package dev.tributary.collector.federate;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.shard.ShardPlanner;
import dev.tributary.collector.upstream.MetadataCatalogue;
import dev.tributary.collector.upstream.NameCounts;
import dev.tributary.collector.upstream.UpstreamApi;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of one replica besides its pages: how much there is, and what families say of themselves. One event loop. */
final class ReplicaQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaQuestions.class);

    /** Types and help change with deployments, not by the minute. */
    private static final long METADATA_MILLIS = 5 * 60_000L;

    /** New series may be of families nobody knew. */
    private static final long METADATA_MILLIS_MIN = 5000;

    private final FederateSource source;
    private final ShardPlanner planner;
    private final MetadataCatalogue catalogue;
    private final Clock clock;
    private final @Nullable UpstreamApi api;
    private long metadataMillis;
    private boolean hasNewSeries;
    /** Told once until another reason: a server that is away is asked for its size each round. */
    private final Map<String, String> told = new HashMap<>();

    ReplicaQuestions(FederateSource source, HttpCaller caller, ShardPlanner planner, MetadataCatalogue catalogue,
            Clock clock) {
        this.source = source;
        this.planner = planner;
        this.catalogue = catalogue;
        this.clock = clock;
        URI server = UpstreamApi.serverOf(source.page());
        api = server == null ? null : new UpstreamApi(caller, server, source.timeout());
    }

    /** Before anything was pulled asks how much there is, so that not even the first page is too large. Never fails. */
    Future<Void> askFirst() {
        if (api == null) {
            return Future.succeededFuture();
        }
        List<Future<?>> questions = new ArrayList<>();
        if (planner.knowsNothing()) {
            questions.add(NameCounts.of(api, source.selectors().texts()).onSuccess(planner::expect)
                    .onFailure(cause -> unanswered("sizes", cause)));
        }
        if (clock.millis() - metadataMillis >= (hasNewSeries ? METADATA_MILLIS_MIN : METADATA_MILLIS)) {
            metadataMillis = clock.millis();
            hasNewSeries = false;
            questions.add(catalogue.refresh(api).onFailure(cause -> unanswered("metadata", cause)));
        }
        return Future.join(questions).<Void>mapEmpty().otherwiseEmpty();
    }

    private void unanswered(String question, Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        if (reason.equals(told.put(question, reason))) {
            return;
        }
        LOG.info("the server does not answer a question besides pages job={} url={} question={} reason={}",
                source.job(), source.page(), question, reason);
    }

    /** Says that series came which were not there before. */
    void newSeries() {
        hasNewSeries = true;
    }

    FederateSource source() {
        return source;
    }

    ShardPlanner planner() {
        return planner;
    }
}
