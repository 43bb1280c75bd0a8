package dev.tributary.queryapi.endpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * A route as its users know it. The router mounts it and the OpenAPI document is written from it, so the two agree.
 *
 * @param path       from the root; parts in braces stand for something
 * @param methods    the HTTP methods it answers, in alphabetical order
 * @param work       what answering takes
 * @param always     true when it answers also while the hub is not ready
 * @param summary    one sentence for people
 * @param parameters what it takes
 * @param content    the media types of its bodies
 */
public record RouteSpec(String path, List<String> methods, Work work, boolean always, String summary,
        List<ParameterSpec> parameters, Content content) {
    /** What answering takes of the hub, which decides whether a request has to wait for its turn. */
    public enum Work {
        /** A look into memory. */
        LIGHT,
        /** Reads of the store; so many run at once, the others wait. */
        LOOKUP,
        /** A query, which the query service queues by itself. */
        QUERY
    }

    /** One parameter. */
    public record ParameterSpec(String name, boolean required, boolean repeated, String description) {
    }

    /**
     * Media types of bodies.
     *
     * @param taken of a request body that is no form; empty where there is none
     * @param given of the answer; empty where it has no body
     */
    public record Content(String taken, String given) {
        /** The envelope of the API. */
        public static final Content ENVELOPE = new Content("", "application/json");
    }

    public RouteSpec {
        methods = List.copyOf(methods);
        parameters = List.copyOf(parameters);
    }

    /** A route that only answers GET. */
    public static RouteSpec get(String path, Work work, String summary) {
        return new RouteSpec(path, List.of("GET"), work, false, summary, List.of(), Content.ENVELOPE);
    }

    /** A route that takes its parameters from the address or from a form. */
    public static RouteSpec getOrPost(String path, Work work, String summary) {
        return new RouteSpec(path, List.of("GET", "POST"), work, false, summary, List.of(), Content.ENVELOPE);
    }

    /** A route that changes something. */
    public static RouteSpec postOrPut(String path, Work work, String summary) {
        return new RouteSpec(path, List.of("POST", "PUT"), work, false, summary, List.of(), Content.ENVELOPE);
    }

    /** The same route, answering also while the hub is not ready. */
    public RouteSpec whileNotReady() {
        return new RouteSpec(path, methods, work, true, summary, parameters, content);
    }

    /** The same route with other bodies than a form and the envelope. */
    public RouteSpec content(String taken, String given) {
        return new RouteSpec(path, methods, work, always, summary, parameters, new Content(taken, given));
    }

    /** The same route for other methods. */
    public RouteSpec methods(String... others) {
        return new RouteSpec(path, List.of(others), work, always, summary, parameters, content);
    }

    /** The same route with a further parameter that may be left out. */
    public RouteSpec optional(String name, String description) {
        return with(new ParameterSpec(name, false, false, description));
    }

    /** The same route with a further parameter that must be given. */
    public RouteSpec required(String name, String description) {
        return with(new ParameterSpec(name, true, false, description));
    }

    /** The same route with a further parameter that may be given any number of times. */
    public RouteSpec repeated(String name, boolean required, String description) {
        return with(new ParameterSpec(name, required, true, description));
    }

    private RouteSpec with(ParameterSpec parameter) {
        List<ParameterSpec> all = new ArrayList<>(parameters);
        all.add(parameter);
        return new RouteSpec(path, methods, work, always, summary, all, content);
    }
}
