package dev.tributary.queryapi.targets;

import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.TargetDirectory;

/**
 * {@code /api/v1/scrape_pools/config} and {@code /api/v1/targets/relabel_steps}: both ask for the configuration of a job,
 * which stays with its collector. The answer is the error of a Prometheus that cannot get at it, and says why.
 */
public final class CollectorConfigRoute implements Endpoint {
    /** The two questions. */
    public enum Question {
        CONFIG, RELABEL_STEPS
    }

    private final Question question;
    private final TargetDirectory targets;

    public CollectorConfigRoute(Question question, TargetDirectory targets) {
        this.question = question;
        this.targets = targets;
    }

    @Override
    public RouteSpec spec() {
        return switch (question) {
            case CONFIG -> RouteSpec.get("/api/v1/scrape_pools/config", Work.LOOKUP,
                    "The configuration of a job, which its collector keeps: always an error that says so.")
                    .required("scrapePool", "Name of the job.");
            case RELABEL_STEPS -> RouteSpec.get("/api/v1/targets/relabel_steps", Work.LOOKUP,
                    "The relabeling of a job, which its collector keeps: always an error that says so.")
                    .required("scrapePool", "Name of the job.")
                    .required("labels", "Labels before relabeling, as JSON.");
        };
    }

    @Override
    public Reply answer(ApiRequest request) {
        String pool = given(request, "scrapePool");
        if (question == Question.RELABEL_STEPS) {
            given(request, "labels");
        }
        String reason = isKnown(pool, request)
                ? "the configuration of job " + GoQuote.quote(pool)
                        + " is kept by its collector, which does not send it"
                : "scrape pool " + GoQuote.quote(pool) + " not found";
        throw ApiException.badData("error retrieving scrape config: " + reason);
    }

    private static String given(ApiRequest request, String name) {
        String text = request.parameter(name);
        if (text.isEmpty()) {
            throw ApiException.badData("no " + name + " parameter provided");
        }
        return text;
    }

    private boolean isKnown(String pool, ApiRequest request) {
        return targets.active().stream()
                .anyMatch(target -> target.pool().equals(pool) && request.access().allows(target.labels()));
    }
}
