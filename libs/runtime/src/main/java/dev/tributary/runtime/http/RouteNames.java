package dev.tributary.runtime.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

/**
 * Says which route a path belongs to, so that metrics have one label value for each route and not for each path: the route's
 * path as it was declared, or {@code other}.
 */
final class RouteNames {
    private static final String OTHER = "other";

    /** Enough for all paths without parameters and some with; past it paths are matched anew each time. */
    private static final int REMEMBERED_MAX = 1_000;

    private record Shape(Pattern pattern, String name) {
    }

    private final List<Shape> shapes;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    RouteNames(Router router) {
        shapes = router.getRoutes().stream().map(Route::getPath).filter(Objects::nonNull).distinct()
                .map(path -> new Shape(shape(path), path)).toList();
    }

    private static Pattern shape(String path) {
        StringBuilder regex = new StringBuilder();
        for (String segment : path.substring(1).split("/", -1)) {
            regex.append('/')
                    .append(segment.startsWith(":") ? "[^/]+" : segment.equals("*") ? ".*" : Pattern.quote(segment));
        }
        return Pattern.compile(regex.toString());
    }

    String of(String path) {
        String known = remembered.get(path);
        if (known != null) {
            return known;
        }
        String name = shapes.stream().filter(shape -> shape.pattern().matcher(path).matches()).map(Shape::name)
                .findFirst()
                .orElse(OTHER);
        if (remembered.size() < REMEMBERED_MAX) {
            remembered.put(path, name);
        }
        return name;
    }
}
