package dev.tributary.runtime.discovery;

import java.util.List;
import java.util.function.Consumer;

import io.vertx.core.Future;

/** The targets of {@code static_configs}: told once. */
public final class WrittenTargets implements TargetSource {
    private final List<TargetGroup> groups;

    public WrittenTargets(List<StaticTargets> entries) {
        groups = entries.stream().map(StaticTargets::group).toList();
    }

    @Override
    public void start(Consumer<List<TargetGroup>> listener) {
        listener.accept(groups);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
