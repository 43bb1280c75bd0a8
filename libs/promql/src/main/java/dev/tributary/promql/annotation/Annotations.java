package dev.tributary.promql.annotation;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All annotations of one query. Safe for several threads. */
public final class Annotations {
    private final ConcurrentMap<String, Annotation> byKey = new ConcurrentHashMap<>();

    void add(Annotation annotation) {
        byKey.merge(annotation.key(), annotation, Annotation::merge);
    }

    /** Texts of the warnings in alphabetical order. */
    public List<String> warnings(String query) {
        return texts(query, true);
    }

    /** Texts of the infos in alphabetical order. */
    public List<String> infos(String query) {
        return texts(query, false);
    }

    private List<String> texts(String query, boolean warnings) {
        return byKey.values().stream().filter(each -> each.warning() == warnings).map(each -> each.text(query)).sorted()
                .toList();
    }
}
